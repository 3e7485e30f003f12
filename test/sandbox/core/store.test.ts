import { spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DirectoryInUseError, PortInUseError, startSandbox } from "../../../sandbox";
import { addUser, call, tokenFor } from "./support";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "sandbox-test-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const stateFile = () => join(directory, "state.json");

test("a directory keeps the tenant, the port, the authority and the token key between runs", async () => {
  const first = await startSandbox({ directory });
  expect(first.freshlySeeded).toBe(true);
  const user = addUser(first, null);
  const token = await tokenFor(first, first.endpoints.arm);
  const ca = readFileSync(first.caFile, "utf8");
  await first.close();

  const second = await startSandbox({ directory });
  try {
    expect(second.freshlySeeded).toBe(false);
    expect(second.port).toBe(first.port);
    expect(second.state.users.get(user.id)).toEqual(user);
    expect(readFileSync(second.caFile, "utf8")).toBe(ca);
    const answer = await call(second, "GET", `/arm/subscriptions/${second.subscriptionId}?api-version=2022-12-01`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.status).toBe(200);
    expect(second.warnings).toEqual([]);
  } finally {
    await second.close();
  }
});

test("the secrets of the identities differ at each start and are in no file", async () => {
  const first = await startSandbox({ directory });
  const { clientSecret } = first.identities.deployer;
  await first.close();
  const second = await startSandbox({ directory });
  await second.close();
  expect(second.identities.deployer.clientSecret).not.toBe(clientSecret);
  for (const file of readdirSync(directory)) {
    const text = readFileSync(join(directory, file), "utf8");
    expect(text).not.toContain(clientSecret);
    expect(text).not.toContain(second.identities.deployer.clientSecret);
  }
});

test("files that hold the state and keys are readable by their owner alone", async () => {
  const sandbox = await startSandbox({ directory });
  await sandbox.close();
  for (const file of ["state.json", "ca-key.pem", "server-key.pem", "token-signing-key.pem"]) {
    expect([file, statSync(join(directory, file)).mode & 0o777]).toEqual([file, 0o600]);
  }
});

