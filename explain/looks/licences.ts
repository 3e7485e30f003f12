/** A refused replacement of licences: whose they are. */
import { findOperation } from "../../catalogue/operations";
import { type Ask, confirmed, type Finding, type Looks, missing, open, ruledOut } from "../look";
import { missingApplicationPermission } from "./applicationPermissions";
import { readsOfAccess, readsOfGrants } from "./tenant/access";

/** The user whose licences they are: in the path, else the one that the input or the reader names. */
function holderOf({ subject, seen }: Ask): string | undefined {
  if (subject.target?.collection === "users") return subject.target.id;
  return subject.user ?? /\buser\(?s?\)?[\s:=('"]{1,4}([^\s@'"()]+@[^\s@'"(),]+)/i.exec(seen.facts.line)?.[1];
}

async function foreignLicence(ask: Ask): Promise<Finding> {
  const holder = holderOf(ask);
  if (!holder) return missing("user");
  const licences = await ask.tenant.licencesInTheWay(holder);
  if (!licences) return open(`The tenant has no user ${holder}.`);
  const told = licences.map(({ title, why }) => `${title}, ${why}`).join("; ");
  if (licences.length === 0) return ruledOut(`Each licence of ${holder} is the organisation's own, assigned directly.`);
  const certain = licences.some((one) => one.certain && !one.inherited);
  const evidence = `${holder} holds ${told}. ${licences[0]?.advice ?? ""}`;
  if (certain) return confirmed(evidence);
  return open(evidence, licences.some(({ inherited }) => !inherited) ? "likely" : "possible");
}

export const looksOfLicences: Looks = {
  "foreign-licence": {
    asks: "Which licences of the user were bought by self-service, belong to a partner, or come from a group?",
    reads: ["GET /subscribedSkus", "GET /directory/subscriptions", "GET /users/{id}"],
    look: foreignLicence,
  },
  "missing-permission": {
    asks: "Does the application hold a permission to assign licences?",
    reads: [...readsOfAccess, ...readsOfGrants],
    // The user whose licences they are is not the one whose token it is.
    look: (ask) =>
      missingApplicationPermission(
        { ...ask, subject: { ...ask.subject, user: undefined } },
        findOperation("POST", "/users/{id}/assignLicense"),
      ),
  },
};
