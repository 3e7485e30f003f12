import { longestComment, markerOf, renderComment } from "../../cli/ciPreview/comment";
import type { Preview } from "../../cli/ciPreview/preview";

const violation = {
  rule: "no-delegated-only",
  level: "mandatory",
  severity: "high",
  pack: "entra-integrations",
  urn: "urn:pulumi:prod::shop::azuread:index/application:Application::sir",
  message:
    "Application permissions are needed.\nWhy: no user.\nRemedy: type Role.\n  A -> { type: Role }\nMore: https://example.com/a_b",
} as const;

function previewOf(more: Partial<Preview> = {}): Preview {
  return {
    stack: "prod",
    ok: true,
    changes: [{ operation: "create", type: "azuread:index/application:Application", name: "sir" }],
    counts: { create: 1, same: 2 },
    policies: [],
    warnings: [],
    errors: [],
    complete: true,
    diff: "+ azuread:index/application:Application: (create)",
    ...more,
  };
}

const render = (more: Partial<Preview>, sandbox?: string) => renderComment(previewOf(more), { sandbox });
const bytes = (text: string) => Buffer.byteLength(text);

test("A clean preview says what would change, and carries the mark by which it is found again", () => {
  const comment = render({});
  expect(comment.split("\n")[0]).toBe(markerOf("prod"));
  expect(comment).toContain("✅ Preview of stack `prod`: ready");
  expect(comment).toContain("1 to create, 2 unchanged");
  expect(comment).toContain("create  azuread:index/application:Application  sir");
});

test("A preview without changes says so", () => {
  expect(render({ changes: [], counts: { same: 3 }, diff: "" })).toContain("no changes");
});

test("A violation is shown with its rule, resource, reason and remedy", () => {
  const comment = render({ ok: false, policies: [violation] });
  expect(comment).toContain("❌ Preview of stack `prod`: 1 policy violation");
  expect(comment).toContain("#### `no-delegated-only` · `azuread:index/application:Application` `sir` · high");
  expect(comment).toContain("**Why:** no user.");
  expect(comment).toContain("**Remedy:** type Role.");
  expect(comment).toContain("- A -> { type: Role }");
  expect(comment).toContain("https://example.com/a_b");
});

test("Advice does not pass for a violation", () => {
  const comment = render({ policies: [{ ...violation, level: "advisory" }] });
  expect(comment).toContain("Advice of the policy pack");
  expect(comment).not.toContain("these stop the deployment");
});

test("A preview in the sandbox says so and why", () => {
  expect(render({}, "this run has no credentials")).toMatch(/> \*\*In the sandbox\*\*.*this run has no credentials/);
});

test.each([
  ["a diff", { diff: "+ line ö\n".repeat(20_000) }],
  ["a diff of one line", { diff: "€".repeat(200_000) }],
  ["changes", { changes: Array.from({ length: 9_000 }, () => ({ operation: "create", type: "t", name: "n" })) }],
  ["an error", { ok: false, errors: ["x".repeat(300_000)] }],
  ["violations", { ok: false, policies: Array.from({ length: 2_000 }, () => violation) }],
  ["a violation", { ok: false, policies: [{ ...violation, message: `${violation.message}\n${"ö ".repeat(90_000)}` }] }],
])("%s too long for a comment is cut, the verdict kept, every block closed", (_, more) => {
  const comment = render(more);
  expect(bytes(comment)).toBeLessThanOrEqual(longestComment);
  expect(bytes(comment)).toBeGreaterThan(500);
  expect(comment).toContain("Preview of stack `prod`");
  expect(comment).toMatch(/the log of this run/);
  expect((comment.match(/^```/gm) ?? []).length % 2).toBe(0);
  expect((comment.match(/<details>/g) ?? []).length).toBe((comment.match(/<\/details>/g) ?? []).length);
});

test("A long diff takes no violation's place", () => {
  const comment = render({ ok: false, policies: [violation], diff: "line\n".repeat(50_000) });
  expect(comment).toContain("**Remedy:** type Role.");
});

test("What a program prints neither formats the comment, nor notifies people, nor closes a block", () => {
  const hostile = "@octocat </details> <img src=x> **bold** [a](http://b)\n# Title\n```\nout";
  const comment = render({ ok: false, warnings: [hostile], errors: [hostile], diff: hostile });
  const [paragraphs] = comment
    .split("### Warnings")
    .slice(1)
    .map((rest) => rest.split("<details>")[0] ?? "");
  expect(paragraphs).not.toMatch(/@octocat|<\/details>|<img|[^\\]\*\*bold|[^\\]\[a\]|^\s*# Title/m);
  expect(comment).toContain("````\n@octocat");
});
