/** An application and the resources of the stack that belong to it. */
import { displayName, type ResourceView } from "../model/resource";
import type { StackView } from "../model/stack";
import { types } from "../model/types";
import { block, knownText, unknown } from "../model/value";
import { apiAccessTypes } from "./access";
import {
  type Attendance,
  type AttendanceSettings,
  attendanceOf,
  byFlag,
  byRedirects,
  exposesScopes,
  permissionNames,
} from "./attendance";

/** Secrets and certificates of an application or of its service principal, and trust in tokens of other issuers. */
export const credentialTypes = {
  secret: [types.applicationPassword, types.servicePrincipalPassword],
  certificate: [types.applicationCertificate, types.servicePrincipalCertificate],
  federated: [types.federatedCredential, types.flexibleFederatedCredential],
} as const;

export type CredentialKind = keyof typeof credentialTypes;

export interface Credential {
  readonly kind: CredentialKind;
  readonly resource: ResourceView;
}

/** The applications that the program declares, in either form. */
export function applicationsOf(stack: StackView): readonly ResourceView[] {
  return stack.declared(types.application, types.applicationRegistration);
}

/** The resources of these types that belong to the application. */
export function partsOf(stack: StackView, application: ResourceView, ...kinds: readonly string[]) {
  return ["applicationId", "applicationObjectId"].flatMap((key) => stack.referring(application, key, ...kinds));
}

/** The application of the program that a part belongs to; undefined for one outside of it. */
export function applicationOf(stack: StackView, part: ResourceView): ResourceView | undefined {
  return ["applicationId", "applicationObjectId"]
    .flatMap((key) => stack.referred(part, key))
    .find(({ type }) => type === types.application || type === types.applicationRegistration);
}

export function servicePrincipalsOf(stack: StackView, application: ResourceView): readonly ResourceView[] {
  return stack.referring(application, "clientId", types.servicePrincipal);
}

export function credentialsOf(stack: StackView, application: ResourceView): readonly Credential[] {
  const principals = servicePrincipalsOf(stack, application);
  const found = (Object.keys(credentialTypes) as CredentialKind[]).flatMap((kind) => {
    const kinds = credentialTypes[kind];
    const resources = [
      ...partsOf(stack, application, ...kinds),
      ...principals.flatMap((principal) => stack.referring(principal, "servicePrincipalId", ...kinds)),
    ];
    return resources.map((resource) => ({ kind, resource }));
  });
  return hasInlineSecret(application) ? [{ kind: "secret", resource: application }, ...found] : found;
}

/** The credentials of each application that has some, those of an application outside of the program included. */
export function credentialsByApplication(
  stack: StackView,
): readonly { readonly name: string; readonly urn: string; readonly credentials: readonly Credential[] }[] {
  const inside = applicationsOf(stack).map((application) => ({
    name: displayName(application),
    urn: application.urn,
    credentials: credentialsOf(stack, application),
  }));
  const outside = new Map<string, Credential[]>();
  for (const kind of Object.keys(credentialTypes) as CredentialKind[]) {
    for (const resource of stack.declared(...credentialTypes[kind])) {
      const owner = resource.properties.applicationId === undefined ? "servicePrincipalId" : "applicationId";
      const id = knownText(resource.properties[owner]);
      if (id === undefined || stack.referred(resource, owner).length > 0) continue;
      outside.set(id, [...(outside.get(id) ?? []), { kind, resource }]);
    }
  }
  const found = [...outside].map(([name, credentials]) => ({
    name,
    urn: credentials[0]?.resource.urn ?? "",
    credentials,
  }));
  return [...inside, ...found].filter(({ credentials }) => credentials.length > 0);
}

/** `Application` can make one secret by itself (`password`). */
function hasInlineSecret({ properties }: ResourceView): boolean {
  const password = block(properties.password);
  return password === unknown || Object.keys(password).length > 0;
}

/** The assignments of Azure roles to an application's service principal. */
export function azureRolesOf(stack: StackView, application: ResourceView): readonly ResourceView[] {
  return [application, ...servicePrincipalsOf(stack, application)].flatMap((principal) =>
    stack.referring(principal, "principalId", types.roleAssignment, types.classicRoleAssignment),
  );
}

/** Judges an application with everything that the stack gives it. */
export function attendanceInStack(
  stack: StackView,
  application: ResourceView,
  settings: AttendanceSettings,
): Attendance {
  const permissions = permissionNames(application, ...partsOf(stack, application, ...apiAccessTypes));
  const further = [
    ...partsOf(stack, application, types.applicationRedirectUris).map((part) =>
      byRedirects(part.properties.redirectUris, `${part.name}.redirectUris`, permissions),
    ),
    ...partsOf(stack, application, types.applicationFallbackPublicClient).map((part) =>
      byFlag(part.properties.enabled, `${part.name}.enabled`, "it allows public client flows"),
    ),
    ...partsOf(stack, application, types.applicationPermissionScope).map(() => exposesScopes),
  ].filter((way) => way !== undefined);
  const attendance = attendanceOf(application, settings, permissions, further);
  const [credential] = credentialsOf(stack, application);
  if (attendance.kind !== "unattended" || credential === undefined) return attendance;
  const because = `${attendance.because}, and it signs in with a credential of its own ("${displayName(credential.resource)}")`;
  return { ...attendance, because };
}
