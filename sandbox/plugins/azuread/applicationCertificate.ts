import { objects, sameText, text, time } from "../body";
import { computed, id, replaces, required, rules, string } from "../property";
import type { Body, RemoteType, Scope } from "../resourceType";
import { duration, durationMilliseconds, notEmpty, oneOf, resourceId, rfc3339 } from "../rules";
import { notFound } from "../steps";
import type { Values } from "../values";
import { applicationIdOf, objectIdOf, readApplication } from "./credentials";
import { typed } from "./words";

const certificateOf = (app: Body | undefined, keyId: unknown) =>
  objects(app, "keyCredentials").find((one) => sameText(one.keyId, keyId));

const patchKeys = (objectId: string | undefined, keyCredentials: readonly Body[]) => ({
  method: "PATCH" as const,
  path: `/v1.0/applications/${objectId}`,
  body: typed("application", { keyCredentials }),
});

/** A certificate with which an application signs in. Graph has no operation for one: the list is written as a whole. */
export const applicationCertificate: RemoteType = {
  token: "azuread:index/applicationCertificate:ApplicationCertificate",
  idForm: "{objectId}/certificate/{keyId}",
  importable: true,
  properties: {
    applicationId: string({ ...required, ...replaces, ...rules(resourceId("applications")) }),
    encoding: string({ default: "pem", ...replaces, kept: true, ...rules(oneOf("base64", "hex", "pem")) }),
    endDate: string({ ...computed, ...replaces, conflictsWith: ["endDateRelative"], ...rules(rfc3339) }),
    endDateRelative: string({ ...replaces, kept: true, conflictsWith: ["endDate"], ...rules(notEmpty, duration) }),
    keyId: id({ ...computed, ...replaces }),
    startDate: string({ ...computed, ...replaces, ...rules(rfc3339) }),
    type: string({ ...replaces, ...rules(oneOf("AsymmetricX509Cert", "Symmetric")) }),
    value: string({ ...required, ...replaces, secret: true, kept: true }),
  },
  lock: ({ id, inputs }) => `applications/${id.objectId ?? objectIdOf(inputs.applicationId)}`,
  create: [
    readApplication(({ inputs }) => objectIdOf(inputs.applicationId)),
    {
      does: ({ inputs }) => `Adding certificate for application with object ID "${objectIdOf(inputs.applicationId)}"`,
      refuse: ({ answers, inputs }) =>
        certificateOf(answers.app, inputs.keyId)
          ? `A resource with the ID "${objectIdOf(inputs.applicationId)}/certificate/${inputs.keyId}" already exists. Please import it.`
          : undefined,
      creates: true,
      request: ({ answers, inputs, uuid }) =>
        patchKeys(objectIdOf(inputs.applicationId), [...objects(answers.app, "keyCredentials"), newKey(inputs, uuid)]),
      retries: notFound,
    },
  ],
  created: ({ inputs, uuid }) => ({ objectId: objectIdOf(inputs.applicationId), keyId: String(inputs.keyId ?? uuid) }),
  read: [readApplication(({ id }) => id.objectId)],
  present: ({ answers, id }) => certificateOf(answers.app, id.keyId) !== undefined,
  outputs: ({ answers, id }) => {
    const certificate = certificateOf(answers.app, id.keyId);
    return {
      applicationId: applicationIdOf(id.objectId),
      endDate: time(certificate, "endDateTime"),
      keyId: id.keyId,
      startDate: time(certificate, "startDateTime"),
      type: text(certificate, "type"),
    };
  },
  update: [],
  remove: [
    { ...readApplication(({ id }) => id.objectId), tolerates: notFound },
    {
      does: ({ id }) =>
        `Removing certificate credential "${id.keyId}" from application with object ID "${id.objectId}"`,
      request: (scope) => (scope.answers.app ? patchKeys(scope.id.objectId, otherKeys(scope)) : undefined),
      tolerates: notFound,
    },
  ],
};

const otherKeys = ({ answers, id }: Scope) =>
  objects(answers.app, "keyCredentials").filter((one) => !sameText(one.keyId, id.keyId));

const newKey = (inputs: Values, uuid: string): Body => ({
  keyId: inputs.keyId ?? uuid,
  type: inputs.type ?? null,
  usage: "Verify",
  key: encoded(inputs),
  startDateTime: inputs.startDate,
  endDateTime: inputs.endDate ?? endOf(inputs),
});

/** Graph is sent PEM in base64, whatever the certificate came in. */
function encoded({ value, encoding }: Values): string {
  const given = String(value).trim();
  if (encoding === "pem") return Buffer.from(String(value)).toString("base64");
  const der = Buffer.from(given, encoding === "hex" ? "hex" : "base64").toString("base64");
  const lines = der.match(/.{1,64}/g) ?? [];
  const pem = ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----", ""].join("\n");
  return Buffer.from(pem).toString("base64");
}

function endOf({ startDate, endDateRelative }: Values): string | undefined {
  if (endDateRelative === undefined) return undefined;
  const start = startDate === undefined ? Date.now() : Date.parse(String(startDate));
  return `${new Date(start + durationMilliseconds(String(endDateRelative))).toISOString().slice(0, 19)}Z`;
}
