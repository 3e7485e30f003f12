import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { projectDirectory } from "../../cli/project";
import type { Explanation } from "../../explain";
import { runCommand } from "../support/command";
import { applicationToken } from "./tokens";

const error =
  "AADSTS7000222: The provided client secret keys for app 'b0c1ab23-1234-4cde-8f01-2345abcdef01' are expired.";
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "explain-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Buffer): string {
  const whole = path.join(folder, name);
  writeFileSync(whole, content);
  return whole;
}

/** Runs the command with something on its standard input. */
function piped(input: string | Buffer, ...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [path.join("bootstrap", "run.cjs"), "explain", ...args], {
    cwd: projectDirectory,
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdin.end(input);
  return new Promise((resolve) => child.on("close", (code) => resolve({ code: code ?? 1, stdout, stderr })));
}

describe("npm run explain", () => {
  test("explains a text: cause, configuration, clicks, who may, sources", async () => {
    const { code, stdout } = await runCommand(["explain", error]);
    expect(code).toBe(0);
    for (const part of [
      "The client secret has expired",
      "[certain]",
      "existingClientId: b0c1ab23-1234-4cde-8f01-2345abcdef01",
      "Certificates & secrets",
      "Who may: An owner of the application",
      "https://login.microsoftonline.com/error?code=7000222",
    ]) {
      expect(stdout).toContain(part);
    }
  });

  test("takes words without quotes as one text", async () => {
    const { code, stdout } = await runCommand(["explain", "POST", "/users"]);
    expect(code).toBe(0);
    expect(stdout).toContain("Operation: POST /users (Microsoft Graph)");
  });

  test("puts files and texts together", async () => {
    const refused = file(
      "error.json",
      '{"error":{"code":"Authorization_RequestDenied"}} POST https://graph.microsoft.com/v1.0/users',
    );
    const token = file("token.txt", applicationToken([], { exp: 4_000_000_000 }));
    const { code, stdout } = await runCommand(["explain", "--json", refused, token]);
    const { explanations, tokens } = JSON.parse(stdout) as Explanation;
    expect(code).toBe(0);
    expect(explanations[0]?.causes[0]).toMatchObject({ id: "missing-application-permission", likelihood: "certain" });
    expect(tokens).toHaveLength(1);
  });

  test("reads the standard input with -, and without an argument", async () => {
    for (const args of [["-"], []]) {
      const { code, stdout } = await piped(error, ...args);
      expect(code).toBe(0);
      expect(stdout).toContain("expired");
    }
  });

  test("reads UTF-16, as Windows PowerShell writes files, and UTF-8 with a mark", async () => {
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(error, "utf16le")]);
    for (const content of [wide, Buffer.from(`\ufeff${error}`)]) {
      expect((await runCommand(["explain", file("windows.txt", content)])).stdout).toContain("expired");
    }
  });

  test("ends with 1 where nothing is known, and says what was recognised", async () => {
    const { code, stdout } = await runCommand(["explain", "AADSTS90777: something"]);
    expect(code).toBe(1);
    expect(stdout).toContain("AADSTS90777 is not in this knowledge base");
    const nothing = await runCommand(["explain", "lorem ipsum"]);
    expect(nothing.code).toBe(1);
    expect(nothing.stdout).toContain("Nothing in it is known here");
  });

  test.each([
    ["an unknown option", ["--nope"], "unknown option"],
    ["a file that is not there", ["missing.log"], 'no file "missing.log"'],
    ["a folder", [`.${path.sep}explain${path.sep}`], "is a folder"],
  ])("ends with 2 for %s", async (_, args, message) => {
    const { code, stderr, stdout } = await runCommand(["explain", ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stdout).toBe("");
    expect(stderr).not.toContain("    at ");
  });

  test("ends with 2 for an empty input", async () => {
    const { code, stderr } = await piped("  \n", "-");
    expect(code).toBe(2);
    expect(stderr).toContain("empty");
  });

  test("shows its help, with the exit codes", async () => {
    const { code, stdout } = await runCommand(["explain", "--help"]);
    expect(code).toBe(0);
    expect(stdout).toContain("2 wrong usage");
  });
});

test("The JSON has one form, whatever is found", async () => {
  const members = ["answered", "explanations", "operations", "recognised", "tokens", "unknown", "version"];
  for (const input of [error, "lorem ipsum", "POST /users", applicationToken([])]) {
    const { stdout } = await runCommand(["explain", "--json", input]);
    const explanation = JSON.parse(stdout) as Explanation;
    expect(Object.keys(explanation).sort()).toEqual(members);
    expect(Object.keys(explanation.recognised).sort()).toEqual([
      "codes",
      "context",
      "ids",
      "permissions",
      "requests",
      "statuses",
    ]);
    for (const entry of explanation.explanations) {
      expect(Object.keys(entry).sort()).toEqual(["causes", "evidence", "happened", "id", "sources", "title"]);
      for (const cause of entry.causes) {
        expect(Object.keys(cause).sort()).toEqual(["because", "cause", "distinguish", "fix", "id", "likelihood"]);
        expect(Object.keys(cause.fix).sort()).toEqual(["configuration", "portal", "who"]);
      }
    }
    for (const operation of explanation.operations) {
      expect(Object.keys(operation).sort()).toEqual([
        "api",
        "application",
        "azureRoles",
        "configuration",
        "delegated",
        "method",
        "operation",
        "source",
      ]);
    }
    for (const token of explanation.tokens) {
      expect(Object.keys(token).sort()).toEqual([
        "api",
        "audience",
        "clientId",
        "clientName",
        "directoryRoles",
        "expiresAt",
        "follows",
        "issuedAt",
        "issuer",
        "kind",
        "objectId",
        "roles",
        "scopes",
        "summary",
        "tenantId",
        "user",
      ]);
    }
  }
});
