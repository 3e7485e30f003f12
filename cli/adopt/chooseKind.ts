import { didYouMean } from "../../catalogue/suggest";
import { integrationOf, integrations } from "../../integrations";
import type { Evidence, Recognition } from "../../integrations/evidence";
import type { Integration } from "../../integrations/integration";
import { UserError } from "../userError";
import type { Options } from "./optionFlags";

/** A kind of integration that an application may be, and what speaks for it. */
export interface Candidate extends Recognition {
  readonly integration: Integration;
}

const all = integrations as readonly unknown[] as readonly Integration[];
const kinds = all.map(({ kind }) => kind);

/**
 * Which kind of integration an application is. Raises a UserError where nothing tells, or several are as likely: it names them.
 *
 * @param wanted the kind that the user gave
 * @param asked the options that the user gave
 */
export function chooseKind(evidence: Evidence, wanted: string | undefined, asked: Options): Candidate {
  if (wanted !== undefined) return chosen(evidence, wanted, asked);
  const candidates = all
    .flatMap((integration): Candidate[] => {
      const recognised = integration.adoption?.recognise(evidence, asked);
      return recognised && recognised.strength > 0 ? [{ ...recognised, integration }] : [];
    })
    .sort((one, other) => other.strength - one.strength);
  const [best, next] = candidates;
  if (!best) {
    throw new UserError(
      `Nothing of "${evidence.displayName}" tells which integration it is: ${describe(evidence)}.`,
      `Say it with --kind: ${kinds.join(", ")}.`,
    );
  }
  if (next && next.strength === best.strength) {
    const lines = candidates.map(({ integration, because }) => `  --kind ${integration.kind}: ${because.join("; ")}`);
    throw new UserError(
      [`"${evidence.displayName}" may be one of several kinds:`, ...lines].join("\n"),
      "Say which with --kind.",
    );
  }
  return best;
}

function chosen(evidence: Evidence, wanted: string, asked: Options): Candidate {
  const integration = integrationOf(wanted);
  if (!integration) {
    throw new UserError(
      `--kind: there is no kind "${wanted}".${didYouMean(wanted, kinds)}`,
      `There are ${kinds.join(", ")}.`,
    );
  }
  const recognised = integration.adoption?.recognise(evidence, asked);
  if (!recognised) {
    const whose = evidence.application ? "an application of this tenant" : "an application of another tenant";
    throw new UserError(
      `--kind: "${evidence.displayName}" cannot be ${wanted}: it is ${whose}.`,
      "Leave --kind out, and it is recognised by what it has.",
    );
  }
  return { ...recognised, integration };
}

function describe({ declared, consents, grants, azureRoles }: Evidence): string {
  const names = [...new Set([...declared, ...consents].map(({ value, id }) => value ?? id))];
  const scopes = grants.flatMap((grant) => grant.scopes);
  const told = [
    names.length > 0 ? `it has ${names.join(", ")}` : "it declares no permission",
    ...(scopes.length > 0 ? [`was granted ${[...new Set(scopes)].join(", ")}`] : []),
    azureRoles.length > 0 ? `holds ${azureRoles.map(({ role }) => role).join(", ")} in Azure` : "holds no Azure role",
  ];
  return told.join(", ");
}
