import { settingsOf } from "../policies/configuration/configuration";
import { exemptionsSchema } from "../policies/configuration/exemptions";
import { annotated } from "../policies/examples";
import type { Rule } from "../policies/rule";
import { rules } from "../policies/rules";

/** The reference of the policy pack, from the rules themselves; also the README of its package. */
export function policyReference(): string {
  return `${[
    "# Policy pack",
    "",
    "<!-- Generated from policies/rules by `npm run docs`. -->",
    "",
    "Rules for applications, permissions and roles in Microsoft Entra ID and Azure, for any Pulumi program in any language that uses the",
    "providers azuread and azure-native:",
    "",
    "```sh",
    "pulumi preview --policy-pack policies                                    # in this repository",
    "pulumi preview --policy-pack node_modules/entra-integrations-policies    # after npm install of the package",
    "```",
    "",
    "| rule | severity | level | demands |",
    "|---|---|---|---|",
    ...rules.map(
      (rule) => `| [${rule.name}](#${anchor(rule.name)}) | ${rule.severity} | ${level(rule)} | ${rule.demand} |`,
    ),
    "",
    ...general,
    ...rules.flatMap(sectionOf),
  ].join("\n")}\n`;
}

const general = [
  "## The failures that it blocks",
  "",
  "| what goes wrong | blocked by |",
  "|---|---|",
  "| 403 although every permission is granted: the token's user lacks the directory role | `service-account-is-dedicated`, `application-permissions-are-consented` |",
  "| 403 on assignLicense: a licence that the integration may not remove | `licenses-are-removable`, for this project's own integrations; other programs do not tell what users hold |",
  "| interactive users instead of the application; 409 MissingSubscriptionRegistration | `no-delegated-only`, `role-assignment-scope`, `provider-registered-before-use` |",
  '| "Missing required roles": delegated permissions of a background service | `no-delegated-only`, `permission-exists` |',
  "",
  "## What is not known before deployment",
  "",
  "In a preview many values are not known yet. Pulumi skips a policy that touches one with a mere advisory. Here a rule first decides from what is",
  "known: the literals, the catalogue, and what a value comes from (a scope that comes from a resource group of the program is a resource",
  "group). What cannot be decided so is reported as `cannot-decide-yet`: a warning in a preview, as strict as the rule itself in an update.",
  "",
  "## Unattended or not",
  "",
  "Delegated permissions are right for an application that people use and worthless for one that runs by itself. Which of the two an application is",
  "follows from, in this order:",
  "",
  "1. the settings `unattended` and `attended` of `no-delegated-only`;",
  "2. its tags: `entra-integrations:unattended`, `entra-integrations:delegated`;",
  "3. ways in for people: redirect URIs (also in an `ApplicationRedirectUris`), public client flows, implicit grant, exposed scopes; the redirect",
  "   URI of a product (`/oauth_redirect.do`) is none where the application asks for permissions that this product uses in background jobs;",
  "4. otherwise it is unattended.",
  "",
  "## Configuration",
  "",
  "`--policy-pack-config policy-config.json` sets the level of a rule (`advisory`, `mandatory`, `remediate`, `disabled`), its settings, and exemptions.",
  "A file with a mistake stops the deployment and lists all of them.",
  "",
  "```json",
  "{",
  '  "prefer-least-privilege": "mandatory",',
  '  "secrets-expire": { "secretDays": 90 },',
  '  "single-tenant": {',
  '    "exemptions": [{ "resource": "portal*", "reason": "Sold to other tenants.", "until": "2027-03-31" }]',
  "  }",
  "}",
  "```",
  "",
  `Every rule has \`exemptions\`: ${exemptionsSchema.description}`,
  "",
  "| member | what it is |",
  "|---|---|",
  ...Object.entries(exemptionsSchema.items.properties).map(
    ([name, { description }]) => `| \`${name}\` | ${description} |`,
  ),
];

function sectionOf(rule: Rule): string[] {
  const settings = Object.entries(settingsOf(rule));
  return [
    "",
    `## ${rule.name}`,
    "",
    `${rule.demand} (${rule.severity}, ${level(rule)})`,
    "",
    `**Why.** ${rule.why}`,
    "",
    `**Remedy.** ${rule.remedy}`,
    ...(rule.resource?.mend
      ? ["", "With the level `remediate` the rule does it by itself where it can, and says what it changed."]
      : []),
    "",
    `**Source.** <${rule.source}>`,
    ...(settings.length > 0 ? ["", "| setting | type | default | what it is |", "|---|---|---|---|"] : []),
    ...settings.map(
      ([name, { type, default: preset, description }]) =>
        `| \`${name}\` | ${type} | \`${JSON.stringify(preset)}\` | ${description} |`,
    ),
    "",
    "Breaks the rule:",
    "",
    "```yaml",
    annotated(rule.examples.bad).trimEnd(),
    "```",
    "",
    "Keeps it:",
    "",
    "```yaml",
    annotated(rule.examples.good).trimEnd(),
    "```",
  ];
}

const level = (rule: Rule) => rule.enforcement ?? "mandatory";
const anchor = (name: string) => name.toLowerCase();
