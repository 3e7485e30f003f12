import type { Operation, Reply } from "../operation";
import { clientIdOf, findClient } from "./client";
import { consentedScopes } from "./consent";
import type { SignInCall } from "./context";
import { refusals, SignInError } from "./errors";
import type { CallMaker } from "./index";
import { page, signInForm } from "./page";
import { deviceMinutes } from "./pending";
import { findResource } from "./resource";
import { parseScope } from "./scope";
import { checkTenant } from "./tenant";
import { authenticateUser, checkAssigned } from "./user";

/** Seconds between two questions of the device. Entra says 5; nobody is spared anything on loopback. */
const interval = 1;

/** Sign-in for devices without a browser (RFC 8628): the device asks for a code, a person enters it at `/devicelogin`. */
export function deviceOperations(makeCall: CallMaker): Operation[] {
  const operation = (method: "GET" | "POST", path: string, run: (call: SignInCall) => Reply): Operation => ({
    service: "signIn",
    method,
    path,
    access: "public",
    run: (state, request, environment) => run(makeCall(state, request, environment)),
  });
  return [
    operation("POST", "/:tenant/oauth2/v2.0/devicecode", begin),
    operation("POST", "/:tenant/oauth2/devicecode", begin),
    operation("GET", "/devicelogin", (call) => form(call)),
    operation("POST", "/devicelogin", complete),
  ];
}

function begin(call: SignInCall): Reply {
  checkTenant(call.state, call.request.params.tenant ?? "");
  const client = findClient(call, clientIdOf(call));
  const scope = call.endpoint === "v1" ? `${call.field("resource") ?? ""}/.default` : call.field("scope");
  if (!scope) throw refusals.missingField("scope");
  findResource(call, parseScope(scope).resource);
  const device = call.pending.addDevice(client.clientId, scope, call.now);
  const url = `${call.environment.origin}/devicelogin`;
  const code = device.userCode;
  return {
    status: 200,
    body: {
      user_code: code,
      device_code: device.deviceCode,
      [call.endpoint === "v1" ? "verification_url" : "verification_uri"]: url,
      expires_in: deviceMinutes * 60,
      interval,
      message: `To sign in, use a web browser to open the page ${url} and enter the code ${code} to authenticate.`,
    },
  };
}

function complete(call: SignInCall): Reply {
  const device = call.pending.deviceByUserCode(call.field("user_code") ?? "", call.now);
  if (!device) return form(call, "That code did not work. Check it, or ask the device for a new one.");
  try {
    const client = findClient(call, device.clientId);
    const user = authenticateUser(call, call.field("username") ?? "", call.field("password") ?? "");
    checkAssigned(call, client, user);
    const requested = parseScope(device.scope);
    consentedScopes(call, client, findResource(call, requested.resource), requested, user);
    device.userId = user.id;
    return page(200, "You are signed in", `<p>You may close this page and go back to the device.</p>`);
  } catch (error) {
    if (error instanceof SignInError) return form(call, `AADSTS${error.number}: ${error.message}`);
    throw error;
  }
}

function form(call: SignInCall, problem?: string): Reply {
  return signInForm({
    title: "Sign in on another device",
    action: "/devicelogin",
    askForCode: call.field("user_code") ?? call.request.query.get("user_code") ?? "",
    loginHint: call.field("username"),
    problem,
  });
}
