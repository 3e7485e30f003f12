import type { Group, LicenseAssignmentState, User } from "../state/entities";
import { customDomain } from "./constants";
import { type SkuName, skus } from "./licences";
import { seedId } from "./seedId";

interface Person {
  readonly displayName: string;
  readonly jobTitle: string;
  readonly department: string;
  /** Licences assigned directly. */
  readonly licences?: readonly SkuName[];
  readonly usageLocation?: string | null;
  /** Names of directory roles that the person holds in the whole tenant. */
  readonly directoryRoles?: readonly string[];
}

const officeSet: readonly SkuName[] = ["ENTERPRISEPACK", "EMS", "MCOEV"];

/** By mail nickname. None has a password: whoever signs in as one sets it first. */
export const people: Readonly<Record<string, Person>> = {
  "megan.bowen": {
    displayName: "Megan Bowen",
    jobTitle: "Head of IT",
    department: "IT",
    licences: officeSet,
    directoryRoles: ["Global Administrator"],
  },
  "isaiah.langer": {
    displayName: "Isaiah Langer",
    jobTitle: "Identity administrator",
    department: "IT",
    licences: officeSet,
    directoryRoles: ["User Administrator"],
  },
  /** Holds exactly the licences that Okta assigns: the clean user to compare with. */
  "adele.vance": { displayName: "Adele Vance", jobTitle: "Retail manager", department: "Retail", licences: officeSet },
  /** Holds a fourth licence, bought by self-service: Okta's replacement of the whole set fails. */
  "alex.wilber": {
    displayName: "Alex Wilber",
    jobTitle: "Marketing assistant",
    department: "Marketing",
    licences: [...officeSet, "POWER_BI_PRO"],
  },
  /** Holds one that a partner manages. */
  "diego.siciliani": {
    displayName: "Diego Siciliani",
    jobTitle: "HR manager",
    department: "Human resources",
    licences: [...officeSet, "VISIOCLIENT"],
  },
  /** Holds one through a group. */
  "grady.archie": { displayName: "Grady Archie", jobTitle: "Designer", department: "R&D", licences: officeSet },
  /** Has no usage location, so no licence can be assigned. */
  "nestor.wilke": {
    displayName: "Nestor Wilke",
    jobTitle: "Director",
    department: "Operations",
    usageLocation: null,
  },
};

const projectGroup = "Project Plan 3 licences";

export const seedUsers: readonly User[] = Object.entries(people).map(([nickname, person]) => user(nickname, person));

export const seedGroups: readonly Group[] = [
  group("All employees", "Everybody.", Object.keys(people)),
  group("IT operations", "Operates the tenant.", ["megan.bowen", "isaiah.langer"]),
  group(projectGroup, "Assigns Project Plan 3 to its members.", ["grady.archie"], ["PROJECTPROFESSIONAL"]),
];

function user(nickname: string, person: Person): User {
  const [givenName, surname] = person.displayName.split(" ");
  const { usageLocation = "US", licences = [] } = person;
  return {
    id: seedId("user", nickname),
    createdMs: 0,
    userPrincipalName: `${nickname}@${customDomain}`,
    displayName: person.displayName,
    accountEnabled: true,
    passwordHash: null,
    licenseAssignmentStates: [
      ...licences.map((name) => assignment(name, null)),
      ...(nickname === "grady.archie" ? [assignment("PROJECTPROFESSIONAL", seedId("group", projectGroup))] : []),
    ],
    properties: {
      createdDateTime: "2026-01-15T09:00:00Z",
      givenName,
      surname,
      jobTitle: person.jobTitle,
      department: person.department,
      mail: `${nickname}@${customDomain}`,
      mailNickname: nickname,
      proxyAddresses: [`SMTP:${nickname}@${customDomain}`],
      usageLocation,
    },
  };
}

function group(
  displayName: string,
  description: string,
  members: readonly string[],
  licences: readonly SkuName[] = [],
): Group {
  return {
    id: seedId("group", displayName),
    createdMs: 0,
    displayName,
    members: members.map((nickname) => seedId("user", nickname)),
    owners: [seedId("user", "megan.bowen")],
    properties: {
      createdDateTime: "2026-01-15T09:00:00Z",
      description,
      mailEnabled: false,
      mailNickname: displayName.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
      securityEnabled: true,
      groupTypes: [],
      assignedLicenses: licences.map((name) => ({ skuId: skus[name].skuId, disabledPlans: [] })),
    },
  };
}

function assignment(name: SkuName, assignedByGroup: string | null): LicenseAssignmentState {
  return {
    skuId: skus[name].skuId,
    disabledPlans: [],
    assignedByGroup,
    state: "Active",
    error: "None",
    lastUpdatedDateTime: "2026-01-15T09:00:00Z",
  };
}
