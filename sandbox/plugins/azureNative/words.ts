/** What the azure-native types have in common on their way from and to Azure Resource Manager. */

import { map, object, output, string } from "../property";
import type { Body, IdParts, Property, RemoteType, Scope, Step } from "../resourceType";
import { notFound } from "../steps";
import type { Values } from "../values";
import { isObject } from "../values";

/** Location of a resource: `West Europe` and `westeurope` are the same. */
export const location: Property = string({
  replaces: true,
  fromConfig: "location",
  computed: true,
  canonical: (value) => String(value).replaceAll(" ", "").toLowerCase(),
});

export const tags = map(string());

export const systemData = object(
  {
    createdAt: string(output),
    createdBy: string(output),
    createdByType: string(output),
    lastModifiedAt: string(output),
    lastModifiedBy: string(output),
    lastModifiedByType: string(output),
  },
  output,
);

/** A body without its nulls. */
export function told(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(told);
  if (!isObject(value)) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [name, told(member)]));
}

/** The members of a resource and of its `properties` side by side, under the provider's names. */
export function flattened(resource: Body | undefined, apiVersion: string): Values {
  const { properties, id: _, ...members } = (told(resource ?? {}) ?? {}) as Values;
  return { ...members, ...(properties as Values | undefined), azureApiVersion: apiVersion };
}

/** Members that have a value. */
export const given = (inputs: Values, names: readonly string[]): Values =>
  Object.fromEntries(names.filter((name) => inputs[name] !== undefined).map((name) => [name, inputs[name]]));

interface ArmSequence {
  readonly apiVersion: string;
  readonly path: (scope: Scope) => string;
  readonly body: (inputs: Values) => unknown;
  readonly created: (scope: Scope) => IdParts;
}

/** Every resource of ARM is written by PUT, read by GET and removed by DELETE at its id. */
export function armSequence({ apiVersion, path, body, created }: ArmSequence) {
  const query = { "api-version": apiVersion };
  const read = (as: string): Step => ({
    does: "",
    as,
    request: (scope) => ({ method: "GET", path: path(scope), query }),
  });
  const write: Step = {
    does: "",
    as: "made",
    request: (scope) => ({ method: "PUT", path: path(scope), query, body: body(scope.inputs) }),
  };
  return {
    importable: true,
    compares: "inputs",
    // The provider never takes over what is there.
    existing: {
      looksFirst: () => true,
      steps: [{ ...read("found"), tolerates: notFound }],
      found: ({ answers }) => answers.found,
      before: (scope) => ({ refuse: `cannot create already existing resource '${path(scope)}'` }),
    },
    create: [{ ...write, creates: true }],
    created,
    read: [read("resource")],
    update: [write],
    remove: [
      {
        does: "",
        request: (scope) => ({ method: "DELETE", path: path(scope), query }),
        tolerates: notFound,
      },
    ],
    // A name that the program did not choose can be had twice: the new one may come first.
    deleteBeforeReplace: (oldInputs) => oldInputs.__createBeforeDelete !== true,
  } satisfies Partial<RemoteType>;
}
