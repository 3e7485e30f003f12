import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { projectDirectory } from "../../cli/project";
import { findActionlint } from "./actionlint";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly bash?: string;
  readonly inputs?: { readonly inlineScript?: string };
}

interface Workflow {
  readonly on?: unknown;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<string, { readonly permissions?: Readonly<Record<string, string>>; readonly steps: readonly Step[] }>
  >;
}

const folder = path.join(projectDirectory, ".github", "workflows");
const names = readdirSync(folder);
const textOf = (name: string) => readFileSync(path.join(folder, name), "utf8");
const workflowOf = (name: string): Workflow => parse(textOf(name));
const stepsOf = (name: string) => Object.values(workflowOf(name).jobs).flatMap(({ steps }) => steps);
const azurePipeline: { readonly steps: readonly Step[] } = parse(
  readFileSync(path.join(projectDirectory, ".azure-pipelines", "preview.yml"), "utf8"),
);

const actionlint = findActionlint();

describe("actionlint", () => {
  if ("missing" in actionlint) {
    console.warn(`The workflows are not checked with actionlint: ${actionlint.missing}.`);
    test.skip("has nothing to say about the workflows", () => {});
  } else {
    test.each(names)("has nothing to say about %s", (name) => {
      const { stdout, stderr, status } = spawnSync(actionlint.binary, ["-no-color", path.join(folder, name)], {
        encoding: "utf8",
      });
      expect([stdout + stderr, status]).toEqual(["", 0]);
    });

    test("finds a mistake", () => {
      const { status } = spawnSync(actionlint.binary, ["-"], {
        input: "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    needs: b\n    steps:\n      - run: echo\n",
      });
      expect(status).toBe(1);
    });
  }
});

describe.each(names)("%s", (name) => {
  test("pins every action by a commit, and says of which version", () => {
    const uses = textOf(name)
      .split("\n")
      .filter((line) => /\buses:/.test(line));
    expect(uses.length).toBeGreaterThan(0);
    for (const line of uses) expect(line).toMatch(/uses: [\w-]+(\/[\w-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test("gives its jobs no more than they name", () => {
    const { permissions, jobs } = workflowOf(name);
    expect(permissions).toBeDefined();
    const writes = Object.entries(permissions ?? {}).filter(([, level]) => level === "write");
    expect(writes).toEqual([]);
    expect(Object.keys(jobs).length).toBeGreaterThan(0);
  });

  test("puts nothing that a stranger may write into a shell", () => {
    const scripts = stepsOf(name).flatMap(({ run }) => run ?? []);
    expect(scripts.filter((script) => script.includes("${{"))).toEqual([]);
    expect(JSON.stringify(workflowOf(name).on)).not.toContain("pull_request_target");
  });
});

test("The same action is everywhere pinned by the same commit", () => {
  const uses = names.flatMap(stepsOf).flatMap((step) => step.uses ?? []);
  const actions = new Set(uses.map((use) => use.split("@")[0]));
  expect(new Set(uses).size).toBe(actions.size);
});

test("The job that runs a pull request's code may write nothing, and the one that writes runs nothing of it", () => {
  const { preview, comment } = workflowOf("preview.yml").jobs;
  expect(preview?.permissions).toEqual({ contents: "read", "id-token": "write" });
  expect(comment?.permissions).toEqual({ contents: "read", "pull-requests": "write", "security-events": "write" });
  expect(comment?.steps.flatMap(({ run }) => run ?? [])).toEqual([
    "node cli/ciPreview/postComment.mjs preview/comment.md",
  ]);
  expect(textOf("preview.yml").split("\n  comment:")[1]).toMatch(
    /ref: \$\{\{ github\.event\.pull_request\.base\.sha \}\}/,
  );
});

test("Every command of the project that a pipeline runs is there", () => {
  const { scripts } = JSON.parse(readFileSync(path.join(projectDirectory, "package.json"), "utf8"));
  const steps = [...names.flatMap(stepsOf), ...azurePipeline.steps];
  const shell = steps.map(({ run, bash, inputs }) => run ?? bash ?? inputs?.inlineScript ?? "").join("\n");
  const commands = [...shell.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, command]) => command);
  expect(new Set(commands)).toEqual(new Set(["ci:preview", "compliance", "verify"]));
  for (const command of commands) expect(scripts).toHaveProperty([command as string]);
});
