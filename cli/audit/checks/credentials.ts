import type { TenantApplication } from "../../../tenant/model";
import { date, day, endOf, type HeldKey, isKey, titleOf } from "../credentials";
import { subjectOfApplication } from "../facts";
import type { AuditFinding } from "../finding";
import { adopt, azRest, azureCli, registration } from "../remedies";
import type { AuditCheck } from "./check";

/** Days without a sign-in after which a credential counts as unused. */
const unusedAfter = 90;

/** A credential that ends soon, where nothing that lasts longer is there to take over. */
export const credentialEndsSoon: AuditCheck = {
  id: "credential-ends-soon",
  finds: "An application's last secret or certificate ends within the days that --expiring-within says.",
  why: "On that day the integration stops: AADSTS7000222, or AADSTS700027 for a certificate.",
  run: (facts) =>
    facts.snapshot.applications.flatMap((application) => {
      const limit = facts.now.getTime() + facts.expiringWithin * day;
      const active = facts.credentialsOf(application).filter(({ hasEnded }) => !hasEnded);
      const ending = active.filter(isKey);
      // A rotation that is under way is none of anybody's business.
      if (ending.length !== active.length || ending.length === 0) return [];
      if (facts.principalOf(application)?.accountEnabled === false) return [];
      const last = Math.max(...ending.map(({ credential }) => endOf(credential)));
      if (last > limit) return [];
      const days = Math.max(0, Math.floor((last - facts.now.getTime()) / day));
      return [
        findingOf(credentialEndsSoon, application, {
          severity: days <= 7 ? "high" : "medium",
          message: `"${application.displayName}" can sign in for ${days} more day${days === 1 ? "" : "s"}: its last credential ends on ${date(last)}.`,
          evidence: ending.map((held) => `${titleOf(held)} ends on ${date(endOf(held.credential))}`),
          remedy: [
            adopt({ appId: application.appId }),
            registration(
              subjectOfApplication(application),
              "Certificates & secrets: make a new one, enter it in the product, then delete the old one",
            ),
            azureCli(
              `az ad app credential reset --id ${application.appId} --append --end-date ${date(facts.now.getTime() + 180 * day)}`,
            ),
          ],
        }),
      ];
    }),
};

/** All have ended: the integration stands still. Some: they are clutter. */
export const credentialHasEnded: AuditCheck = {
  id: "credential-has-ended",
  finds: "A secret or certificate that has ended is still there.",
  why: "Where it is the only one the integration stands still; beside others it hides which one is in use.",
  run: (facts) =>
    facts.snapshot.applications.flatMap((application) => {
      const keys = facts.credentialsOf(application).filter(isKey);
      const ended = keys.filter(({ hasEnded }) => hasEnded);
      if (ended.length === 0) return [];
      const standsStill = facts.credentialsOf(application).every(({ hasEnded }) => hasEnded);
      const principal = facts.principalOf(application);
      const holds =
        facts.consentsOf(principal).length +
          facts.azureRolesOf(principal).length +
          facts.directoryRolesOf(principal ?? { id: "" }).length >
        0;
      return [
        findingOf(credentialHasEnded, application, {
          severity: standsStill && holds ? "medium" : "low",
          message: standsStill
            ? `"${application.displayName}" cannot sign in any more: all of its credentials have ended.${holds ? " It still holds permissions or roles." : ""}`
            : `"${application.displayName}" keeps credentials that have ended.`,
          evidence: ended.map((held) => `${titleOf(held)} ended on ${date(endOf(held.credential))}`),
          remedy: [
            registration(
              subjectOfApplication(application),
              standsStill
                ? "Certificates & secrets: make a new one if the integration is in use; else delete the application"
                : "Certificates & secrets: delete those that have ended",
            ),
            ...ended.filter(({ kind }) => kind === "secret").map((held) => removal(application, held)),
          ],
        }),
      ];
    }),
};

/** Only where the tenant tells sign-ins at all, and of credentials that have been there for long enough. */
export const credentialUnused: AuditCheck = {
  id: "credential-unused",
  finds: `A secret or certificate that nobody has signed in with for ${unusedAfter} days.`,
  why: "What nobody uses nobody misses when it is stolen.",
  run: (facts) => {
    if (!facts.wasRead("sign-ins of credentials")) return [];
    const uses = new Map(
      facts.snapshot.credentialUses.map(({ keyId, lastSignInDateTime }) => [keyId, lastSignInDateTime]),
    );
    const since = facts.now.getTime() - unusedAfter * day;
    return facts.snapshot.applications.flatMap((application) => {
      const unused = facts
        .credentialsOf(application)
        .filter(isKey)
        .filter(({ hasEnded, credential }) => {
          const made = Date.parse(credential.startDateTime ?? application.createdDateTime ?? "");
          const used = Date.parse(uses.get(credential.keyId) ?? "");
          return !hasEnded && made < since && !(used >= since);
        });
      if (unused.length === 0) return [];
      return [
        findingOf(credentialUnused, application, {
          severity: "medium",
          message: `Nobody has signed in as "${application.displayName}" with ${unused.length === 1 ? "a credential" : `${unused.length} credentials`} of it for ${unusedAfter} days.`,
          evidence: unused.map((held) => {
            const used = uses.get(held.credential.keyId);
            return `${titleOf(held)}: ${used ? `last used on ${date(used)}` : "no use is recorded"}, valid to ${held.credential.endDateTime?.slice(0, 10)}`;
          }),
          remedy: [
            registration(subjectOfApplication(application), "Certificates & secrets: ask the owner, then delete it"),
            ...unused.filter(({ kind }) => kind === "secret").map((held) => removal(application, held)),
          ],
        }),
      ];
    });
  },
};

function removal({ id }: TenantApplication, { credential }: HeldKey): string {
  return azRest("post", `/applications/${id}/removePassword`, JSON.stringify({ keyId: credential.keyId }));
}

function findingOf(
  { id }: AuditCheck,
  application: TenantApplication,
  rest: Pick<AuditFinding, "severity" | "message" | "evidence" | "remedy">,
): AuditFinding {
  return { id, isRule: false, subject: subjectOfApplication(application), ...rest };
}
