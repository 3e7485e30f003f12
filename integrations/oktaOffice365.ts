import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { licenseSkuProblem } from "../catalogue/licenseSkus";
import { oktaProvisioningPermissions } from "../catalogue/oktaOffice365";
import { permissionProblem } from "../catalogue/permissions";
import { ForeignApplication, foreignClientIdProblem } from "../components/foreignApplication";
import { LicenseReplacement } from "../components/licenseReplacement";
import { guidPattern } from "./guid";
import type {
  DeclaredIntegration,
  DeclaredRecord,
  HandoverInput,
  Integration,
  IntegrationContext,
} from "./integration";
import { oktaAdoption } from "./oktaAdoption";
import { oktaChecks } from "./oktaChecks";
import { oktaHandover } from "./oktaHandover";
import { type OktaSeen, oktaPreflight } from "./oktaPreflight";
import { evenAfterOtherProblems, permissionRefs, refineEach } from "./options";

/** Okta holds the credential of its own application. */
const holder = "Okta";

const requiredPermissions = oktaProvisioningPermissions.filter(({ required }) => required).map(({ value }) => value);

const whereToReadIt =
  "Okta does not publish it: read it in the address of Microsoft's consent page, after client_id=, which opens from Okta Admin Console > Applications > Microsoft Office 365 > Provisioning > Integration > Authenticate with Microsoft Office 365; or, where that consent was given before, in portal > Enterprise applications > Okta Microsoft Graph Client > Application ID.";

const options = z
  .strictObject({
    clientId: z
      .string({
        error: ({ input }) =>
          input === undefined ? `is missing. It is the client id of Okta's application. ${whereToReadIt}` : undefined,
      })
      .regex(guidPattern, `the client id of Okta's application, which is a GUID. ${whereToReadIt}`)
      .describe(`Client id of Okta's application. ${whereToReadIt}`),
    permissions: z
      .array(z.string())
      .min(1, "at least one permission; leave it out for those that Okta needs to provision")
      .optional()
      .describe(`Application permissions on Microsoft Graph to consent. Default ${requiredPermissions.join(", ")}.`),
    managedLicenses: z
      .array(z.string())
      .min(1, "at least one licence; leave it out where Okta assigns none")
      .optional()
      .describe(
        "Licences that Okta assigns, by SKU part number, e.g. ENTERPRISEPACK: users who hold one of them beside a licence that Okta may not remove are reported.",
      ),
    onConflict: z
      .enum(["warn", "fail"])
      .optional()
      .describe(
        "What a deployment does about such users: tell them, or stop before anything is created. The policy licenses-are-removable follows it: advice, or a violation. Default warn.",
      ),
  })
  .superRefine((value, context) => {
    const problem = typeof value?.clientId === "string" ? foreignClientIdProblem(value.clientId) : undefined;
    if (problem) context.addIssue({ code: "custom", path: ["clientId"], message: problem });
    refineEach(value?.permissions, context, "permissions", (name) =>
      permissionProblem("microsoftGraph", name, "application"),
    );
    refineEach(value?.managedLicenses, context, "managedLicenses", (partNumber) => licenseSkuProblem(partNumber));
  }, evenAfterOtherProblems);

export type OktaOptions = z.infer<typeof options>;

/**
 * Okta's Microsoft Office 365 provisioning: Okta's own multi-tenant application with the application permissions that it needs.
 * Okta replaces all licences of a user at once, so a user with one that it may not remove fails with 403
 * Authorization_RequestDenied; those users are found before Okta finds them.
 */
export const oktaOffice365: Integration<OktaOptions> = {
  component: "entra-integrations:okta:Office365",
  kind: "okta-office365",
  title: "Okta Office 365",
  summary: "Okta's Microsoft Office 365 provisioning, by Okta's own application, with a check of licences.",
  options,
  needs: ({ permissions }) => ({ permissions: permissionRefs("microsoftGraph", permissions ?? requiredPermissions) }),
  preflight: oktaPreflight,
  declare: (name, chosen, context, resourceOptions) => new OktaOffice365(name, chosen, context, resourceOptions),
  checks: () => oktaChecks,
  adoption: oktaAdoption,
  handover: oktaHandover,
};

/** Declares Okta's application in this tenant, with its consents. */
export class OktaOffice365 extends pulumi.ComponentResource implements DeclaredIntegration {
  readonly record: DeclaredRecord;

  constructor(
    name: string,
    chosen: OktaOptions,
    { tenant, seen }: IntegrationContext,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super(oktaOffice365.component, name, {}, opts);

    const { found, initialDomain = null, licenses } = (seen ?? {}) as OktaSeen;
    const { permissions } = oktaOffice365.needs(chosen);
    const app = new ForeignApplication(
      name,
      { tenant, clientId: chosen.clientId, permissions, found },
      { parent: this },
    );
    if (licenses) new LicenseReplacement(`${name}-licenses`, licenses, { parent: this });
    const known = {
      kind: oktaOffice365.kind,
      name,
      tenantId: app.tenantId,
      clientId: app.clientId,
      servicePrincipalObjectId: app.servicePrincipalObjectId,
      tokenUrl: app.tokenUrl,
      scope: app.scope,
      permissions: app.grantedPermissions,
      details: {
        managedLicenses: chosen.managedLicenses ?? [],
        onConflict: chosen.onConflict ?? "warn",
        adopted: app.adopted,
        initialDomain,
      },
    };
    const handover = pulumi
      .output(known)
      .apply((values) => oktaHandover({ ...(values as unknown as HandoverInput), credential: { type: "external" } }));
    this.record = { ...known, credential: { type: "external", holder: pulumi.output(holder) }, handover };

    this.registerOutputs({ handover: this.record.handover });
  }
}
