import { ids } from "../body";
import type { Property, RemoteType, Scope } from "../resourceType";
import { notFound } from "../steps";
import { alreadyThere } from "./words";

interface Membership {
  readonly token: string;
  readonly idForm: string;
  /** In messages: `group`. */
  readonly kind: string;
  /** Path of the collection with version. */
  readonly collection: string;
  /** Name of the input that holds the container's object id. */
  readonly container: string;
  readonly property: Property;
}

/** One member of a group or administrative unit, as a resource of its own. Its id holds `containerId` and `memberId`. */
export function membership({ token, idForm, kind, collection, container, property }: Membership): RemoteType {
  const containerId = ({ id, inputs }: Scope) => id.containerId ?? String(inputs[container]);
  const memberId = ({ id, inputs }: Scope) => id.memberId ?? String(inputs.memberObjectId);
  const list = (scope: Scope) => `${collection}/${containerId(scope)}/members`;
  const isMember = (scope: Scope) => ids(scope.answers.members).includes(memberId(scope));
  const named = (scope: Scope) => `member "${memberId(scope)}" of ${kind} "${containerId(scope)}"`;
  const readMembers = {
    does: (scope: Scope) => `Retrieving ${named(scope)}`,
    as: "members",
    request: (scope: Scope) => ({ method: "GET" as const, path: list(scope) }),
  };
  return {
    token,
    idForm,
    importable: true,
    properties: { [container]: property, memberObjectId: property },
    lock: (scope) => `${collection}/${containerId(scope)}`,
    create: [
      readMembers,
      {
        does: (scope) => `Adding ${named(scope)}`,
        creates: true,
        refuse: (scope) =>
          isMember(scope)
            ? `A resource with this ID already exists - to be managed by Pulumi it must be imported: pulumi import ${token} <name> ` +
              idForm.replace("{containerId}", containerId(scope)).replace("{memberId}", memberId(scope))
            : undefined,
        request: (scope) => ({
          method: "POST",
          path: `${list(scope)}/$ref`,
          body: { "@odata.id": scope.reference(memberId(scope)) },
        }),
        retries: notFound,
        // Sent twice, because the first answer was lost.
        tolerates: alreadyThere,
      },
      { ...readMembers, retries: notFound, until: (answer, scope) => ids(answer).includes(memberId(scope)) },
    ],
    existing: {
      looksFirst: () => false,
      steps: [readMembers],
      found: (scope) => (isMember(scope) ? {} : undefined),
      before: () => "create",
    },
    created: ({ inputs }) => ({ containerId: String(inputs[container]), memberId: String(inputs.memberObjectId) }),
    read: [readMembers],
    present: isMember,
    outputs: ({ id }) => ({ [container]: id.containerId, memberObjectId: id.memberId }),
    update: [],
    remove: [
      {
        does: (scope) => `Removing ${named(scope)}`,
        request: (scope) => ({ method: "DELETE", path: `${list(scope)}/${memberId(scope)}/$ref` }),
        tolerates: notFound,
      },
    ],
  };
}
