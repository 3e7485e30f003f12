import { permissionProblem } from "../../catalogue/permissions";

const asked = (value: string) => permissionProblem("microsoftGraph", value, "application");

test("a permission that exists as the asked type is no problem", () => {
  expect(asked("User.Read.All")).toBeUndefined();
  expect(permissionProblem("microsoftGraph", "User.Read", "delegated")).toBeUndefined();
  expect(permissionProblem("windowsDefenderAtp", "Machine.Isolate", "application")).toBeUndefined();
});

test.each([
  ["SecurityIncidents.Read.All", 'Did you mean "SecurityIncident.Read.All"?'],
  ["SecurityIncident.ReadAll", 'Did you mean "SecurityIncident.Read.All"?'],
  ["User.Raed.All", 'Did you mean "User.Read.All"?'],
  [" User.Read.All ", 'Did you mean "User.Read.All"?'],
  ["https://graph.microsoft.com/User.Read.All", 'Did you mean "User.Read.All"?'],
  ["Group.Read", '"Group.Read.All"'],
])("a misspelt name %p gets the name that was meant", (value, expected) => {
  expect(asked(value)).toContain(`"${value}" is not an application permission of Microsoft Graph.`);
  expect(asked(value)).toContain(expected);
});

test("another letter case is a problem that names the canonical one", () => {
  expect(asked("user.read.all")).toBe('"user.read.all" is spelt "User.Read.All" on Microsoft Graph.');
});

test("a delegated-only permission asked for as application is explained, with its counterpart", () => {
  expect(asked("User.Read")).toBe(
    '"User.Read" exists on Microsoft Graph only as a delegated permission, which gives nothing to an application that acts without a user. The application permission for it is "User.Read.All".',
  );
  expect(permissionProblem("windowsDefenderAtp", "Alert.Read", "application")).toContain('"Alert.Read.All"');
});

test("a delegated-only permission without counterpart says that there is none", () => {
  expect(asked("Directory.AccessAsUser.All")).toContain("There is no application permission for it.");
});

test("a sign-in scope asked for as application is to be left out", () => {
  expect(asked("offline_access")).toContain("leave it out");
});

test("an application-only permission asked for as delegated names the delegated one", () => {
  expect(permissionProblem("microsoftGraph", "Group.Create", "delegated")).toBe(
    '"Group.Create" exists on Microsoft Graph only as an application permission. The delegated permission for it is "Group.ReadWrite.All".',
  );
});

test("a name of another API surface is placed there, and translated", () => {
  expect(asked("Incident.Read.All")).toBe(
    '"Incident.Read.All" is not an application permission of Microsoft Graph. It is an application permission of Microsoft Threat Protection. On Microsoft Graph the same right is "SecurityIncident.Read.All".',
  );
  expect(permissionProblem("microsoftThreatProtection", "SecurityIncident.ReadWrite.All", "application")).toContain(
    'On Microsoft Threat Protection the same right is "Incident.ReadWrite.All".',
  );
  expect(asked("Machine.Isolate")).toContain("an application and a delegated permission of WindowsDefenderATP");
});

test("an id given for a name is resolved to the name and its type", () => {
  expect(asked("e1fe6dd8-ba31-4d61-89e7-88639da4683d")).toContain(
    'the id of the delegated permission "User.Read" of Microsoft Graph',
  );
  expect(asked("11111111-2222-3333-4444-555555555555")).toContain("It looks like an id");
});

test("a permission whose id is not published cannot be granted, and says so", () => {
  expect(asked("AgentIdentity.Read.All")).toContain("Microsoft had not published its id");
});

test("an empty name and a far-off one are problems without a guess", () => {
  expect(asked("")).toContain("empty");
  expect(asked("Frobnicate")).toContain("learn.microsoft.com");
  expect(asked("Frobnicate")).not.toContain("Did you mean");
  expect(asked(".default")).toContain("list the permissions themselves");
});
