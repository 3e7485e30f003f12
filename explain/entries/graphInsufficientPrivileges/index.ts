import { entry } from "../../entry";
import type { Facts } from "../../facts/facts";
import { bareRefusal } from "../../facts/refusal";
import { looksOfInsufficientPrivileges } from "../../looks/insufficientPrivileges";
import { deployerLacksPermission } from "./deployer";
import {
  consentTooFresh,
  grantTypeMismatch,
  missingApplicationPermission,
  missingDelegatedPermission,
} from "./permissions";
import { notOwner, protectedUser, roleAssignableGroup } from "./protectedObjects";
import { userLacksRole } from "./userLacksRole";

/** In other letters the sentence is anyone's. */
function inMicrosoftsText({ line, ofMicrosoft }: Facts): string | undefined {
  return ofMicrosoft ? /insufficient privileges to complete the operation/i.exec(line)?.[0] : undefined;
}

export const graphInsufficientPrivileges = entry({
  id: "graph-insufficient-privileges",
  title: "Microsoft Graph: insufficient privileges",
  signature: {
    codes: ["Authorization_RequestDenied"],
    texts: [
      /Insufficient privileges to complete the operation/,
      /Insufficient privileges to perform requested operation by the application/i,
    ],
    sees: (facts) =>
      inMicrosoftsText(facts) ??
      bareRefusal(facts, "graph", 403, "Forbidden") ??
      bareRefusal(facts, "azureAdGraph", 403, "Forbidden"),
  },
  happened: ({ facts }) => {
    const [first] = facts.operations;
    const called = first
      ? ` for ${first.operation.method} ${first.operation.path}${first.by === "action" ? ` (ServiceNow's action "${first.name}")` : first.by === "command" ? ` (${first.name})` : ""}`
      : "";
    return `The token was accepted, and what it may do was not enough${called} (403). The answer does not say what was missing: an application's permission, or, in a user's token, a delegated permission or the user's directory role.`;
  },
  causes: [
    userLacksRole,
    missingApplicationPermission,
    deployerLacksPermission,
    missingDelegatedPermission,
    grantTypeMismatch,
    protectedUser,
    roleAssignableGroup,
    notOwner,
    consentTooFresh,
  ],
  looks: looksOfInsufficientPrivileges,
  sources: [
    {
      title: "ServiceNow KB2794803: Microsoft Entra Spoke - Insufficient privileges to complete the operation",
      url: "https://support.servicenow.com/kb?id=kb_article_view&sysparm_article=KB2794803",
    },
    { title: "ServiceNow KB0993701: client credentials for the Microsoft Entra ID Spoke", url: null },
    {
      title: "Microsoft: Resolve Microsoft Graph authorization errors",
      url: "https://learn.microsoft.com/graph/resolve-auth-errors",
    },
    {
      title: "Microsoft: Overview of Microsoft Graph permissions, effective permissions",
      url: "https://learn.microsoft.com/graph/permissions-overview",
    },
  ],
});
