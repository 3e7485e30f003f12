/**
 * The error with the frames of this project alone. Pulumi formats the stack of every error, even of those whose stack it hides, and
 * Node 20 takes 15 seconds and a gigabyte over a path that ends right after `node_modules/@scope/`, as the
 * frames of Pulumi's own source maps do (`markNodeModules` of node:internal/util/inspect).
 */
export function withOwnFrames<E>(error: E): E {
  if (error instanceof Error && error.stack) {
    const lines = error.stack.split("\n").filter((line) => !/^\s+at .*node_modules/.test(line));
    error.stack = lines.join("\n");
  }
  return error;
}
