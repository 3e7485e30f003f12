import { objects, sameText, text, time } from "../body";
import { computed, map, output, replaces, required, rules, string } from "../property";
import type { Body, RemoteType, Scope } from "../resourceType";
import { duration, durationMilliseconds, notEmpty, resourceId, rfc3339 } from "../rules";
import { notFound } from "../steps";
import { applicationIdOf, objectIdOf, readApplication } from "./credentials";

const passwordOf = (app: Body | undefined, keyId: string | undefined) =>
  objects(app, "passwordCredentials").find((one) => sameText(one.keyId, keyId));

const findOwn = ({ answers, id }: Scope) => passwordOf(answers.app, id.keyId);

/** A client secret: Microsoft makes it, and tells it once. */
export const applicationPassword: RemoteType = {
  token: "azuread:index/applicationPassword:ApplicationPassword",
  idForm: "{objectId}/password/{keyId}",
  importable: false,
  properties: {
    applicationId: string({ ...required, ...replaces, ...rules(resourceId("applications")) }),
    displayName: string({ ...computed, ...replaces }),
    endDate: string({ ...computed, ...replaces, conflictsWith: ["endDateRelative"], ...rules(rfc3339) }),
    endDateRelative: string({ ...replaces, kept: true, conflictsWith: ["endDate"], ...rules(notEmpty, duration) }),
    rotateWhenChanged: map(string(), { ...replaces, kept: true }),
    startDate: string({ ...computed, ...replaces, ...rules(rfc3339) }),
    keyId: string(output),
    value: string({ ...output, secret: true, kept: true }),
  },
  lock: ({ id, inputs }) => `applications/${id.objectId ?? objectIdOf(inputs.applicationId)}`,
  // A secret whose value was lost on the way is of no use: it is removed, and another one asked for.
  existing: {
    looksFirst: () => false,
    steps: [
      { ...readApplication(({ inputs }) => objectIdOf(inputs.applicationId)), as: "later" },
      {
        does: "Removing a password whose value was lost",
        forEach: ({ answers, inputs }) =>
          objects(answers.later, "passwordCredentials").filter(
            (one) =>
              !passwordOf(answers.app, text(one, "keyId")) && text(one, "displayName") === (inputs.displayName ?? ""),
          ),
        request: ({ inputs, item }) => ({
          method: "POST",
          path: `/v1.0/applications/${objectIdOf(inputs.applicationId)}/removePassword`,
          body: { keyId: (item as Body).keyId },
        }),
        tolerates: notFound,
      },
    ],
    found: () => undefined,
    before: () => "create",
  },
  create: [
    readApplication(({ inputs }) => objectIdOf(inputs.applicationId)),
    {
      does: ({ inputs }) => `Adding password for application with object ID "${objectIdOf(inputs.applicationId)}"`,
      as: "made",
      creates: true,
      request: ({ inputs }) => ({
        method: "POST",
        path: `/v1.0/applications/${objectIdOf(inputs.applicationId)}/addPassword`,
        body: {
          passwordCredential: {
            displayName: inputs.displayName,
            startDateTime: inputs.startDate,
            endDateTime: inputs.endDate ?? endOf(inputs.endDateRelative),
          },
        },
      }),
      retries: notFound,
    },
    {
      ...readApplication(({ id }) => id.objectId),
      retries: notFound,
      until: (app, { id }) => passwordOf(app, id.keyId) !== undefined,
    },
  ],
  created: ({ answers, inputs }) => ({
    objectId: objectIdOf(inputs.applicationId),
    keyId: text(answers.made, "keyId"),
  }),
  read: [readApplication(({ id }) => id.objectId)],
  present: (scope) => findOwn(scope) !== undefined,
  outputs: (scope) => {
    const password = findOwn(scope);
    const { made } = scope.answers;
    return {
      applicationId: applicationIdOf(scope.id.objectId),
      displayName: text(password, "displayName"),
      endDate: time(password, "endDateTime"),
      keyId: scope.id.keyId,
      startDate: time(password, "startDateTime"),
      value: made ? text(made, "secretText") : undefined,
    };
  },
  update: [],
  remove: [
    {
      does: ({ id }) => `Removing password credential "${id.keyId}" from application with object ID "${id.objectId}"`,
      request: ({ id }) => ({
        method: "POST",
        path: `/v1.0/applications/${id.objectId}/removePassword`,
        body: { keyId: id.keyId },
      }),
      tolerates: [...notFound, { status: 400, message: /No (password )?credential(s)? .*found/i }],
    },
    {
      ...readApplication(({ id }) => id.objectId),
      tolerates: notFound,
      until: (app, { id }) => passwordOf(app, id.keyId) === undefined,
    },
  ],
};

const endOf = (relative: unknown): string | undefined =>
  relative === undefined
    ? undefined
    : `${new Date(Date.now() + durationMilliseconds(String(relative))).toISOString().slice(0, 19)}Z`;
