import { apiByAppId, apis } from "../../catalogue/apis";
import { appRegistrationType } from "../../components/appRegistration";
import { consentName } from "../../components/consent";
import { foreignApplicationType } from "../../components/foreignApplication";
import { keptConsentName } from "../../components/importedApplication";
import { assignmentName, resourceGroupAccessType } from "../../components/resourceGroupAccess";
import { serviceAccountType } from "../../components/serviceAccount";
import type { ConsentEvidence } from "../../integrations/evidence";
import { grantId, type Migration, roleAssignmentId } from "./migration";

/** An entry of the file that `pulumi import --file` reads. https://www.pulumi.com/docs/iac/guides/migration/import/ */
export interface ImportSpec {
  readonly type: string;
  /** Unique in the file; `parent` refers to it. */
  readonly name: string;
  /** Name in the program, where it is another. */
  readonly logicalName?: string;
  readonly parent?: string;
  readonly id?: string;
  readonly component?: true;
}

const application = "azuread:index/application:Application";
const principal = "azuread:index/servicePrincipal:ServicePrincipal";
const appRoleAssignment = "azuread:index/appRoleAssignment:AppRoleAssignment";
const user = "azuread:index/user:User";
const directoryRoleAssignment = "azuread:index/directoryRoleAssignment:DirectoryRoleAssignment";
const grant = "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant";
const roleAssignment = "azure-native:authorization:RoleAssignment";

/** What exists already, under the names that the program gives it, each below its component. */
export function importSpecs(migration: Migration): ImportSpec[] {
  const { name, integration } = migration;
  return [
    { type: integration.component, name, component: true },
    ...registration(migration),
    ...account(migration),
    ...azure(migration),
  ];
}

function registration({ name, evidence, decision }: Migration): ImportSpec[] {
  const { application: own, principal: identity } = evidence;
  const parent = `${name}-${own ? "registration" : "foreign"}`;
  return below(parent, own ? appRegistrationType : foreignApplicationType, name, [
    ...(own ? [{ type: application, name: `${name}-application`, id: `/applications/${own.objectId}` }] : []),
    ...(identity
      ? [{ type: principal, name: `${name}-principal`, id: `/servicePrincipals/${identity.objectId}` }]
      : []),
    ...decision.imported.map((consent) => ({
      type: appRoleAssignment,
      name: nameOfConsent(name, consent),
      id: consent.importId,
    })),
  ]);
}

function nameOfConsent(name: string, { api, id, value }: ConsentEvidence): string {
  const known = apiByAppId(api);
  return known && value ? consentName(name, { api: known, value }) : keptConsentName(name, api, id);
}

function account({ name, account: found, decision, accountRole }: Migration): ImportSpec[] {
  if (!found) return [];
  const apiNames = new Map(Object.entries(apis).map(([key, { appId }]) => [appId as string, key]));
  return below(`${name}-service-account`, serviceAccountType, name, [
    { type: user, name: `${name}-account`, id: `/users/${found.objectId}` },
    ...(accountRole
      ? [
          {
            type: directoryRoleAssignment,
            name: `${name}-role-assignment`,
            id: roleAssignmentId(accountRole.assignmentId),
          },
        ]
      : []),
    ...decision.accountGrants.map(({ id, api }) => ({
      type: grant,
      name: `${name}-grant-${apiNames.get(api)}`,
      id: grantId(id),
    })),
  ]);
}

function azure({ name, azureAssignments }: Migration): ImportSpec[] {
  return below(
    `${name}-access`,
    resourceGroupAccessType,
    name,
    azureAssignments.map(({ id, role }) => ({ type: roleAssignment, name: assignmentName(name, role), id })),
  );
}

/** The children below a component of their own; none without children. */
function below(key: string, type: string, logicalName: string, children: readonly ImportSpec[]): ImportSpec[] {
  if (children.length === 0) return [];
  return [
    { type, name: key, logicalName, parent: logicalName, component: true },
    ...children.map((child) => ({ ...child, parent: key })),
  ];
}
