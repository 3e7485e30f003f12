import { type Ask, confirmed, type Finding, type Looks, missing, open, ruledOut } from "../look";
import { minutesSince } from "./tenant/access";
import { assignments, azureRoleTitle, type RoleAssignment, readsOfAssignments, roleOf } from "./tenant/azure";
import { identify, readsOfIdentify } from "./tenant/identify";

const reads = [...readsOfAssignments, ...readsOfIdentify];
const aDay = 24 * 60;

/** The assignment that is in the way: by the name in the message, else by what the request wanted to assign. */
async function withExisting(ask: Ask, judge: (existing: RoleAssignment, what: string) => Finding): Promise<Finding> {
  const { scope } = ask.subject;
  const name = ask.seen.values.id?.replaceAll("-", "").toLowerCase();
  if (!scope) return missing("subscription");
  if (!name) return open("The message does not name the assignment.");
  const existing = (await assignments(ask.tenant, scope))?.find(
    (one) => one.name.replaceAll("-", "").toLowerCase() === name,
  );
  if (!existing)
    return open(`${scope} has no role assignment of that name that you can see: it may have been removed since.`);
  const [role, holder] = await Promise.all([
    roleOf(ask.tenant, existing),
    identify(ask.tenant, existing.properties.principalId).catch(() => undefined),
  ]);
  const who = holder ? `${existing.properties.principalId}, ${holder.what}` : existing.properties.principalId;
  return judge(
    existing,
    `It is ${azureRoleTitle(role)} for ${who}${role.since ? `, assigned on ${role.since.slice(0, 16).replace("T", " ")} UTC` : ""}`,
  );
}

export const looksOfRoleAssignmentExists: Looks = {
  "made-by-hand": {
    asks: "Which assignment is it, for whom, and how old?",
    reads,
    look: (ask) =>
      withExisting(ask, ({ properties }, what) => {
        const minutes = minutesSince(properties.createdOn, ask.seen.facts.now);
        if (minutes === undefined) return open(`${what}.`);
        return minutes > aDay ? confirmed(`${what}, before this run.`) : open(`${what}.`, "possible");
      }),
  },
  "lost-answer": {
    asks: "Was it assigned in an attempt shortly before?",
    reads,
    look: (ask) =>
      withExisting(ask, ({ properties }, what) => {
        const minutes = minutesSince(properties.createdOn, ask.seen.facts.now);
        if (minutes === undefined) return open(`${what}.`);
        return minutes > aDay
          ? ruledOut(`${what}, which is no recent attempt.`)
          : open(`${what}, by ${properties.createdBy ?? "whom is not told"}.`, "likely");
      }),
  },
};
