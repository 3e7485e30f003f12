import {
  CannotLook,
  type Explanation,
  type Finding,
  type FoundLook,
  type Given,
  investigate,
  type LiveReport,
  type PlannedLook,
  type SubjectPart,
  subjectOf,
  withFindings,
} from "../../../explain";
import { isForUser } from "../../userError";
import { type CountingReader, liveReader } from "./reader";
import type { SignedIn } from "./signIn";

/** What to give for each thing that a look would need. */
const wouldHelp: Readonly<Record<SubjectPart, string>> = {
  app: "--app <client id>, or --integration <name> --stack <stack>",
  user: "--user <sign-in name>",
  subscription: "--subscription <id>",
  principal: "the whole message, with the object ID in it",
};

const nothing: LiveReport = {
  looked: false,
  problem: null,
  tenantId: null,
  who: null,
  objectId: null,
  requests: 0,
  notes: [],
  wouldHelp: [],
};

/**
 * Explains an input, and looks at the tenant to decide between the causes: by reading alone, as whoever is signed in. Where nobody is, or the
 * tenant cannot be reached, the answer is the one from the input alone, and `live.problem` says why.
 *
 * @param given what the user says besides
 * @param signIn signs in to the tenant; raises a UserError where that fails
 * @param report told what is going on
 */
export async function explainLive(
  input: string,
  given: Given,
  signIn: () => Promise<SignedIn>,
  report: (line: string) => void,
): Promise<Explanation> {
  const { explanation, planned } = investigate(input, new Date());
  if (planned.length === 0) return withFindings(explanation, [], { ...nothing, looked: true });
  let session: SignedIn;
  try {
    report("Signing in to look at the tenant …");
    session = await signIn();
  } catch (error) {
    if (!isForUser(error)) throw error;
    const problem = [error.message, error.advice].filter(Boolean).join(" ").replace(/\s+/g, " ");
    return withFindings(explanation, [], { ...nothing, problem });
  }
  const { caller } = session;
  const who = caller.upn ?? caller.app_displayname ?? caller.appid ?? null;
  report(`Looking at the tenant ${caller.tid} as ${who}, reading only …`);
  const reader = liveReader(session);
  const notes = new Set<string>();
  const found = await Promise.all(planned.map((one) => lookOnce(one, reader, given, (note) => notes.add(note))));
  return withFindings(explanation, found, {
    looked: true,
    problem: null,
    tenantId: caller.tid ?? null,
    who,
    objectId: caller.oid ?? null,
    requests: reader.requests(),
    notes: [...notes],
    wouldHelp: helpful(found),
  });
}

async function lookOnce(
  { entryId, causeId, look, seen }: PlannedLook,
  tenant: CountingReader,
  given: Given,
  note: (sentence: string) => void,
): Promise<FoundLook> {
  const subject = subjectOf(seen, given);
  const at = { entryId, causeId };
  if (subject.tenant !== undefined && subject.tenant !== tenant.tenantId.toLowerCase()) {
    const evidence = `The input is about the tenant ${subject.tenant}, and you are signed in to ${tenant.tenantId}.`;
    note(evidence);
    if (!look.anyTenant) return { ...at, finding: { verdict: "open", evidence }, needs: null };
  }
  try {
    return { ...at, finding: await look.look({ tenant, subject, seen, note }), needs: null };
  } catch (error) {
    const needs = error instanceof CannotLook ? error.needs : null;
    const evidence = `Could not look: ${error instanceof Error ? error.message : error}`;
    return { ...at, finding: { verdict: "open", evidence } satisfies Finding, needs };
  }
}

/** What is missing, with the causes that it would decide; the same for several causes once. */
function helpful(found: readonly FoundLook[]): LiveReport["wouldHelp"] {
  const causes = new Map<string, string[]>();
  for (const { causeId, finding } of found) {
    for (const part of finding.missing ?? []) {
      const what = wouldHelp[part];
      causes.set(what, [...(causes.get(what) ?? []), causeId]);
    }
  }
  return [...causes].map(([what, ids]) => ({ what, causes: [...new Set(ids)] }));
}
