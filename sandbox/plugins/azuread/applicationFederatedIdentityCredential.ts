import { objects, orNull, sameText, text, texts } from "../body";
import { list, output, replaces, required, rules, string } from "../property";
import type { RemoteType, Scope } from "../resourceType";
import { lengthBetween, notEmpty, resourceId } from "../rules";
import { notFound } from "../steps";
import type { Values } from "../values";
import { applicationIdOf, objectIdOf, readApplication } from "./credentials";
import { renamed, typed, untilGone } from "./words";

const collection = (objectId: string | undefined) => `/v1.0/applications/${objectId}/federatedIdentityCredentials`;

const path = ({ id }: Scope) => `${collection(id.objectId)}/${id.credentialId}`;

const body = (inputs: Values): Values =>
  typed("federatedIdentityCredential", {
    audiences: inputs.audiences,
    description: orNull(inputs.description),
    issuer: inputs.issuer,
    name: inputs.displayName,
    subject: inputs.subject,
  });

/** Trust in tokens of an outside issuer, in place of a secret. */
export const applicationFederatedIdentityCredential: RemoteType = {
  token: "azuread:index/applicationFederatedIdentityCredential:ApplicationFederatedIdentityCredential",
  idForm: "{objectId}/federatedIdentityCredential/{credentialId}",
  importable: true,
  properties: {
    applicationId: string({ ...required, ...replaces, ...rules(resourceId("applications")) }),
    audiences: list(string(rules(notEmpty)), {
      ...required,
      ...rules((value) => ((value as unknown[]).length === 1 ? undefined : "must have exactly one audience")),
    }),
    description: string(),
    displayName: string({ ...required, ...replaces, ...rules(lengthBetween(1, 120)) }),
    issuer: string(required),
    subject: string(required),
    credentialId: string(output),
  },
  lock: ({ id, inputs }) => `applications/${id.objectId ?? objectIdOf(inputs.applicationId)}`,
  existing: {
    looksFirst: () => false,
    steps: [
      {
        does: "Could not list federated identity credentials",
        as: "credentials",
        request: ({ inputs }) => ({ method: "GET", path: collection(objectIdOf(inputs.applicationId)) }),
      },
    ],
    found: ({ answers, inputs }) =>
      objects(answers.credentials, "value").find((one) => sameText(one.name, inputs.displayName)),
    before: () => "create",
  },
  create: [
    readApplication(({ inputs }) => objectIdOf(inputs.applicationId)),
    {
      does: ({ inputs }) =>
        `Adding federated identity credential for application with object ID "${objectIdOf(inputs.applicationId)}"`,
      as: "made",
      creates: true,
      request: ({ inputs }) => ({
        method: "POST",
        path: collection(objectIdOf(inputs.applicationId)),
        body: body(inputs),
      }),
      retries: notFound,
    },
  ],
  created: ({ answers, inputs }) => ({
    objectId: objectIdOf(inputs.applicationId),
    credentialId: text(answers.made, "id"),
  }),
  read: [
    {
      does: ({ id }) => `Retrieving federated identity credential with ID "${id.credentialId}"`,
      as: "credential",
      request: (scope) => ({ method: "GET", path: path(scope) }),
    },
  ],
  outputs: ({ answers, id }) => ({
    applicationId: applicationIdOf(id.objectId),
    audiences: texts(answers.credential, "audiences"),
    credentialId: id.credentialId,
    ...renamed(answers.credential, {
      description: "description",
      name: "displayName",
      issuer: "issuer",
      subject: "subject",
    }),
  }),
  update: [
    {
      does: ({ id }) => `Updating federated identity credential with ID "${id.credentialId}"`,
      request: (scope) => ({
        method: "PATCH",
        path: path(scope),
        body: { ...body(scope.inputs), id: scope.id.credentialId },
      }),
      retries: notFound,
    },
  ],
  remove: [
    {
      does: ({ id }) => `Removing federated identity credential "${id.credentialId}"`,
      request: (scope) => ({ method: "DELETE", path: path(scope) }),
      tolerates: notFound,
    },
    untilGone("Waiting for deletion of federated identity credential", path),
  ],
};
