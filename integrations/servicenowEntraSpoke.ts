import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { delegatedTag } from "../catalogue/integrationTags";
import { permissionProblem } from "../catalogue/permissions";
import {
  findSpokeAction,
  operationsOfSpokeActions,
  permissionsForSpokeActions,
  spokeActionProblem,
} from "../catalogue/servicenowActions";
import { signInPermissions } from "../catalogue/signInPermissions";
import { AppRegistration } from "../components/appRegistration";
import type { DelegatedPermissionRef } from "../components/permissions";
import { roleProblems, ServiceAccount, signInNameProblems } from "../components/serviceAccount";
import { declarationMatchesToken, noTierZeroInToken, tokenIsIssued } from "./applicationChecks";
import { describeApplication } from "./describe";
import { entraSpokeAdoption } from "./entraSpokeAdoption";
import { entraSpokeHandover } from "./entraSpokeHandover";
import { existedOf, refineImported } from "./imported";
import type { DeclaredIntegration, DeclaredRecord, Integration, IntegrationContext, Needs } from "./integration";
import { applicationArgs, applicationOptions, evenAfterOtherProblems, permissionRefs, refineEach } from "./options";
import { serviceAccountChecks } from "./serviceAccountChecks";
import { accountFindings } from "./serviceAccountPreflight";

/** What ServiceNow's article names for client credentials. */
const defaultPermissions = ["GroupMember.ReadWrite.All", "User.ReadWrite.All"];

const actionOptions = {
  actions: z
    .array(z.string())
    .min(1, "at least one action; leave it out for the default permissions")
    .optional()
    .describe(
      "The spoke's actions that are used, by ServiceNow's names: the least privileged permissions are derived.",
    ),
  permissions: z
    .array(z.string())
    .min(1, "at least one permission; leave it out for the default ones")
    .optional()
    .describe(`Microsoft Graph permissions instead of actions. Default ${defaultPermissions.join(" and ")}.`),
};

const applicationMode = z
  .strictObject({
    mode: z.literal("application").describe("Client credentials with application permissions."),
    ...actionOptions,
    ...applicationOptions,
  })
  .superRefine((value, context) => {
    refineImported(value, context);
    refineActions(value, context, "application");
  }, evenAfterOtherProblems);

const serviceAccountMode = z
  .strictObject({
    mode: z.literal("serviceAccount").describe("Delegated permissions of a service account that nothing else uses."),
    ...actionOptions,
    userPrincipalName: z.string().describe("Sign-in name of the service account, in a verified domain of the tenant."),
    serviceAccountName: z.string().optional().describe("Its display name. Default: the sign-in name before the @."),
    directoryRole: z
      .enum(["User Administrator", "Global Administrator"])
      .optional()
      .describe("Its directory role. Default User Administrator."),
    globalAdministratorReason: z
      .string()
      .optional()
      .describe("Why User Administrator is not enough; required for Global Administrator."),
    administrativeUnit: z
      .string()
      .optional()
      .describe("Limits the role to a new administrative unit of this name. Default: the whole directory."),
    instance: z
      .url({ protocol: /^https$/, error: "an https URL" })
      .describe("URL of the ServiceNow instance, e.g. https://example.service-now.com: the account signs in there."),
    ...applicationOptions,
  })
  .superRefine((value, context) => {
    refineImported(value, context);
    refineActions(value, context, "delegated");
    const problems = [
      ...(typeof value?.userPrincipalName === "string" ? signInNameProblems(value.userPrincipalName) : []),
      ...roleProblems(value ?? {}),
    ];
    for (const problem of problems) {
      const [key = "", ...message] = problem.split(": ");
      context.addIssue({ code: "custom", path: [key], message: message.join(": ") });
    }
    refineEach(value?.administrativeUnit === undefined ? [] : value.actions, context, "actions", beyondUnitProblem);
  }, evenAfterOtherProblems);

const options = z.discriminatedUnion("mode", [applicationMode, serviceAccountMode]);

type Options = z.infer<typeof options>;
type ServiceAccountOptions = z.infer<typeof serviceAccountMode>;

/**
 * ServiceNow's Microsoft Entra ID Spoke, in one of its two right ways: client credentials with application permissions,
 * or a delegated token of a dedicated service account that holds the directory role.
 */
export const servicenowEntraSpoke: Integration<Options> = {
  component: "entra-integrations:servicenow:EntraSpoke",
  kind: "servicenow-entra-spoke",
  title: "ServiceNow Entra spoke",
  summary:
    "ServiceNow's Microsoft Entra ID Spoke (Create User, Add User to Group, …), by client credentials or a service account.",
  options,
  needs: (chosen) =>
    chosen.mode === "application"
      ? { permissions: permissionRefs("microsoftGraph", namesOf(chosen, "application")) }
      : accountNeeds(chosen),
  preflight: async (chosen, context) =>
    chosen.mode === "serviceAccount"
      ? {
          findings: await accountFindings(
            chosen.userPrincipalName,
            purposeOf(context.name, context.stack),
            context.access,
            chosen.imported && existedOf(chosen.imported),
          ),
        }
      : { findings: [] },
  declare: (name, chosen, context, resourceOptions) => new ServiceNowEntraSpoke(name, chosen, context, resourceOptions),
  checks: ({ details }) =>
    details.mode === "application" ? [tokenIsIssued, declarationMatchesToken, noTierZeroInToken] : serviceAccountChecks,
  adoption: entraSpokeAdoption(defaultPermissions),
  handover: entraSpokeHandover,
};

/** Declares a ServiceNow Entra spoke integration; children are named after it. */
export class ServiceNowEntraSpoke extends pulumi.ComponentResource implements DeclaredIntegration {
  readonly record: DeclaredRecord;

