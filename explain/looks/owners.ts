import { type Ask, confirmed, type Finding, open, ruledOut } from "../look";
import { withAccess } from "./tenant/access";
import { key } from "./tenant/paths";

const ownedOnly = "Application.ReadWrite.OwnedBy";

/** Who may manage only what it owns fails at what somebody else made. */
export async function notOwner(ask: Ask): Promise<Finding> {
  const { target } = ask.subject;
  return withAccess(ask, async ({ app, title, consented }) => {
    const held = consented.map(({ value }) => value);
    if (!held.includes(ownedOnly)) return ruledOut(`${title} does not hold ${ownedOnly}.`);
    if (held.includes("Application.ReadWrite.All"))
      return ruledOut(`${title} holds Application.ReadWrite.All as well.`);
    if (!target) return open("The input does not name the application that is changed.");
    const owners = await ask.tenant.graph.list<{ id: string }>(
      `/${target.collection}/${key(target.id)}/owners?$select=id`,
    );
    if (!owners) return open(`The tenant has no object ${target.id} among its ${target.collection}.`);
    return owners.some(({ id }) => id === app.principal?.id)
      ? ruledOut(`${title} is an owner of ${target.id}.`)
      : confirmed(`${title} holds ${ownedOnly}, and is not among the ${owners.length} owners of ${target.id}.`);
  });
}
