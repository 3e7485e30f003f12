/** Says what goes on, on standard error: standard output belongs to results. */
export function reportProgress(line: string): void {
  process.stderr.write(`${line}\n`);
}