  constructor(name: string, chosen: Options, context: IntegrationContext, opts?: pulumi.ComponentResourceOptions) {
    super(servicenowEntraSpoke.component, name, {}, opts);

    this.record =
      chosen.mode === "application"
        ? declareApplication(name, chosen, context, this)
        : declareServiceAccount(name, chosen, context, this);

    this.registerOutputs({ handover: this.record.handover });
  }
}

function declareApplication(name: string, chosen: Options, context: IntegrationContext, parent: pulumi.Resource) {
  const { permissions } = servicenowEntraSpoke.needs(chosen);
  const app = new AppRegistration(
    name,
    { tenant: context.tenant, permissions, ...applicationArgs(servicenowEntraSpoke, name, chosen, context) },
    { parent },
  );
  return describeApplication(servicenowEntraSpoke, name, app, { mode: chosen.mode, actions: chosen.actions ?? [] });
}

function declareServiceAccount(
  name: string,
  chosen: ServiceAccountOptions,
  context: IntegrationContext,
  parent: pulumi.Resource,
) {
  const { tenant, stack } = context;
  const delegatedPermissions = delegatedRefs(chosen);
  const { application, credential } = applicationArgs(servicenowEntraSpoke, name, chosen, context);
  const app = new AppRegistration(
    name,
    {
      tenant,
      permissions: [],
      delegatedPermissions,
      credential,
      application:
        "existingClientId" in application || "imported" in application
          ? application
          : {
              ...application,
              tags: [delegatedTag, `entra-integrations:${servicenowEntraSpoke.kind}`],
              redirectUris: [redirectUri(chosen.instance)],
            },
      scope: `${tenant.cloud.microsoftGraph}/.default`,
    },
    { parent },
  );
  const account = new ServiceAccount(
    name,
    {
      tenant,
      userPrincipalName: chosen.userPrincipalName,
      displayName: chosen.serviceAccountName,
      purpose: purposeOf(name, stack),
      directoryRole: chosen.directoryRole,
      globalAdministratorReason: chosen.globalAdministratorReason,
      administrativeUnit: chosen.administrativeUnit,
      clientPrincipalObjectId: app.servicePrincipalObjectId,
      delegatedPermissions,
      imported: context.existing?.imported?.account,
    },
    { parent },
  );
  return describeApplication(servicenowEntraSpoke, name, app, {
    mode: chosen.mode,
    actions: chosen.actions ?? [],
    // What an imported account was granted before stays granted.
    delegatedPermissions: [
      ...new Set([
        ...delegatedPermissions.map(({ value }) => value),
        ...(context.existing?.imported?.account?.grants.microsoftGraph?.scopes ?? []).filter(
          (scope) => !signInPermissions.has(scope),
        ),
      ]),
    ],
    serviceAccount: {
      objectId: account.objectId,
      userPrincipalName: account.userPrincipalName,
      password: account.password ?? null,
      // Whoever made an imported account knows it.
      passwordKnown: account.password !== undefined,
      directoryRole: account.directoryRole,
      directoryRoleTemplateId: account.directoryRoleTemplateId,
      directoryScopeId: account.directoryScopeId,
      globalAdministratorReason: chosen.globalAdministratorReason ?? null,
    },
    authorise: `Sign in once as ${chosen.userPrincipalName} in ${chosen.instance}: Connection Aliases > Microsoft Entra ID > Generate Token. The token is then the service account's.`,
  });
}

function accountNeeds(chosen: ServiceAccountOptions): Needs {
  const { userPrincipalName, directoryRole = "User Administrator" } = chosen;
  return {
    permissions: [],
    directoryRoles: [directoryRole],
    account: { userPrincipalName, directoryRole, delegatedPermissions: delegatedRefs(chosen) },
  };
}

function delegatedRefs(chosen: ServiceAccountOptions): DelegatedPermissionRef[] {
  return namesOf(chosen, "delegated").map((value) => ({ api: "microsoftGraph", value }) as DelegatedPermissionRef);
}

function namesOf(chosen: Options, type: "application" | "delegated"): readonly string[] {
  if (chosen.permissions) return chosen.permissions;
  return chosen.actions ? permissionsForSpokeActions(chosen.actions, type).permissions : defaultPermissions;
}

/** What is made in the directory itself is in no administrative unit, so a role limited to one does not allow it. */
function beyondUnitProblem(action: string): string | undefined {
  const name = findSpokeAction(action);
  const makes =
    name && operationsOfSpokeActions([name]).find(({ method, path }) => method === "POST" && /^\/\w+$/.test(path));
  if (!makes) return undefined;
  return `${name} makes objects outside of every administrative unit (POST ${makes.path}), so an account limited to one gets 403 Authorization_RequestDenied. Leave out the action, or administrativeUnit.`;
}

function refineActions(
  value: { actions?: unknown; permissions?: unknown } | undefined,
  context: z.core.$RefinementCtx,
  type: "application" | "delegated",
): void {
  refineEach(value?.actions, context, "actions", (name) => spokeActionProblem(name, type));
  refineEach(value?.permissions, context, "permissions", (name) => permissionProblem("microsoftGraph", name, type));
  if (value?.actions !== undefined && value.permissions !== undefined) {
    context.addIssue({
      code: "custom",
      path: ["permissions"],
      message: "is given beside actions, from which permissions are derived. Remove one of the two.",
    });
  }
}

function purposeOf(name: string, stack: string): string {
  return `Service account of ServiceNow integration ${name}, stack ${stack}`;
}

/** Where ServiceNow takes the authorization code. */
function redirectUri(instance: string): string {
  return new URL("/oauth_redirect.do", instance).toString();
}
