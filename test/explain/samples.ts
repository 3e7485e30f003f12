/** Error texts from public documentation and issue threads, one a file: where it is from, `---`, the text. */
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";

export interface Sample {
  /** Entry that explains it; empty for an unrelated one. */
  readonly id: string;
  readonly name: string;
  /** Where it is from, in our own words. */
  readonly source: string;
  /** The cause that is to be named first, where the text decides it. */
  readonly cause: string | undefined;
  readonly text: string;
}

export const samples = (): Sample[] => readFolders(path.join(__dirname, "samples"));
export const unrelated = (): Sample[] => readFolder(path.join(__dirname, "unrelated"), "");

function readFolders(folder: string): Sample[] {
  return readdirSync(folder).flatMap((id) => readFolder(path.join(folder, id), id));
}

function readFolder(folder: string, id: string): Sample[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".txt"))
    .map((file) => read(path.join(folder, file), id));
}

function read(file: string, id: string): Sample {
  const content = readFileSync(file, "utf8");
  const at = content.indexOf("\n---\n");
  const head = content.slice(0, at);
  return {
    id,
    name: path.basename(file, ".txt"),
    source: /^Source: (.+)$/m.exec(head)?.[1] ?? "",
    cause: /^Cause: (.+)$/m.exec(head)?.[1],
    text: content.slice(at + 5),
  };
}
