import type { PlanSection } from "../../integrations/evidence";
import type { Finding } from "../../integrations/integration";
import { projectName } from "../project";
import {
  type CommandContext,
  forgetCommand,
  graphCommand,
  importCommand,
  ownCommand,
  pulumiCommand,
  quoted,
} from "./commands";
import { entryText } from "./entry";
import type { Migration } from "./migration";
import { changesOf, leftAloneOf, warningsOf } from "./planChanges";
import { code, factsOf } from "./planFacts";
import { retirementsOf } from "./planRetire";

/** What a look at the tenant added. */
export interface Further {
  readonly sections: readonly PlanSection[];
  /** What a deployment would say before it begins. */
  readonly findings: readonly Finding[];
  /** Whether the entry is in the configuration already. */
  readonly written: boolean;
}

/** The migration plan, as Markdown. It holds ids and names; no secret. */
export function planOf(migration: Migration, context: CommandContext, further: Further): string {
  const { name, integration, evidence, because } = migration;
  const warnings = [...warningsOf(migration), ...further.findings.map(({ message, advice }) => `${message} ${advice}`)];
  return `${[
    `# Adopting "${evidence.displayName}" as ${code(name)}`,
    "",
    `Client id ${code(evidence.clientId)}, which stays the same. Kind: ${code(integration.kind)} (${integration.title})${because.length > 0 ? `: ${because.join("; ")}` : ""}.`,
    "",
    "## What is there now",
    "",
    ...factsOf(migration),
    "",
    "## What changes, and why",
    "",
    ...bullets(changesOf(migration), "Nothing: it is right as it is. It comes under the stack."),
    "",
    "## What is left alone",
    "",
    ...bullets(leftAloneOf(migration), "Nothing else."),
    ...(warnings.length > 0 ? ["", "## To look at first", "", ...bullets(warnings, "")] : []),
    ...further.sections.flatMap(({ title, lines }) => ["", `## ${title}`, "", ...lines]),
    "",
    "## Steps",
    ...stepsOf(migration, context, further),
  ].join("\n")}\n`;
}

interface Step {
  readonly title: string;
  readonly body: readonly string[];
  /** How to go back; undefined where there is nothing left to undo. */
  readonly back?: string;
}

function stepsOf(migration: Migration, context: CommandContext, { written }: Further): string[] {
  const steps = [
    configure(migration, context, written),
    bringIn(migration, context),
    deploy(migration, context),
    handOver(migration, context),
    prove(migration, context),
    retire(migration, context),
    finish(migration, context),
  ].filter((step) => step !== undefined);
  return steps.flatMap(({ title, body, back }, index) => [
    "",
    `### ${index + 1}. ${title}`,
    "",
    ...body,
    ...(back ? ["", `To go back: ${back}`] : []),
  ]);
}

function configure(migration: Migration, context: CommandContext, written: boolean): Step {
  const file = context.configFile ?? `Pulumi.${context.stack}.yaml`;
  return {
    title: written ? `The entry is in ${file}` : `Add the entry to ${file}`,
    body: [
      `Below ${code(`${projectName()}:integrations`)}${written ? "" : `; \`--write\` does it for you`}:`,
      "",
      ...fence("yaml", entryText(migration)),
    ],
    back: "remove the entry. Nothing else happened yet.",
  };
}

function bringIn({ integration, name }: Migration, context: CommandContext): Step {
  return {
    title: "Bring it into the state",
    body: [
      "Nothing in the tenant changes. What is imported is protected until the first deployment, so that it cannot be deleted by mistake.",
      "",
      ...fence("sh", importCommand(context)),
    ],
    back: `forget it again; the tenant stays as it is. ${code(forgetCommand(integration.component, name, context))}`,
  };
}

function deploy(migration: Migration, context: CommandContext): Step {
  const { evidence, decision } = migration;
  const restore = [
    ...(evidence.application
      ? [
          `what it declared: ${code(graphCommand("PATCH", `/applications/${evidence.application.objectId}`, context, quoted(`@${context.folder}/before.json`)))}`,
        ]
      : []),
    ...decision.accountGrants.map(({ id, scopes }) => {
      const body = quoted(JSON.stringify({ scope: scopes.join(" ") }));
      return `the grant: ${code(graphCommand("PATCH", `/oauth2PermissionGrants/${id}`, context, body))}`;
    }),
  ];
  return {
    title: "Look at the changes, then make them",
    body: [
      "The preview shows what is listed above, and no deletion.",
      "",
      ...fence(
        "sh",
        [
          pulumiCommand("preview --diff --policy-pack policies", context),
          pulumiCommand("up --policy-pack policies", context),
        ].join("\n"),
      ),
    ],
    back: `remove the entry and run ${code(pulumiCommand("up", context))}, or ${code(pulumiCommand("destroy", context))} where the stack has no other integration: what the stack added goes, what was there before stays${restore.length > 0 ? `. Then ${restore.join("; ")}` : ""}.`,
  };
}

function handOver({ name, evidence, decision }: Migration, context: CommandContext): Step {
  const old = evidence.application
    ? "The vendor's administrator enters the new credential. The old one works until you retire it at the end, so both ways are open until the new one is proven."
    : "The vendor holds the credential: nothing is entered, but what is listed should be looked at.";
  const account = decision.needs.account
    ? ` The token is generated once more, signed in as ${decision.needs.account.userPrincipalName}.`
    : "";
  return {
    title: "Hand over",
    body: [
      `${old}${account}`,
      "",
      ...fence("sh", ownCommand("handover", `--integration ${name} --show-secrets`, context)),
    ],
    back: "the vendor's administrator enters the old credential again.",
  };
}

function prove({ name }: Migration, context: CommandContext): Step {
  return {
    title: "Verify",
    body: [
      "With the new credential. Then see in the product itself that its jobs work, for as long as its rarest one takes to run.",
      "",
      ...fence("sh", ownCommand("verify", `--integration ${name}`, context)),
    ],
    back: "as in step 4: the old credential is still there.",
  };
}

function retire(migration: Migration, context: CommandContext): Step | undefined {
  const retirements = retirementsOf(migration, context);
  if (retirements.length === 0) return undefined;
  return {
    title: "Only then: retire what is over",
    body: retirements.flatMap(({ what, command, back }) => [
      `- ${what.replace(/\.$/, "")}.`,
      "",
      ...fence("sh", command).map((line) => `  ${line}`),
      ...(back ? ["", `  To give it back: ${back.startsWith("az ") ? code(back) : back}.`] : []),
    ]),
    back: "each with the line below it. A deleted credential cannot be given back: rotate the new one instead (`credential.rotation`).",
  };
}

function finish({ name }: Migration, context: CommandContext): Step {
  return {
    title: "Prove that it is done",
    body: fence(
      "sh",
      [
        ownCommand("verify", `--integration ${name}`, context),
        pulumiCommand("preview --expect-no-changes --policy-pack policies", context),
      ].join("\n"),
    ),
  };
}

function bullets(lines: readonly string[], otherwise: string): string[] {
  return (lines.length > 0 ? lines : [otherwise]).map((line) => `- ${line.replaceAll("\n", "\n  ")}`);
}

function fence(language: string, text: string): string[] {
  return [`\`\`\`${language}`, ...text.trimEnd().split("\n"), "```"];
}
