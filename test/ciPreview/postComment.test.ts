import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { capture } from "../../cli/child";
import { projectDirectory } from "../../cli/project";

interface Call {
  readonly method: string;
  readonly url: string;
  readonly authorization?: string;
  // biome-ignore lint/suspicious/noExplicitAny: whatever was sent
  readonly body?: any;
}

const script = path.join(projectDirectory, "cli", "ciPreview", "postComment.mjs");
const marker = "<!-- entra-integrations preview prod -->";
const directory = mkdtempSync(path.join(tmpdir(), "entra-integrations-post-"));
const file = path.join(directory, "comment.md");
const event = path.join(directory, "event.json");

let server: Server;
let calls: Call[];
let answer: (call: Call) => unknown;

beforeAll(async () => {
  writeFileSync(file, `${marker}\n\nnew`);
  writeFileSync(event, JSON.stringify({ pull_request: { number: 7 } }));
  server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    const { method = "", url = "", headers } = request;
    const call = { method, url, authorization: headers.authorization, body: text ? JSON.parse(text) : undefined };
    calls.push(call);
    const said = answer(call);
    response.writeHead(said === undefined ? 403 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(said ?? { message: "Resource not accessible by integration" }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterAll(() => {
  server.close();
  rmSync(directory, { recursive: true });
});

const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

async function post(environment: Record<string, string>, answers: (call: Call) => unknown) {
  calls = [];
  answer = answers;
  const { TF_BUILD: _, ...rest } = process.env;
  const result = await capture(process.execPath, [script, file], { environment: { ...rest, ...environment } });
  return { ...result, writes: calls.filter(({ method }) => method !== "GET") };
}

describe("On GitHub", () => {
  const environment = () => ({
    GITHUB_API_URL: origin(),
    GITHUB_REPOSITORY: "contoso/shop",
    GITHUB_EVENT_PATH: event,
    GITHUB_TOKEN: "job-token",
  });
  const comments = (all: unknown[]) => (call: Call) => {
    const page = Number(new URL(call.url, origin()).searchParams.get("page"));
    return call.method === "GET" ? all.slice((page - 1) * 100, page * 100) : {};
  };
  const written = (id: number, login: string, body: string) => ({ id, user: { login }, body });

  test("the first preview writes a comment", async () => {
    const { code, writes } = await post(environment(), comments([written(1, "somebody", "hello")]));
    expect(code).toBe(0);
    expect(writes).toEqual([
      {
        method: "POST",
        url: "/repos/contoso/shop/issues/7/comments",
        authorization: "Bearer job-token",
        body: { body: `${marker}\n\nnew` },
      },
    ]);
  });

  test("later ones replace it, however many comments there are, and nobody else's", async () => {
    const talk = Array.from({ length: 120 }, (_, id) => written(id, "somebody", "hello"));
    const all = [
      written(500, "somebody", `${marker} mine`),
      ...talk,
      written(501, "github-actions[bot]", `${marker}\n\nold`),
    ];
    const { writes } = await post(environment(), comments(all));
    expect(writes).toMatchObject([{ method: "PATCH", url: "/repos/contoso/shop/issues/comments/501" }]);
  });

  test("a token that may not write fails, and says what was answered", async () => {
    const { code, stderr } = await post(environment(), (call) => (call.method === "GET" ? [] : undefined));
    expect(code).toBe(1);
    expect(stderr).toContain("403");
    expect(stderr).toContain("docs/pull-requests.md");
    expect(stderr).not.toMatch(/job-token|^\s+at /m);
  });
});

describe("On Azure DevOps", () => {
  const environment = () => ({
    TF_BUILD: "True",
    SYSTEM_COLLECTIONURI: `${origin()}/contoso/`,
    SYSTEM_TEAMPROJECT: "My Shop",
    BUILD_REPOSITORY_ID: "repo-id",
    SYSTEM_PULLREQUEST_PULLREQUESTID: "9",
    SYSTEM_ACCESSTOKEN: "job-token",
  });
  const threads = "/contoso/My%20Shop/_apis/git/repositories/repo-id/pullRequests/9/threads";

  test("the first preview opens a thread that stands in nobody's way", async () => {
    const { code, writes } = await post(environment(), () => ({ value: [{ id: 1, comments: [{ id: 1 }] }] }));
    expect(code).toBe(0);
    expect(writes).toMatchObject([
      {
        method: "POST",
        url: `${threads}?api-version=7.1`,
        body: { status: "closed", comments: [{ commentType: "text" }] },
      },
    ]);
  });

  test("later ones replace its comment", async () => {
    const deleted = { id: 3, isDeleted: true, comments: [{ id: 1, content: marker }] };
    const own = { id: 4, comments: [{ id: 2, content: `${marker}\n\nold` }] };
    const { writes } = await post(environment(), () => ({ value: [deleted, own] }));
    expect(writes).toMatchObject([
      { method: "PATCH", url: `${threads}/4/comments/2?api-version=7.1`, body: { content: `${marker}\n\nnew` } },
    ]);
  });
});
