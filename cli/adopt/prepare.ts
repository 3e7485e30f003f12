import { z } from "zod";
import { RestError, type RestReader } from "../../components/restClient";
import type { AccountEvidence, Evidence } from "../../integrations/evidence";
import { describeProblems, type JsonSchema } from "../../integrations/problems";
import { UserError } from "../userError";
import { type Candidate, chooseKind } from "./chooseKind";
import { decide } from "./decide";
import { readAccount } from "./grantEvidence";
import { type Migration, roleOf, splitAzureRoles } from "./migration";
import { merged, type Options, optionsFrom } from "./optionFlags";
import { Reading } from "./reading";

export interface Wishes {
  readonly kind?: string;
  readonly name?: string;
  /** Options as `path=value`. */
  readonly options: readonly string[];
  /** Names that integrations of the stack have. */
  readonly taken: readonly string[];
}

/**
 * Plans the migration of an application. Raises a UserError where its kind or an option that the kind requires cannot be told, with the flags
 * that tell it.
 */
export async function prepare(evidence: Evidence, wishes: Wishes, graph: RestReader): Promise<Migration> {
  const asked = optionsFrom(wishes.options);
  const candidate = chooseKind(evidence, wishes.kind, asked);
  const { integration, because, remarks = [] } = candidate;
  const options = checked(candidate, merged(candidate.options, asked));
  const name = nameOf(evidence, wishes);
  const decision = decide(evidence, integration, integration.options.parse(options));
  const account = await accountOf(evidence, decision.needs.account?.userPrincipalName, graph);
  return {
    name,
    integration,
    because,
    remarks,
    options,
    evidence,
    decision,
    account,
    accountRole: roleOf(account, decision.needs.account?.directoryRole),
    ...splitAzureRoles(evidence, decision),
  };
}

/** Options as they are valid; raises what is missing with the flag that gives it. */
function checked({ integration }: Candidate, options: Options): Options {
  if ("imported" in options || "existingClientId" in options) {
    throw new UserError("--option: what is adopted is told by --app.", "Leave out `imported` and `existingClientId`.");
  }
  const result = integration.options.safeParse(options);
  if (result.success) return options;
  const schema = z.toJSONSchema(integration.options, { io: "input" }) as JsonSchema;
  const problems = describeProblems(result.error.issues, options, schema);
  throw new UserError(
    [
      `As ${integration.kind} it needs options that cannot be told from the tenant, or that are not right:`,
      ...problems.map((line) => `  - ${line}`),
    ].join("\n"),
    "Give each with --option name=value, e.g. --option resourceGroup.existing=rg-automation; docs/configuration.md lists them.",
  );
}

const longestName = 40;

/** The name that was asked for, or one made of the application's. */
function nameOf({ displayName }: Evidence, { name, taken }: Wishes): string {
  const pattern = new RegExp(`^[a-z][a-z0-9-]{0,${longestName - 1}}$`);
  const chosen = name ?? slug(displayName);
  if (!pattern.test(chosen)) {
    throw new UserError(
      `--name: ${name === undefined ? `no name can be made of "${displayName}"` : `got "${name}"`}.`,
      `Give at most ${longestName} lower-case letters, digits and hyphens that start with a letter.`,
    );
  }
  if (taken.includes(chosen)) {
    throw new UserError(`--name: the stack has an integration "${chosen}" already.`, "Give another name with --name.");
  }
  return chosen;
}

function slug(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+/, "")
    .slice(0, longestName)
    .replace(/-+$/, "");
}

/** The account that the options name, where it exists: from what was seen of the grants, or looked up. */
async function accountOf(
  { grants, principal }: Evidence,
  userPrincipalName: string | undefined,
  graph: RestReader,
): Promise<AccountEvidence | undefined> {
  if (userPrincipalName === undefined) return undefined;
  const wanted = userPrincipalName.toLowerCase();
  const seen = grants.find(({ account }) => account?.userPrincipalName.toLowerCase() === wanted)?.account;
  if (seen) return seen;
  const reading = new Reading();
  const found = await reading.of(
    "The service account",
    "User.Read.All",
    () =>
      graph
        .get<{ id: string }>(`/users/${encodeURIComponent(userPrincipalName)}?$select=id`)
        .catch((error: unknown) => {
          if (error instanceof RestError && error.status === 404) return undefined;
          throw error;
        }),
    undefined,
  );
  reading.finish();
  if (!found) return undefined;
  const account = await readAccount(graph, found.id, principal?.objectId ?? "", reading);
  reading.finish();
  return account;
}
