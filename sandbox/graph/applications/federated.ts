import { ServiceError } from "../../errors";
import type { Environment, SandboxRequest } from "../../operation";
import type { Application, FederatedIdentityCredential } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { badRequest, conflict, invalidValue, notFound } from "../errors";
import { newId } from "../ids";
import { type GraphOperation, operation } from "../operation";
import { createdReply, entityReply, listReply, noContent, type View } from "../reply";
import { type Body, checkedProperties, objectBody } from "../schema/body";
import { federatedCredentialType } from "../schema/others";
import { findApplication } from "./find";

/** Workload identity federation: tokens of another issuer that an application accepts instead of a secret. */

const maximum = 20;
const resource = federatedCredentialType.resource;

function viewOf(application: Application): View<FederatedIdentityCredential> {
  return {
    type: federatedCredentialType,
    set: `applications('${application.id}')/federatedIdentityCredentials`,
    show: (credential) => ({ ...credential }),
  };
}

const path = "/applications/:id/federatedIdentityCredentials";

export const federatedCredentialOperations: readonly GraphOperation[] = [
  operation("GET", path, (state, request, environment) => {
    const application = owner(state, request, environment);
    return listReply(application.federatedIdentityCredentials, viewOf(application), request, environment);
  }),
  operation("POST", path, (state, request, environment) => {
    const application = owner(state, request, environment);
    const given = checkedProperties(federatedCredentialType, objectBody(request));
    const credential = completed({ ...given, id: newId() });
    const others = application.federatedIdentityCredentials;
    if (others.length >= maximum) {
      throw new ServiceError(
        403,
        "Directory_QuotaExceeded",
        `The number of federated identity credentials of an application is limited to ${maximum}.`,
      );
    }
    checkUnique(credential, others);
    state.applications.update(application.id, { federatedIdentityCredentials: [...others, credential] });
    return createdReply(credential, viewOf(application), request, environment);
  }),
  operation(
    "GET",
    `${path}/:credentialId`,
    (state, request, environment) => {
      const application = owner(state, request, environment);
      return entityReply(credentialOf(application, request), viewOf(application), request, environment);
    },
    // Whoever may list them may read one: the catalogue has the reading permission for the list only.
    { permissionsOf: "GET /applications/{id}/federatedIdentityCredentials" },
  ),
  operation("PATCH", `${path}/:credentialId`, (state, request, environment) => {
    const application = owner(state, request, environment);
    const current = credentialOf(application, request);
    const given = checkedProperties(federatedCredentialType, objectBody(request), { ...current });
    if (given.name !== undefined && given.name !== current.name) {
      throw badRequest("Name is immutable and cannot be changed after creation.", "name");
    }
    const changed = completed({ ...current, ...given });
    const others = application.federatedIdentityCredentials.filter(({ id }) => id !== current.id);
    checkUnique(changed, others);
    state.applications.update(application.id, {
      federatedIdentityCredentials: application.federatedIdentityCredentials.map((one) =>
        one.id === current.id ? changed : one,
      ),
    });
    return noContent;
  }),
  operation("DELETE", `${path}/:credentialId`, (state, request, environment) => {
    const application = owner(state, request, environment);
    const { id } = credentialOf(application, request);
    state.applications.update(application.id, {
      federatedIdentityCredentials: application.federatedIdentityCredentials.filter((one) => one.id !== id),
    });
    return noContent;
  }),
];

function owner(state: SandboxState, request: SandboxRequest, environment: Environment): Application {
  return findApplication(state, request.params.id ?? "", environment);
}

/** By id, or by name: `federatedIdentityCredentials/{name}` and `federatedIdentityCredentials(name='{name}')`. */
function credentialOf(application: Application, request: SandboxRequest): FederatedIdentityCredential {
  const key = request.params.credentialId ?? "";
  const name = /^name='(.*)'$/i.exec(key)?.[1] ?? key;
  const found = application.federatedIdentityCredentials.find(
    (one) => one.id === key.toLowerCase() || one.name === name,
  );
  if (!found) throw notFound(key);
  return found;
}

function completed(given: Body): FederatedIdentityCredential {
  const { id, name, issuer, subject, audiences, description = null } = given;
  for (const [property, value] of Object.entries({ name, issuer, subject })) {
    if (typeof value !== "string" || value === "") {
      throw badRequest(`A value is required for property '${property}' of resource '${resource}'.`, property);
    }
  }
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]{2,119}$/.test(String(name))) throw invalidValue("name", resource);
  if (!Array.isArray(audiences) || audiences.length !== 1 || audiences[0] === "") {
    throw invalidValue("audiences", resource);
  }
  if (!/^https:\/\//i.test(String(issuer))) throw invalidValue("issuer", resource);
  return {
    id: String(id),
    name: String(name),
    issuer: String(issuer),
    subject: String(subject),
    audiences: audiences as string[],
    description: typeof description === "string" ? description : null,
  };
}

function checkUnique(credential: FederatedIdentityCredential, others: readonly FederatedIdentityCredential[]): void {
  if (others.some(({ name }) => name.toLowerCase() === credential.name.toLowerCase())) {
    throw conflict(`FederatedIdentityCredential with name ${credential.name} already exists.`, "name");
  }
  if (others.some(({ issuer, subject }) => issuer === credential.issuer && subject === credential.subject)) {
    throw conflict(
      `FederatedIdentityCredential with issuer ${credential.issuer} and subject ${credential.subject} already exists.`,
      "subject",
    );
  }
}
