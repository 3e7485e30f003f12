import type { SandboxRequest } from "../../operation";
import { newPassword, passwordOfAction, showKey, showPassword, withoutPassword } from "../credentials";
import { deleteEntry } from "../directory/deletion";
import { optionsOf } from "../odata/query";
import { type GraphOperation, operation } from "../operation";
import { ownerOperations } from "../owners";
import { actionReply, countReply, createdReply, entityReply, listReply, noContent } from "../reply";
import { objectBody } from "../schema/body";
import { visibleItems } from "../visibility";
import { findApplication } from "./find";
import { applicationView } from "./view";
import { createApplication, updateApplication } from "./write";

const key = (request: SandboxRequest) => request.params.id ?? "";

export const applicationOperations: readonly GraphOperation[] = [
  operation("GET", "/applications", (state, request, environment) =>
    listReply(visibleItems(state.applications, environment), applicationView(state), request, environment),
  ),
  operation("GET", "/applications/$count", (state, request, environment) =>
    countReply(visibleItems(state.applications, environment), applicationView(state), request),
  ),
  operation("POST", "/applications", (state, request, environment) => {
    const { application, secrets } = createApplication(state, request, environment);
    const reply = createdReply(application, applicationView(state), request, environment);
    if (secrets.size === 0) return reply;
    const passwordCredentials = application.passwordCredentials.map((credential) =>
      showPassword(credential, secrets.get(credential.keyId) ?? null),
    );
    return { ...reply, body: { ...(reply.body as object), passwordCredentials } };
  }),
  operation("GET", "/applications/:id", (state, request, environment) => {
    const application = findApplication(state, key(request), environment);
    const view = applicationView(state);
    // Keys themselves show only where one application is asked for them by name.
    const withKeys = (optionsOf(request).get("select") ?? "")
      .split(",")
      .some((name) => name.trim() === "keyCredentials");
    if (!withKeys) return entityReply(application, view, request, environment);
    const keyCredentials = application.keyCredentials.map((credential) => showKey(credential, true));
    const show = () => ({ ...view.show(application), keyCredentials });
    return entityReply(application, { ...view, show }, request, environment);
  }),
  operation("PATCH", "/applications/:id", (state, request, environment) => {
    updateApplication(state, findApplication(state, key(request), environment), request);
    return noContent;
  }),
  operation("DELETE", "/applications/:id", (state, request, environment) => {
    const object = findApplication(state, key(request), environment);
    deleteEntry(state, { kind: "application", object }, environment);
    return noContent;
  }),
  operation("POST", "/applications/:id/addPassword", (state, request, environment) => {
    const application = findApplication(state, key(request), environment);
    const { credential, secretText } = newPassword(passwordOfAction(request.body), environment);
    const passwordCredentials = [...application.passwordCredentials, credential];
    state.applications.update(application.id, { passwordCredentials });
    return actionReply(
      "microsoft.graph.passwordCredential",
      showPassword(credential, secretText),
      request,
      environment,
    );
  }),
  operation("POST", "/applications/:id/removePassword", (state, request, environment) => {
    const application = findApplication(state, key(request), environment);
    const passwordCredentials = withoutPassword(objectBody(request), application.passwordCredentials);
    state.applications.update(application.id, { passwordCredentials });
    return noContent;
  }),
  ...ownerOperations({ path: "/applications", find: findApplication, collection: (state) => state.applications }),
];
