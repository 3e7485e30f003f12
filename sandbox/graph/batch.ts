import type { Environment, InnerRequest, Reply, SandboxRequest } from "../operation";
import { badQuery } from "./errors";
import { type GraphOperation, operation } from "./operation";
import { type Body, isObject, objectBody } from "./schema/body";

const maximum = 20;

interface Step {
  readonly id: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly dependsOn: readonly string[];
}

interface Answer {
  readonly id: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** `$batch`: up to twenty requests in one, each with its own permission check and answer. */
export const batchOperation: GraphOperation = operation(
  "POST",
  "/$batch",
  async (_state, request, environment) => {
    const steps = stepsOf(objectBody(request));
    const answers = new Map<string, Answer>();
    for (const step of inOrder(steps)) answers.set(step.id, await answer(step, answers, request, environment));
    return { status: 200, body: { responses: [...answers.values()] } };
  },
  { access: "authenticated" },
);

async function answer(
  step: Step,
  earlier: ReadonlyMap<string, Answer>,
  request: SandboxRequest,
  environment: Environment,
): Promise<Answer> {
  const failed = step.dependsOn.some((id) => (earlier.get(id)?.status ?? 500) >= 400);
  if (failed) {
    return {
      id: step.id,
      status: 424,
      headers: { "Content-Type": "application/json" },
      body: { error: { code: "FailedDependency", message: "A request that this one depends on failed." } },
    };
  }
  const reply = await environment.dispatch(innerRequest(step, request, environment));
  return { id: step.id, status: reply.status, headers: shownHeaders(reply), ...bodyOf(reply) };
}

function innerRequest(step: Step, request: SandboxRequest, environment: Environment): InnerRequest {
  const base = new URL(environment.baseUrls.graph).pathname.replace(/\/+$/, "");
  const lower = Object.fromEntries(Object.entries(step.headers).map(([name, value]) => [name.toLowerCase(), value]));
  return {
    method: step.method,
    url: `${base}/${request.version}${step.url}`,
    headers: { ...lower, authorization: request.headers.authorization },
    body: step.body,
  };
}

function shownHeaders({ headers = {} }: Reply): Record<string, string> {
  const names: Readonly<Record<string, string>> = {
    "content-type": "Content-Type",
    location: "Location",
    "retry-after": "Retry-After",
  };
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (names[name] ? [[names[name], value]] : [])),
  );
}

function bodyOf({ body }: Reply): { body?: unknown } {
  return body === undefined ? {} : { body };
}

function stepsOf(body: Body): Step[] {
  const { requests } = body;
  if (!Array.isArray(requests)) throw badQuery("Invalid batch payload format.");
  if (requests.length > maximum) {
    throw badQuery(`Number of batch request steps exceeds the maximum value of ${maximum}.`);
  }
  const steps: Step[] = [];
  for (const item of requests) {
    const step = stepOf(item);
    if (steps.some(({ id }) => id === step.id)) throw badQuery(`Request id '${step.id}' has to be unique in a batch.`);
    steps.push(step);
  }
  return steps;
}

/** Each request after those that it depends on. */
function inOrder(steps: readonly Step[]): Step[] {
  const ordered: Step[] = [];
  let waiting = [...steps];
  while (waiting.length > 0) {
    const ready = waiting.find(({ dependsOn }) => dependsOn.every((id) => ordered.some((done) => done.id === id)));
    if (!ready) throw badQuery("A request of the batch depends on one that is not in the batch, or on itself.");
    ordered.push(ready);
    waiting = waiting.filter((step) => step !== ready);
  }
  return ordered;
}

const methods = ["GET", "POST", "PATCH", "PUT", "DELETE"];

function stepOf(item: unknown): Step {
  if (!isObject(item)) throw badQuery("Invalid batch payload format.");
  const { id, method, url, headers = {}, body, dependsOn = [] } = item;
  if (typeof id !== "string" || id === "") throw badQuery("Every request of a batch needs an id.");
  if (typeof method !== "string" || !methods.includes(method.toUpperCase())) {
    throw badQuery(`Request '${id}' of the batch has no valid method.`);
  }
  if (typeof url !== "string" || url === "" || /^https?:/i.test(url)) {
    throw badQuery(`Request '${id}' of the batch needs a relative URL.`);
  }
  if (!isObject(headers) || !Array.isArray(dependsOn) || dependsOn.some((other) => typeof other !== "string")) {
    throw badQuery("Invalid batch payload format.");
  }
  const names = Object.entries(headers).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  const typed = names.some(([name]) => name.toLowerCase() === "content-type");
  if (body !== undefined && body !== null && !typed) {
    throw badQuery(`Request '${id}' of the batch has a body, so it needs the header Content-Type.`);
  }
  return {
    id,
    method: method.toUpperCase(),
    // Clients make the path of an absolute URL, so it may begin with the version.
    url: `/${url.replace(/^\/+/, "")}`.replace(/^(?:\/graph)?\/(?:v1\.0|beta)(?=\/)/i, ""),
    headers: Object.fromEntries(names),
    body: body ?? undefined,
    dependsOn,
  };
}
