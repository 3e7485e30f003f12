import { all, type EntityType } from "./property";

export const conditionalAccessPolicyType: EntityType = {
  name: "conditionalAccessPolicy",
  resource: "ConditionalAccessPolicy",
  properties: {
    id: { kind: "guid", readOnly: true },
    ...all("createdDateTime modifiedDateTime deletedDateTime", { kind: "dateTime", readOnly: true }),
    displayName: { kind: "string", maxLength: 256 },
    state: { kind: "string", values: ["enabled", "disabled", "enabledForReportingButNotEnforced"] },
    ...all("conditions grantControls sessionControls", { kind: "object" }),
    templateId: { kind: "string" },
  },
  navigation: [],
  outsideDirectory: true,
};
