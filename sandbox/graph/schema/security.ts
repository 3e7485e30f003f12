import { all, type EntityType, type Property } from "./property";

const text: Property = { kind: "string" };
const fixed: Property = { kind: "string", readOnly: true };
const time: Property = { kind: "dateTime", readOnly: true };

const classifications = ["unknown", "falsePositive", "truePositive", "informationalExpectedActivity"];

const determinations = [
  "unknown apt malware securityPersonnel securityTesting unwantedSoftware other multiStagedAttack compromisedAccount phishing",
  "maliciousUserActivity notMalicious notEnoughDataToValidate confirmedUserActivity lineOfBusinessApplication confirmedActivity",
].flatMap((line) => line.split(" "));

const comments: Property = { kind: "objects", readOnly: true, unfiltered: true };

/** Incident of Microsoft Graph security. What is not read-only may be patched. */
export const incidentType: EntityType = {
  name: "security.incident",
  resource: "incident",
  outsideDirectory: true,
  properties: {
    ...all("id tenantId incidentWebUrl redirectIncidentId lastModifiedBy", fixed),
    ...all("createdDateTime lastUpdateDateTime", time),
    ...all("assignedTo description displayName resolvingComment summary", text),
    status: { kind: "string", values: ["active", "resolved", "inProgress", "redirected", "awaitingAction"] },
    severity: { kind: "string", values: ["informational", "low", "medium", "high", "unknown"] },
    classification: { kind: "string", values: classifications },
    determination: { kind: "string", values: determinations },
    customTags: { kind: "strings" },
    systemTags: { kind: "strings", readOnly: true },
    comments,
    priorityScore: { kind: "integer", readOnly: true, onSelect: true },
  },
  navigation: ["alerts"],
};

/** Alert of Microsoft Graph security, `alerts_v2`. */
export const alertType: EntityType = {
  name: "security.alert",
  resource: "alert",
  outsideDirectory: true,
  properties: {
    ...all("id providerAlertId incidentId tenantId title description recommendedActions category alertWebUrl", fixed),
    ...all("incidentWebUrl actorDisplayName threatDisplayName threatFamilyName severity serviceSource", fixed),
    ...all("detectionSource detectorId productName alertPolicyId", fixed),
    ...all("createdDateTime lastUpdateDateTime resolvedDateTime firstActivityDateTime lastActivityDateTime", time),
    assignedTo: text,
    status: { kind: "string", values: ["new", "inProgress", "resolved", "unknown"] },
    classification: { kind: "string", values: classifications },
    determination: { kind: "string", values: determinations },
    customDetails: { kind: "object" },
    comments,
    mitreTechniques: { kind: "strings", readOnly: true },
    systemTags: { kind: "strings", readOnly: true },
    evidence: { kind: "objects", readOnly: true, unfiltered: true },
  },
  navigation: [],
};
