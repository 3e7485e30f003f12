import { enterprise } from "../remedies";
import type { AuditCheck } from "./check";

export const disabledPrincipalHoldsRights: AuditCheck = {
  id: "disabled-principal-holds-rights",
  finds: "A service principal that is disabled still holds permissions or roles.",
  why: "Enabling it again, by whomever, gives everything back without anybody consenting.",
  run: (facts) =>
    facts.others.flatMap((principal) => {
      if (principal.accountEnabled !== false) return [];
      const evidence = [
        ...facts.consentsOf(principal).map((consent) => `consented: ${facts.consentName(consent)}`),
        ...facts
          .directoryRolesOf(principal)
          .map(({ roleDefinitionId, id }) => `directory role ${roleDefinitionId} (${id})`),
        ...facts.azureRolesOf(principal).map(({ scope, id }) => `Azure role at ${scope} (${id})`),
      ];
      if (evidence.length === 0) return [];
      const subject = facts.subjectOf(principal);
      return [
        {
          id: disabledPrincipalHoldsRights.id,
          isRule: false,
          severity: "low",
          subject,
          message: `"${principal.displayName}" is disabled, and still holds ${evidence.length} permission${evidence.length === 1 ? "" : "s"} or roles.`,
          evidence,
          remedy: [enterprise(subject, "Permissions: revoke them, or delete the application")],
        },
      ];
    }),
};
