import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { ApiName } from "../catalogue/apis";
import { baseUrlOf } from "../catalogue/clouds";
import { permissionProblem } from "../catalogue/permissions";
import { AppRegistration } from "../components/appRegistration";
import { declarationMatchesToken, noTierZeroInToken, tokenIsIssued } from "./applicationChecks";
import { type Check, type CheckContext, describeAnswer, failed, passed, skipped } from "./check";
import { defenderAdoption } from "./defenderAdoption";
import { describeApplication } from "./describe";
import { refineImported } from "./imported";
import type {
  DeclaredIntegration,
  DeclaredRecord,
  HandoverInput,
  Integration,
  IntegrationContext,
} from "./integration";
import { applicationArgs, applicationOptions, evenAfterOtherProblems, permissionRefs, refineEach } from "./options";
import type { Handover } from "./record";

/** The APIs that Security Incident Response can read incidents or alerts from, and what each asks for. */
const surfaces = {
  microsoftGraph: {
    permissions: ["SecurityIncident.Read.All", "SecurityIncident.ReadWrite.All"],
    list: "/v1.0/security/incidents?$top=1",
    item: "/v1.0/security/incidents",
    touch: (incident: Incident) => ({ customTags: incident.customTags ?? [] }),
  },
  windowsDefenderAtp: {
    permissions: ["Alert.Read.All", "Alert.ReadWrite.All"],
    list: "/api/alerts?$top=1",
    item: "/api/alerts",
    touch: (alert: Incident) => ({ status: alert.status }),
  },
  microsoftThreatProtection: {
    permissions: ["Incident.Read.All", "Incident.ReadWrite.All"],
    list: "/api/incidents?$top=1",
    item: "/api/incidents",
    touch: (incident: Incident) => ({ tags: incident.tags ?? [] }),
  },
} as const satisfies Partial<Record<ApiName, Surface>>;

type SurfaceName = keyof typeof surfaces;

interface Surface {
  readonly permissions: readonly string[];
  /** Path that lists, below the API's base URL. */
  readonly list: string;
  /** Path of one item, without its id. */
  readonly item: string;
  /** A change that leaves the item as it is. */
  touch(item: Incident): Record<string, unknown>;
}

interface Incident {
  readonly id?: string;
  readonly incidentId?: number;
  readonly status?: string;
  readonly tags?: readonly string[];
  readonly customTags?: readonly string[];
}

const options = z
  .strictObject({
    apiSurface: z
      .enum(Object.keys(surfaces) as [SurfaceName, ...SurfaceName[]])
      .optional()
      .describe("The API that Security Incident Response calls. Default microsoftGraph."),
    permissions: z
      .array(z.string())
      .min(1, "at least one permission; leave it out for the two that the integration needs")
      .optional()
      .describe("Application permissions on that API. Default: the two that the integration needs."),
    ...applicationOptions,
  })
  .superRefine((value, context) => {
    refineImported(value, context);
    const api = Object.hasOwn(surfaces, value?.apiSurface ?? "") ? value.apiSurface : undefined;
    refineEach(value?.permissions, context, "permissions", (name) =>
      permissionProblem(api ?? "microsoftGraph", name, "application"),
    );
  }, evenAfterOtherProblems);

type Options = z.infer<typeof options>;

/**
 * ServiceNow Security Incident Response reading and updating Microsoft Defender incidents with client credentials.
 * Its two permissions must be application permissions: as delegated ones the token is issued without roles and the
 * configuration ends in "Missing required roles".
 */
export const servicenowDefender: Integration<Options> = {
  component: "entra-integrations:servicenow:Defender",
  kind: "servicenow-defender",
  title: "ServiceNow Defender",
  summary: "ServiceNow Security Incident Response with Microsoft Defender incidents, by client credentials.",
  options,
  needs: ({ apiSurface = "microsoftGraph", permissions }) => ({
    permissions: permissionRefs(apiSurface, permissions ?? surfaces[apiSurface].permissions),
  }),
  declare: (name, chosen, context, resourceOptions) => new ServiceNowDefender(name, chosen, context, resourceOptions),
  checks: () => [
    tokenIsIssued,
    declarationMatchesToken,
    noTierZeroInToken,
    incidentsAreReadable(),
    incidentsAreWritable(),
  ],
  adoption: defenderAdoption,
  handover,
};

