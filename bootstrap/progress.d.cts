export function withProgress<T>(
  report: (line: string) => void,
  step: { readonly what: string; readonly usually: string; readonly everyMs?: number },
  work: () => Promise<T>,
): Promise<T>;
