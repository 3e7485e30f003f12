import type { ResourceView } from "../model/resource";
import { types } from "../model/types";
import { knownText, list, text, unknown } from "../model/value";
import { defineRule, type Finding } from "../rule";

export const licensesAreRemovable = defineRule({
  name: "licenses-are-removable",
  demand: "Nobody whose licences an integration replaces holds one that it may not remove.",
  severity: "high",
  why: "The integration replaces all licences of a user at once. Where one of them was bought by self-service, is managed by a partner or comes from a group, the whole call is refused: 403 Authorization_RequestDenied on assignLicense, and the user keeps the old ones.",
  remedy:
    "Find the users and the licences with `npm run licenses -- list`, take these licences away or convert them, and run it again. Where the integration shall start although it fails on them, set onConflict: warn.",
  source: "https://learn.microsoft.com/graph/api/user-assignlicense",
  examples: {
    bad: `resources:
  licenses:
    type: entra-integrations:components:LicenseReplacement
    properties:
      product: Okta
      managedLicenses: [ENTERPRISEPACK]
      onConflict: fail
      fails: ["alex.wilber@contoso.com: POWER_BI_PRO (Power BI Pro) bought by self-service"]
      mayFail: []
`,
    good: `resources:
  licenses:
    type: entra-integrations:components:LicenseReplacement
    properties:
      product: Okta
      managedLicenses: [ENTERPRISEPACK]
      onConflict: fail
      fails: []
      mayFail: []
`,
  },
  settings: {
    always: {
      type: "boolean",
      description: "Whether such users are a violation also where the program says onConflict: warn.",
      default: false,
    },
  },
  resource: {
    types: [types.licenseReplacement],
    check(resource, { settings }) {
      const { onConflict, unread } = resource.properties;
      const fails = list(resource.properties.fails);
      const mayFail = list(resource.properties.mayFail);
      const advice = !settings.always && onConflict === "warn" ? { advice: true as const } : {};
      if (fails === unknown || mayFail === unknown || text(onConflict) === unknown || unread === unknown) {
        return [{ message: `${whose(resource)} may fail.`, missing: "the users whose licences it replaces" }];
      }
      const reason = knownText(unread);
      if (reason !== undefined) {
        const message = `Whether ${whose(resource)} fails on somebody was not seen: reading the licences ended in ${reason}.`;
        // A program that goes on where it fails goes on where it cannot be told, too.
        return [
          "advice" in advice ? { message, ...advice } : { message, missing: "the licences of the tenant's users" },
        ];
      }
      return [...judge(resource, "fails", fails, advice), ...judge(resource, "may fail", mayFail, { advice: true })];
    },
  },
});

const whose = ({ name, properties }: ResourceView) =>
  `${knownText(properties.product) ?? `"${name}"`}'s replacement of licences`;

function judge(
  resource: ResourceView,
  outcome: string,
  users: readonly unknown[],
  level: Pick<Finding, "advice">,
): readonly Finding[] {
  if (users.length === 0) return [];
  const lines = users.map((user) => `  ${typeof user === "string" ? user : "a user who is not known yet"}`);
  const message = [`${whose(resource)} ${outcome} on users who hold a licence that it may not remove:`, ...lines];
  return [{ message: message.join("\n"), ...level }];
}