/** Declares the app registration of a ServiceNow Defender integration; children are named after it. */
export class ServiceNowDefender extends pulumi.ComponentResource implements DeclaredIntegration {
  readonly record: DeclaredRecord;
  /** What the ServiceNow administrator must enter, the secret apart, and the roles that their user needs. */
  readonly handover: pulumi.Output<Handover>;

  constructor(name: string, chosen: Options, context: IntegrationContext, opts?: pulumi.ComponentResourceOptions) {
    super(servicenowDefender.component, name, {}, opts);

    const { permissions } = servicenowDefender.needs(chosen);
    const app = new AppRegistration(
      name,
      { tenant: context.tenant, permissions, ...applicationArgs(servicenowDefender, name, chosen, context) },
      { parent: this },
    );
    this.record = describeApplication(servicenowDefender, name, app, {
      apiSurface: chosen.apiSurface ?? "microsoftGraph",
    });
    this.handover = pulumi.output(this.record.handover);

    this.registerOutputs({ handover: this.handover });
  }
}

/** The integration's own question to Microsoft: what ServiceNow asks when it validates the configuration. */
function incidentsAreReadable(): Check {
  return {
    id: "incidents-readable",
    title: "Incidents can be read",
    async run(context) {
      const { surface, url } = surfaceOf(context);
      const answer = await context.call("GET", `${url}${surface.list}`);
      if (answer.status === 200) return passed(`GET ${url}${surface.list} answered 200.`);
      return failed(
        `GET ${url}${surface.list} answered ${describeAnswer(answer)}`,
        'ServiceNow would show "Missing required roles". Run `pulumi up` to restore the consent, and wait a few minutes for it to reach new tokens.',
      );
    },
  };
}

function incidentsAreWritable(): Check {
  return {
    id: "incidents-writable",
    title: "An incident can be updated",
    write: true,
    async run(context) {
      const { surface, url } = surfaceOf(context);
      const list = await context.call("GET", `${url}${surface.list}`);
      const [item] = (list.body as { value?: Incident[] } | undefined)?.value ?? [];
      const id = item?.id ?? item?.incidentId;
      if (!item || id === undefined) return skipped("There is no incident to update.");
      const answer = await context.call("PATCH", `${url}${surface.item}/${id}`, surface.touch(item));
      if (answer.status === 200) return passed(`PATCH ${surface.item}/${id} answered 200; the incident is as it was.`);
      return failed(
        `PATCH ${surface.item}/${id} answered ${describeAnswer(answer)}`,
        "The permission to write is missing from the token. Run `pulumi up` to restore its consent.",
      );
    },
  };
}

function surfaceOf({ record, cloud }: CheckContext): { surface: Surface; url: string } {
  const name = record.details.apiSurface as SurfaceName;
  return { surface: surfaces[name], url: baseUrlOf(cloud, name) };
}

function handover(record: HandoverInput): Handover {
  const secret = record.credential.type === "clientSecret";
  return {
    product: "ServiceNow",
    requiredRoles: ["sn_si.admin", "sn_si.ingestion_profile_admin"],
    steps: [
      {
        where: "User Administration > Users > the user that configures the integration > Roles",
        action: "Check that this user holds both roles: sn_si.admin and sn_si.ingestion_profile_admin.",
      },
      {
        where: "Security Incident > Integrations > Microsoft Defender > configuration",
        action: "Enter the application, then save: saving validates it.",
        fields: [
          { label: "Tenant ID", value: record.tenantId },
          { label: "Client ID", value: record.clientId },
          ...(secret ? [{ label: "Client secret", secret: "credential" as const }] : []),
          { label: "Token URL", value: record.tokenUrl },
          { label: "OAuth scope", value: record.scope },
        ],
      },
      {
        where: "The same configuration",
        action:
          'If it ends in "Missing required roles", a consent is missing or has not reached tokens yet: run `npm run verify`, which names it.',
      },
    ],
    references: [
      { title: 'ServiceNow: Microsoft Defender integration fails with "Missing required roles"' },
      { title: "ServiceNow KB2795226: Sentinel to Defender migration" },
    ],
  };
}
