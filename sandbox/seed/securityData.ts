import type { Alert, Incident, Machine } from "../state/entities";
import { customDomain, tenantId } from "./constants";
import { seedId } from "./seedId";

interface Case {
  readonly number: number;
  readonly title: string;
  readonly severity: "low" | "medium" | "high";
  readonly category: string;
  readonly status: "active" | "resolved";
  readonly created: string;
  /** Host name of the device that it was seen on. */
  readonly device: string;
}

const cases: readonly Case[] = [
  {
    number: 1001,
    title: "Multi-stage incident involving initial access and lateral movement",
    severity: "high",
    category: "LateralMovement",
    status: "active",
    created: "2026-11-12T07:21:09Z",
    device: "finance-07",
  },
  {
    number: 1002,
    title: "Suspicious PowerShell command line on one endpoint",
    severity: "medium",
    category: "Execution",
    status: "active",
    created: "2026-11-15T13:02:44Z",
    device: "retail-03",
  },
  {
    number: 1003,
    title: "Unwanted software blocked",
    severity: "low",
    category: "UnwantedSoftware",
    status: "resolved",
    created: "2026-11-16T16:40:00Z",
    device: "retail-03",
  },
];

/** Incidents as Microsoft Graph shows them; the Microsoft Threat Protection API shows the same ones in its own words. */
export const seedIncidents: readonly Incident[] = cases.map((entry) => ({
  id: String(entry.number),
  tenantId,
  status: entry.status,
  incidentWebUrl: `https://security.microsoft.com/incidents/${entry.number}?tid=${tenantId}`,
  redirectIncidentId: null,
  displayName: entry.title,
  createdDateTime: entry.created,
  lastUpdateDateTime: entry.created,
  assignedTo: null,
  classification: entry.status === "resolved" ? "truePositive" : "unknown",
  determination: entry.status === "resolved" ? "unwantedSoftware" : "unknown",
  severity: entry.severity,
  customTags: [],
  systemTags: [],
  description: `${entry.title}, seen on ${entry.device}.${customDomain}.`,
  summary: null,
  lastModifiedBy: "Microsoft 365 Defender-AlertCorrelation",
  resolvingComment: null,
  comments: [],
}));

export const seedSecurityAlerts: readonly Alert[] = cases.map((entry) => ({
  id: alertId(entry),
  providerAlertId: alertId(entry),
  incidentId: String(entry.number),
  status: entry.status === "resolved" ? "resolved" : "new",
  severity: entry.severity,
  classification: null,
  determination: null,
  serviceSource: "microsoftDefenderForEndpoint",
  detectionSource: "antivirus",
  detectorId: seedId("detector", entry.category),
  tenantId,
  title: entry.title,
  description: `${entry.title}, seen on ${entry.device}.${customDomain}.`,
  recommendedActions: "Isolate the device and collect an investigation package.",
  category: entry.category,
  assignedTo: null,
  alertWebUrl: `https://security.microsoft.com/alerts/${alertId(entry)}?tid=${tenantId}`,
  incidentWebUrl: `https://security.microsoft.com/incidents/${entry.number}?tid=${tenantId}`,
  actorDisplayName: null,
  threatDisplayName: null,
  threatFamilyName: null,
  mitreTechniques: [],
  createdDateTime: entry.created,
  lastUpdateDateTime: entry.created,
  resolvedDateTime: entry.status === "resolved" ? entry.created : null,
  firstActivityDateTime: entry.created,
  lastActivityDateTime: entry.created,
  comments: [],
  evidence: [],
}));

/** The same alerts as the WindowsDefenderATP API shows them. */
export const seedDefenderAlerts: readonly Alert[] = cases.map((entry) => ({
  id: alertId(entry),
  incidentId: entry.number,
  investigationId: null,
  assignedTo: null,
  severity: capital(entry.severity),
  status: entry.status === "resolved" ? "Resolved" : "New",
  classification: null,
  determination: null,
  investigationState: "UnsupportedAlertType",
  detectionSource: "WindowsDefenderAv",
  detectorId: seedId("detector", entry.category),
  category: entry.category,
  threatFamilyName: null,
  title: entry.title,
  description: `${entry.title}, seen on ${entry.device}.${customDomain}.`,
  alertCreationTime: entry.created,
  firstEventTime: entry.created,
  lastEventTime: entry.created,
  lastUpdateTime: entry.created,
  resolvedTime: entry.status === "resolved" ? entry.created : null,
  machineId: machineId(entry.device),
  computerDnsName: `${entry.device}.${customDomain}`,
  rbacGroupName: null,
  aadTenantId: tenantId,
  comments: [],
  evidence: [],
}));

export const seedMachines: readonly Machine[] = [...new Set(cases.map(({ device }) => device))].map((device) => ({
  id: machineId(device),
  computerDnsName: `${device}.${customDomain}`,
  firstSeen: "2026-02-01T08:00:00Z",
  lastSeen: "2026-11-19T18:00:00Z",
  osPlatform: "Windows11",
  version: "24H2",
  osBuild: 26100,
  osProcessor: "x64",
  lastIpAddress: "10.0.0.17",
  lastExternalIpAddress: "203.0.113.17",
  healthStatus: "Active",
  onboardingStatus: "Onboarded",
  deviceValue: "Normal",
  rbacGroupId: 0,
  rbacGroupName: null,
  riskScore: "Medium",
  exposureLevel: "Low",
  aadDeviceId: seedId("device", device),
  machineTags: [],
  managedBy: "Intune",
}));

function alertId({ number, category }: Case): string {
  return `da${seedId("alert", category).replaceAll("-", "").slice(0, 18)}_${number}`;
}

/** Forty hexadecimal digits, as Defender's. */
function machineId(device: string): string {
  return (seedId("machine", device) + seedId("machine2", device)).replaceAll("-", "").slice(0, 40);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
