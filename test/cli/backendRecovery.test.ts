import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { recoverBackend } from "../../cli/backendRecovery";

let backend: string;

beforeEach(() => {
  backend = mkdtempSync(path.join(tmpdir(), "backend-"));
});

afterEach(() => rmSync(backend, { recursive: true }));

function write(name: string, text: string): string {
  const file = path.join(backend, ".pulumi", name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

describe("A backend whose last run was killed", () => {
  test("loses the lock that nobody holds any more", () => {
    const lock = write("locks/organization/project/dev/1.json", "{}");
    expect(recoverBackend(backend)).toEqual([expect.stringContaining("lock")]);
    expect(existsSync(lock)).toBe(false);
  });

  test("loses half-written sidecars, and keeps whole ones", () => {
    const half = write("stacks/project/dev.json.attrs", "");
    const whole = write("stacks/project/dev.json.bak.attrs", "{}");
    recoverBackend(backend);
    expect([existsSync(half), existsSync(whole)]).toEqual([false, true]);
  });

  test("gets the state before back where the last one is half-written", () => {
    const state = write("stacks/project/dev.json", '{"version":');
    write("stacks/project/dev.json.bak", '{"version":3}');
    expect(recoverBackend(backend)).toEqual([expect.stringContaining("dev")]);
    expect(readFileSync(state, "utf8")).toBe('{"version":3}');
  });
});

describe("A backend that was left in order, or is new", () => {
  test("is not touched", () => {
    expect(recoverBackend(backend)).toEqual([]);
    const state = write("stacks/project/dev.json", '{"version":3}');
    write("stacks/project/dev.json.bak", '{"version":2}');
    expect(recoverBackend(backend)).toEqual([]);
    expect(readFileSync(state, "utf8")).toBe('{"version":3}');
  });
});
