import type { Operation, Reply } from "../operation";
import type { User } from "../state/entities";
import { type Client, clientIdOf, findClient } from "./client";
import { consentedScopes } from "./consent";
import type { SignInCall } from "./context";
import { refusals, SignInError } from "./errors";
import type { CallMaker } from "./index";
import { escapeHtml, page, signInForm } from "./page";
import { redirectPlatform } from "./publicClient";
import { findResource } from "./resource";
import { delegatedScope } from "./scope";
import { checkTenant } from "./tenant";
import { authenticateUser, checkAssigned } from "./user";

/** The fields of an authorization request, kept in the form between its two steps. */
const kept = [
  "client_id",
  "response_type",
  "redirect_uri",
  "response_mode",
  "scope",
  "resource",
  "state",
  "nonce",
  "login_hint",
  "code_challenge",
  "code_challenge_method",
] as const;

/** The authorization endpoint: a form for user and password, then a redirect with a code. */
export function authorizeOperations(makeCall: CallMaker): Operation[] {
  return ["/:tenant/oauth2/v2.0/authorize", "/:tenant/oauth2/authorize"].flatMap((path) =>
    (["GET", "POST"] as const).map(
      (method): Operation => ({
        service: "signIn",
        method,
        path,
        access: "public",
        run: (state, request, environment) => authorize(makeCall(state, request, environment)),
      }),
    ),
  );
}

function authorize(call: SignInCall): Reply {
  let client: Client;
  try {
    checkTenant(call.state, call.request.params.tenant ?? "");
    client = findClient(call, clientIdOf(call));
    const redirectUri = call.field("redirect_uri");
    if (!redirectUri) throw refusals.missingParameter("redirect_uri");
    redirectPlatform(client, redirectUri);
  } catch (error) {
    // Nobody is redirected to an address that the application has not registered.
    return problemPage(error);
  }
  try {
    return signIn(call, client);
  } catch (error) {
    if (!(error instanceof SignInError)) throw error;
    return redirect(call, { error: error.code, error_description: `AADSTS${error.number}: ${error.message}` });
  }
}

function signIn(call: SignInCall, client: Client): Reply {
  const type = call.field("response_type");
  if (!type) throw refusals.missingParameter("response_type");
  if (type !== "code") {
    throw new SignInError(
      700054,
      400,
      "unsupported_response_type",
      `response_type '${type}' is not enabled for the application. The sandbox offers 'code'.`,
    );
  }
  const method = call.field("code_challenge_method") ?? "plain";
  if (method !== "S256" && method !== "plain") {
    throw refusals.malformed(`The code_challenge_method '${method}' is not supported.`);
  }
  const requested = delegatedScope(call, call.field("scope"));
  const resource = findResource(call, requested.resource);
  const name = call.field("username");
  const password = call.field("password");
  if (call.request.method === "GET" || !name || !password) {
    if (call.field("prompt") === "none") {
      throw new SignInError(
        50058,
        400,
        "login_required",
        "A silent sign-in request was sent but no user is signed in.",
      );
    }
    return form(call, client);
  }
  let user: User;
  try {
    user = authenticateUser(call, name, password);
    checkAssigned(call, client, user);
    consentedScopes(call, client, resource, requested, user);
  } catch (error) {
    if (error instanceof SignInError) return form(call, client, `AADSTS${error.number}: ${error.message}`, name);
    throw error;
  }
  const challenge = call.field("code_challenge");
  const code = call.pending.addCode(
    {
      clientId: client.clientId,
      userId: user.id,
      scope: call.field("scope") ?? "",
      redirectUri: call.field("redirect_uri") ?? "",
      challenge: challenge === undefined ? undefined : { value: challenge, method },
      nonce: call.field("nonce"),
    },
    call.now,
  );
  return redirect(call, { code, session_state: code.slice(2, 38) });
}

function form(call: SignInCall, client: Client, problem?: string, name?: string): Reply {
  const hidden = Object.fromEntries(
    kept.flatMap((field) => {
      const value = call.field(field);
      return value === undefined ? [] : [[field, value]];
    }),
  );
  return signInForm({
    title: `Sign in to ${client.name}`,
    action: call.request.path,
    hidden,
    loginHint: name ?? call.field("login_hint"),
    problem,
  });
}

/** Hands the answer to the application in the way that it asked for. */
function redirect(call: SignInCall, answer: Readonly<Record<string, string>>): Reply {
  const target = call.field("redirect_uri") ?? "";
  const state = call.field("state");
  const fields = new URLSearchParams({ ...answer, ...(state === undefined ? {} : { state }) });
  const mode = call.field("response_mode") ?? "query";
  if (mode === "form_post") {
    const inputs = [...fields].map(
      ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
    );
    return page(
      200,
      "Signed in",
      `<form method="post" action="${escapeHtml(target)}">${inputs.join("")}<button type="submit">Continue</button></form>`,
    );
  }
  const mark = mode === "fragment" ? "#" : target.includes("?") ? "&" : "?";
  return { status: 302, headers: { location: `${target}${mark}${fields}` } };
}

function problemPage(error: unknown): Reply {
  if (!(error instanceof SignInError)) throw error;
  return page(400, "Sign-in failed", `<p class="problem">${escapeHtml(`AADSTS${error.number}: ${error.message}`)}</p>`);
}
