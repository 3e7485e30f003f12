// Writes a pull request's one comment: `node postComment.mjs comment.md` in GitHub Actions or Azure Pipelines. Found again by its first
// line, it is replaced. Without dependencies, so that a job with a token that may write runs nothing but this.
import { readFileSync } from "node:fs";

const env = process.env;

/** https://docs.github.com/rest/issues/comments */
async function onGitHub(comment, marker) {
  const { pull_request: pullRequest } = JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, "utf8"));
  const issues = `${env.GITHUB_API_URL}/repos/${env.GITHUB_REPOSITORY}/issues`;
  const ask = asker({ authorization: `Bearer ${env.GITHUB_TOKEN}`, accept: "application/vnd.github+json" });
  for (let page = 1; ; page++) {
    const comments = await ask("GET", `${issues}/${pullRequest.number}/comments?per_page=100&page=${page}`);
    // Anybody may write the marker; only our own comment is replaced.
    const own = comments.find(({ user, body }) => user?.login === "github-actions[bot]" && body?.startsWith(marker));
    if (own) return await ask("PATCH", `${issues}/comments/${own.id}`, { body: comment });
    if (comments.length < 100) return await ask("POST", `${issues}/${pullRequest.number}/comments`, { body: comment });
  }
}

/** https://learn.microsoft.com/rest/api/azure/devops/git/pull-request-threads */
async function onAzureDevOps(comment, marker) {
  const repository = `${env.SYSTEM_COLLECTIONURI}${encodeURIComponent(env.SYSTEM_TEAMPROJECT)}/_apis/git/repositories/${env.BUILD_REPOSITORY_ID}`;
  const threads = `${repository}/pullRequests/${env.SYSTEM_PULLREQUEST_PULLREQUESTID}/threads`;
  const version = "api-version=7.1";
  const ask = asker({ authorization: `Bearer ${env.SYSTEM_ACCESSTOKEN}` });
  const { value } = await ask("GET", `${threads}?${version}`);
  const own = value.find(({ isDeleted, comments }) => !isDeleted && comments?.[0]?.content?.startsWith(marker));
  if (own) {
    return await ask("PATCH", `${threads}/${own.id}/comments/${own.comments[0].id}?${version}`, { content: comment });
  }
  // Closed: whether the pull request may be merged is said by the build, not by an open thread.
  const first = { parentCommentId: 0, content: comment, commentType: "text" };
  await ask("POST", `${threads}?${version}`, { comments: [first], status: "closed" });
}

function asker(headers) {
  return async (method, url, body) => {
    const answer = await fetch(url, {
      method,
      headers: { ...headers, "content-type": "application/json", "user-agent": "entra-integrations" },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    if (answer.ok) return await answer.json();
    const said = (await answer.text()).slice(0, 500);
    throw new Error(
      `${method} ${url} answered ${answer.status}: ${said}\nMay this job's token write to pull requests? See docs/pull-requests.md.`,
    );
  };
}

try {
  const comment = readFileSync(process.argv[2] ?? "comment.md", "utf8");
  const [marker = ""] = comment.split("\n");
  await (env.TF_BUILD ? onAzureDevOps : onGitHub)(comment, marker);
} catch (error) {
  console.error(`The pull request's comment could not be written: ${error.message}`);
  process.exitCode = 1;
}
