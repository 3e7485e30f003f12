import { findOperation } from "../../../catalogue/operations";

/** The least privileged right to read a path of Microsoft Graph. A person needs a directory role instead. */
export function graphRight(path: string, person: boolean): string {
  const plain = path.split("?")[0] ?? path;
  const permission = findOperation("GET", plain)?.leastApplication ?? "Directory.Read.All";
  const role = /^\/identity\/conditionalAccess\//.test(plain) ? "Security Reader or Global Reader" : "Global Reader";
  return person ? `a directory role that may read it, such as ${role}` : `the application permission ${permission}`;
}

/** The role that lets a path of Azure Resource Manager be read, at its scope. */
export function azureRight(path: string): string {
  const plain = path.split("?")[0] ?? path;
  const scope = /^\/subscriptions\/[^/]+(?:\/resourceGroups\/[^/]+)?/i.exec(plain)?.[0];
  return `the Azure role Reader on ${scope ?? "the subscription"}`;
}
