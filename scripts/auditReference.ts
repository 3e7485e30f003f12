/** docs/audit.md: what an audit finds, what it needs, and its formats, from the checks themselves. */
import { adaptedIn } from "../cli/audit/adaptations";
import { checks } from "../cli/audit/checks";
import { auditedRules } from "../cli/audit/rules";
import { rules } from "../policies/rules";
import { allNeeds, enoughPermissions } from "../tenant/needs";

export function auditReference(): string {
  const applied = auditedRules.map(
    ({ name, demand, severity }) =>
      `| [\`${name}\`](policies.md#${name}) | ${severity} | ${demand} | ${adaptedIn[name] ?? "as in a program"} |`,
  );
  const pack = new Set(rules.map(({ name }) => name));
  const own = checks.map(({ id, finds, why }) => {
    const name = pack.has(id) ? `[\`${id}\`](policies.md#${id})` : `\`${id}\``;
    return `| ${name} | ${finds} | ${why} |`;
  });
  const needs = allNeeds().map(({ what, needs: right, therefore }) => `| ${what} | \`${right}\` | ${therefore} |`);
  return `# What \`npm run audit\` finds

<!-- Generated from cli/audit and tenant/needs.ts by \`npm run docs\`. -->

\`npm run audit\` reads a tenant and its Azure subscriptions and says which integrations are broken, about to break or more powerful than they
must be: each finding with the rule, what was seen, and what to do in code, in the portal and with the Azure CLI. Worst first, by application.
It changes nothing: all that it sends are GETs, some of them twenty at a time as a \`$batch\`.

\`\`\`
npm run audit                                   the tenant of ARM_* variables or \`az login\`; the sandbox where the selected stack is one of its
npm run audit -- --app <client id>              one application, its service accounts and subscriptions
npm run audit -- --subscription <id> <id>       only these subscriptions
npm run audit -- --expiring-within 60           credentials that end within 60 days (30 by default)
npm run audit -- --format sarif --output a.sarif    for code scanning; also json and html (one page that needs no network)
npm run audit -- --fail-on high                 exit code 1 where something is high or critical, for a scheduled pipeline
npm run audit -- --policy-pack-config file      levels, settings and exemptions of the rules, as for \`pulumi preview\`; an exemption names the application
\`\`\`

Exit code: 0, or 1 where \`--fail-on\` says so or the tenant cannot be read.

## What it needs

${enoughPermissions.map((name) => `\`${name}\``).join(" and ")} on Microsoft Graph are enough together, with the Azure role Reader on the
subscriptions; a person needs Global Reader and Reader. The least for each part:

| what is read | least privileged | without it |
|---|---|---|
${needs.join("\n")}

What may not be seen is skipped and listed under "Not read". Sign-ins of credentials are kept by tenants with Microsoft Entra ID P1, in the
public cloud. Licences are read only where the tenant holds an application that is known to replace them.

## Rules of the policy pack

The tenant is seen as a stack of resources and judged by the rules that judge programs ([policies.md](policies.md)). Those about a
program alone are left out, and so is advice. Service principals of Microsoft are never a finding. An application counts as an integration
where it can sign in by itself and holds, or declares, rights of its own.

| rule | severity | demands | in a tenant |
|---|---|---|---|
${applied.join("\n")}

## Checks of its own

What a program does not show. Two of them have the name of the rule that prevents the same in a program:

| check | finds | why |
|---|---|---|
${own.join("\n")}

Not looked into: names and rights of custom directory roles and of custom Azure roles (the latter are told where they reach above a
resource group), eligible roles of Privileged Identity Management, and directory roles that a service principal holds through a group.

## Formats

- \`text\`: for a terminal.
- \`json\`: \`{ version, tenantId, displayName, readAt, read, counts, findings, skipped }\`, as cli/audit/result.ts and cli/audit/finding.ts describe.
  Within a version members are added, and none changes its meaning.
- \`sarif\`: 2.1.0; critical and high are errors, medium is a warning, low a note. The fingerprint is of the rule and its subject.
- \`html\`: one page.

No format contains a secret: of a credential only its key id, name and dates are read.

## How many requests

Pages of 999 objects, twenty small reads in a batch, only the properties that are used, consents from the side of the APIs (few) and not of
the applications (many). \`npm run bench -- audit\` counts them for tenants of 100, 1,000 and 10,000 applications against the least possible
number, and measures the memory.
`;
}