test("changes reach the file while the sandbox runs", async () => {
  const sandbox = await startSandbox({ directory });
  try {
    const user = addUser(sandbox, null);
    for (let tries = 0; tries < 100 && !readFileSync(stateFile(), "utf8").includes(user.id); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(readFileSync(stateFile(), "utf8")).toContain(user.id);
  } finally {
    await sandbox.close();
  }
});

describe("a state file that cannot be used", () => {
  const cases: [string, string, string][] = [
    ["cut off", '{"version":1,"tenantId":"x', "it is not JSON"],
    ["of another version", '{"version":7,"tenantId":"x"}', "its version is 7"],
    ["of another shape", '{"version":1,"tenantId":"x","applications":{}}', "applications"],
    ["empty", "", "it is not JSON"],
  ];
  test.each(cases)("%s is kept aside, and the sandbox starts afresh and says so", async (_name, content, problem) => {
    writeFileSync(stateFile(), content);
    const sandbox = await startSandbox({ directory });
    await sandbox.close();
    expect(sandbox.freshlySeeded).toBe(true);
    expect(sandbox.warnings).toEqual([expect.stringContaining(problem)]);
    const aside = readdirSync(directory).filter((file) => /^state\.corrupt-.+\.json$/.test(file));
    expect(aside).toHaveLength(1);
    expect(readFileSync(join(directory, aside[0] ?? ""), "utf8")).toBe(content);
    expect(sandbox.warnings[0]).toContain(aside[0]);
    expect(JSON.parse(readFileSync(stateFile(), "utf8")).version).toBe(1);
  });
});

test("a state that is given is taken instead of the kept one", async () => {
  const first = await startSandbox();
  const user = addUser(first, null);
  const state = first.state.toDocument();
  await first.close();
  const second = await startSandbox({ directory, state });
  await second.close();
  expect(second.freshlySeeded).toBe(false);
  expect(second.state.users.get(user.id)).toEqual(user);
});

test("without a directory nothing stays behind", async () => {
  const sandbox = await startSandbox();
  const { caFile } = sandbox;
  await sandbox.close();
  expect(() => statSync(caFile)).toThrow("ENOENT");
});

test("a directory that cannot be made is a sentence that names it", async () => {
  writeFileSync(join(directory, "file"), "");
  await expect(startSandbox({ directory: join(directory, "file", "sandbox") })).rejects.toThrow(
    /cannot use the directory .*file.sandbox/,
  );
});

test("a failing save keeps what was saved before, is reported, and succeeds once it can", async () => {
  const lines: string[] = [];
  const sandbox = await startSandbox({ directory, log: (line) => lines.push(line) });
  const before = readFileSync(stateFile(), "utf8");
  // A directory in the way of the temporary file: what a read-only directory is for other users than root.
  const obstacle = `${stateFile()}.${process.pid}.tmp`;
  mkdirSync(join(obstacle, "x"), { recursive: true });
  addUser(sandbox, null, { displayName: "kept" });
  await expect(sandbox.close()).rejects.toThrow(/cannot write .*state\.json: .*What was there before is untouched/);
  expect(readFileSync(stateFile(), "utf8")).toBe(before);
  rmSync(obstacle, { recursive: true });
  await sandbox.close();
  expect(readFileSync(stateFile(), "utf8")).toContain("kept");
});

describe("two sandboxes on one directory", () => {
  test("the second is refused with the process of the first", async () => {
    const first = await startSandbox({ directory });
    try {
      const second = startSandbox({ directory });
      await expect(second).rejects.toThrow(DirectoryInUseError);
      await expect(second).rejects.toThrow(`is already running in process ${process.pid}`);
    } finally {
      await first.close();
    }
    await (await startSandbox({ directory })).close();
  });

  test("a killed one is taken over at once, with all that it had saved", async () => {
    const child = spawn(process.execPath, ["--require", "ts-node/register/transpile-only", "-e", holder(directory)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    await new Promise<void>((resolve) => child.stdout.once("data", () => resolve()));
    await expect(startSandbox({ directory })).rejects.toThrow(`process ${child.pid}`);
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await ended;
    const sandbox = await startSandbox({ directory });
    await sandbox.close();
    expect(sandbox.freshlySeeded).toBe(false);
  });
});

const holder = (path: string) =>
  `require(${JSON.stringify(join(__dirname, "../../../sandbox/index.ts"))}).startSandbox({ directory: ${JSON.stringify(path)} }).then(() => console.log("up"))`;

describe("ports", () => {
  const occupy = async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
    return {
      port: (server.address() as { port: number }).port,
      free: () => new Promise((resolve) => server.close(resolve)),
    };
  };

  test("an explicit port that is in use is an error that names it and the way out", async () => {
    const { port, free } = await occupy();
    try {
      const start = startSandbox({ port });
      await expect(start).rejects.toThrow(PortInUseError);
      await expect(start).rejects.toThrow(new RegExp(`Port ${port} .*in use.*choose another port`));
    } finally {
      await free();
    }
  });

  test("a remembered port that is in use gives way to another one, with a warning", async () => {
    const { port, free } = await occupy();
    try {
      writeFileSync(join(directory, "port"), `${port}\n`);
      const sandbox = await startSandbox({ directory });
      await sandbox.close();
      expect(sandbox.port).not.toBe(port);
      expect(sandbox.warnings).toEqual([expect.stringContaining(`Port ${port}`)]);
      expect(sandbox.warnings[0]).toContain(String(sandbox.port));
    } finally {
      await free();
    }
  });

  test("what is not a port is refused, and one that was remembered wrongly is forgotten", async () => {
    await expect(startSandbox({ port: 70_000 })).rejects.toThrow("70000 is not a port");
    writeFileSync(join(directory, "port"), "99999999");
    await (await startSandbox({ directory })).close();
  });

  test("a refused start leaves the directory free", async () => {
    const { port, free } = await occupy();
    await expect(startSandbox({ directory, port })).rejects.toThrow(PortInUseError);
    await free();
    await (await startSandbox({ directory })).close();
  });
});

test("an unreadable key does not stop the sandbox: it makes new ones", async () => {
  await (await startSandbox({ directory })).close();
  for (const file of ["token-signing-key.pem", "ca-key.pem"]) {
    chmodSync(join(directory, file), 0o600);
    writeFileSync(join(directory, file), "rubbish");
  }
  const sandbox = await startSandbox({ directory });
  try {
    expect((await call(sandbox, "GET", "/metadata/endpoints?api-version=2022-09-01")).status).toBe(200);
  } finally {
    await sandbox.close();
  }
});
