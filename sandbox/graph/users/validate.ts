import type { User } from "../../state/entities";
import type { SandboxState } from "../../state/state";
import { badRequest, invalidValue } from "../errors";
import { userByName } from "../references";
import { type Body, isObject } from "../schema/body";

/** Rules of a user beyond the types of its properties. `given` is what a request sets. */
export function validateUser(state: SandboxState, given: Body, before?: User): void {
  if (!before) validateNew(given);
  if (given.displayName !== undefined && !isText(given.displayName)) throw invalidValue("displayName", "User");
  if (given.mailNickname !== undefined && !/^[^\s@()\\[\]";:<>,]{1,64}$/.test(String(given.mailNickname))) {
    throw invalidValue("mailNickname", "User");
  }
  if (given.usageLocation !== undefined && given.usageLocation !== null) {
    if (!/^[A-Z]{2}$/.test(String(given.usageLocation))) throw invalidValue("usageLocation", "User");
  }
  if (given.userPrincipalName !== undefined) validateName(state, given.userPrincipalName, before);
  if (isObject(given.passwordProfile)) validatePassword(given.passwordProfile.password, given.passwordPolicies);
}

function validateNew(given: Body): void {
  for (const name of ["accountEnabled", "displayName", "mailNickname", "userPrincipalName"]) {
    if (given[name] === undefined || given[name] === null) {
      throw badRequest(`A value is required for property '${name}' of resource 'User'.`, name);
    }
  }
  const { passwordProfile } = given;
  if (!isObject(passwordProfile) || !isText(passwordProfile.password)) {
    throw badRequest("A password must be specified to create a new user.", "passwordProfile");
  }
}

function validateName(state: SandboxState, name: unknown, before: User | undefined): void {
  const [, local, domain] = /^([^@]+)@([^@]+)$/.exec(String(name)) ?? [];
  if (local === undefined || domain === undefined || !/^[A-Za-z0-9'.\-_!#^~]+$/.test(local) || local.endsWith(".")) {
    throw badRequest("Property userPrincipalName is invalid.", "userPrincipalName");
  }
  const verified = state.organization.list().flatMap(({ verifiedDomains }) => verifiedDomains);
  if (!verified.some((one) => one.name.toLowerCase() === domain.toLowerCase())) {
    throw badRequest(
      "The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.",
      "userPrincipalName",
    );
  }
  const taken = userByName(state, String(name));
  if (taken && taken.id !== before?.id) {
    throw badRequest(
      "Another object with the same value for property userPrincipalName already exists.",
      "userPrincipalName",
      "ObjectConflict",
    );
  }
}

function validatePassword(password: unknown, policies: unknown): void {
  if (password === undefined || password === null) return;
  const text = String(password);
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(text)).length;
  const strongEnough = kinds >= 3 || String(policies ?? "").includes("DisableStrongPassword");
  if (text.length < 8 || text.length > 256 || !strongEnough) {
    throw badRequest(
      "The specified password does not comply with password complexity requirements. Please provide a different password.",
      "password",
      "PasswordComplexity",
    );
  }
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}
