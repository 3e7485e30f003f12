import { createHash } from "node:crypto";
import { flag, objects, text, texts } from "../body";
import { boolean, list, string } from "../property";
import type { Body, FunctionType } from "../resourceType";
import type { Values } from "../values";

/** Whether the arguments let a domain through. */
function wanted(inputs: Values, domain: Body): boolean {
  const services = (inputs.supportsServices as string[] | undefined) ?? [];
  const only = (argument: string, property: string) => inputs[argument] !== true || flag(domain, property);
  return (
    only("adminManaged", "isAdminManaged") &&
    only("onlyDefault", "isDefault") &&
    only("onlyInitial", "isInitial") &&
    only("onlyRoot", "isRoot") &&
    (inputs.includeUnverified === true || flag(domain, "isVerified")) &&
    services.every((service) => texts(domain, "supportedServices").includes(service))
  );
}

export const getDomains: FunctionType = {
  token: "azuread:index/getDomains:getDomains",
  inputs: {
    adminManaged: boolean(),
    includeUnverified: boolean({ conflictsWith: ["onlyDefault", "onlyInitial"] }),
    onlyDefault: boolean({ conflictsWith: ["onlyInitial", "onlyRoot"] }),
    onlyInitial: boolean({ conflictsWith: ["onlyDefault", "onlyRoot"] }),
    onlyRoot: boolean({ conflictsWith: ["onlyDefault", "onlyInitial"] }),
    supportsServices: list(string()),
  },
  outputs: [
    ...["adminManaged", "domains", "id", "includeUnverified", "onlyDefault", "onlyInitial", "onlyRoot"],
    "supportsServices",
  ],
  steps: [
    { does: "Could not list domains", as: "list", request: () => ({ method: "GET", path: "/v1.0/domains" }) },
    {
      does: "Could not find domains",
      request: () => undefined,
      refuse: ({ answers, inputs }) =>
        objects(answers.list, "value").some((domain) => wanted(inputs, domain))
          ? undefined
          : "No domains were returned for the provided filters",
    },
  ],
  result: ({ answers, inputs }) => {
    const domains = objects(answers.list, "value").filter((domain) => wanted(inputs, domain));
    const names = domains.map((domain) => text(domain, "id")).join("/");
    return {
      ...inputs,
      id: `domains#${createHash("sha1").update(names).digest("base64url")}`,
      domains: domains.map((domain) => ({
        adminManaged: flag(domain, "isAdminManaged"),
        authenticationType: text(domain, "authenticationType"),
        default: flag(domain, "isDefault"),
        domainName: text(domain, "id"),
        initial: flag(domain, "isInitial"),
        root: flag(domain, "isRoot"),
        supportedServices: texts(domain, "supportedServices"),
        verified: flag(domain, "isVerified"),
      })),
    };
  },
};
