/**
 * Permissions of the two Defender API surfaces beside Microsoft Graph: `[application id, delegated id]`, "" for a type that does not exist.
 *
 * Source: dumps of the service principals in github.com/maciejporebski/azure-ad-first-party-apps-permissions (apps/WindowsDefenderATP.md,
 * apps/Microsoft Threat Protection.md), read 2026-11-20. The app roles `readonly` and `secop` of WindowsDefenderATP are left out: they
 * are portal roles for users, not application permissions.
 */

export const windowsDefenderAtpPermissions = {
  "AdvancedQuery.Read": ["", "1fb6e712-1bd9-4184-b1c0-5e71e759196b"],
  "AdvancedQuery.Read.All": ["93489bf5-0fbc-4f2d-b901-33f2fe08ff05", ""],
  "Alert.Read": ["", "b2069dc0-9fe9-4e6d-9aca-ccf3dd503819"],
  "Alert.Read.All": ["71fe6b80-7034-4028-9ed8-0f316df9c3ff", ""],
  "Alert.ReadWrite": ["", "cbc3b413-21e6-416d-95a4-af87687efbd0"],
  "Alert.ReadWrite.All": ["0f7000ec-157b-497f-b70e-ef0b0584f140", ""],
  "Event.Write": ["84ddd701-5fac-4c30-b0ad-aa73a67bea1a", ""],
  "File.Read.All": ["8788f1a9-beca-4e26-ba58-10513f3b896f", "8fce64a0-67c8-4e39-8f47-cac9ff7e13bb"],
  "IntegrationConfiguration.ReadWrite": [
    "7c6f6912-60e9-4fcd-bb2a-c25bc35e8c59",
    "7c6f6912-60e9-4fcd-bb2a-c25bc35e8c59",
  ],
  "Ip.Read.All": ["47bf842d-354b-49ef-b741-3a6dd815bc13", "b65a97e8-c8e8-4908-b19a-f654615de1a9"],
  "Library.Manage": ["41d209c7-2511-4fc9-b899-8008a3976f09", "5998a3da-2c9b-4bf3-99bd-44c9fe337ad2"],
  "Machine.CollectForensics": ["15405ab2-2103-4a3c-ad80-e829841cedcc", "5eb7b9dc-cbce-4c7e-9d73-5be248260ae6"],
  "Machine.Isolate": ["7e4e1300-e1b9-4102-88ba-f0cb6e6d5974", "479231ef-3b86-4933-ae6b-1fa84bba9e31"],
  "Machine.LiveResponse": ["1629b959-c0af-42a1-92f0-f6162060bdf1", "25fb0c21-5877-492a-8d0c-e7893a9585cc"],
  "Machine.Offboard": ["594435bf-36dd-4548-83bd-1bdafe157d7a", "29d1c73a-07f6-495f-b62b-1554a954d0a3"],
  "Machine.Read": ["", "fbd3d33a-b1f5-4573-906c-51b39682fbcf"],
  "Machine.Read.All": ["ea8291d3-4b9a-44b5-bc3a-6cea3026dc79", ""],
  "Machine.ReadWrite": ["", "f6846c57-9e3c-4a65-81aa-2f5e09ff4f0b"],
  "Machine.ReadWrite.All": ["aa027352-232b-4ed4-b963-a705fc4d6d2c", ""],
  "Machine.RestrictExecution": ["96b6b35d-074d-4e2d-b167-8d68d9269648", "abddfa88-80bb-4aef-81ff-18cbf29363a9"],
  "Machine.Scan": ["a86d9824-b2b6-45f8-b042-16bc4922ed4e", "b4618115-647e-42a5-bd0d-0ea9878fb376"],
  "Machine.StopAndQuarantine": ["96e72b5e-7e68-4171-aad1-3937599e4751", "69e036b7-3f10-4d4c-a85e-82295629eca8"],
  "RemediationTasks.Read": ["", "19956c04-168f-4f44-b471-48c8f50dc0c8"],
  "RemediationTasks.Read.All": ["6a33eedf-ba73-4e5a-821b-f057ef63853a", ""],
  "Score.Read": ["", "df4ed126-3a4c-460a-b0fc-67aea84fc332"],
  "Score.Read.All": ["02b005dd-f804-43b4-8fc7-078460413f74", ""],
  "SecurityBaselinesAssessment.Read": ["", "d42e2aa1-a664-43a9-b7c6-2766d44a6687"],
  "SecurityBaselinesAssessment.Read.All": ["e870c0c1-c1a2-41ca-948e-a33912d2d3f0", ""],
  "SecurityConfiguration.Read": ["", "4ac83e46-552f-4948-91c2-f7eaff971018"],
  "SecurityConfiguration.Read.All": ["227f2ea0-c2c2-4428-b7af-9ff40f1a720e", ""],
  "SecurityConfiguration.ReadWrite": ["", "bfc81a3a-4f6d-4bfe-b945-d7fe6747d2a0"],
  "SecurityConfiguration.ReadWrite.All": ["e5e05709-32a3-4c85-89c8-67596eb94f24", ""],
  "SecurityRecommendation.Read": ["", "1ab96238-1253-4059-a32f-4087f20ed65d"],
  "SecurityRecommendation.Read.All": ["6443965c-7dd2-4cfd-b38f-bb7772bee163", ""],
  "Software.Read": ["", "5f216ada-3f51-4a22-ace5-06b198328476"],
  "Software.Read.All": ["37f71c98-d198-41ae-964d-2c49aab74926", ""],
  "Ti.Read.All": ["528ca142-c849-4a5b-935e-10b8b9c38a84", ""],
  "Ti.ReadWrite": ["a8bc2240-f96a-46a1-bad5-6a960b7327a1", "650ff1f9-dd5f-48ee-8c58-7beef332c818"],
  "Ti.ReadWrite.All": ["fc511a58-3adf-4d71-af24-00f13e35e479", ""],
  "Url.Read.All": ["721af526-ffa8-42d7-9b84-1a56244dd99d", "42b4777c-6196-49ad-9cfc-207e73f2eb61"],
  "User.Read.All": ["a833834a-4cf1-4732-8acf-bbcfa13fb610", "ffd6563e-842b-4cfc-b349-06006e0473a3"],
  "Vulnerability.Read": ["", "63a677ce-818c-4409-9d12-5c6d2e2a6bfe"],
  "Vulnerability.Read.All": ["41269fc5-d04d-4bfd-bce7-43a51cea049a", ""],
} as const;

export const microsoftThreatProtectionPermissions = {
  "AdvancedHunting.Read": ["", "15f11de4-5113-4268-a2d1-0bad43d781f9"],
  "AdvancedHunting.Read.All": ["7734e8e5-8dde-42fc-b5ae-6eafea078693", ""],
  "CustomDetections.ReadWrite": ["", "ddbb8d0c-c86b-4ece-bcb7-0f031a9cf103"],
  "CustomDetections.ReadWrite.All": ["a7deff90-e2f5-4e4e-83a3-2c74e7002e28", ""],
  "Incident.Read": ["", "12c153a4-4204-4224-aa3c-4626e2f47c2b"],
  "Incident.Read.All": ["a9790345-4595-42e4-971a-ccdc79f19b7c", ""],
  "Incident.ReadWrite": ["", "2af415cc-88cf-4146-a0c8-444c3a80d5db"],
  "Incident.ReadWrite.All": ["8d90f441-09cf-4fdc-ab45-e874fa3a28e8", ""],
} as const;

type Table = Readonly<Record<string, readonly [string, string]>>;

/** Names in a table that exist as application permission. */
export type ApplicationNames<T extends Table> = { [N in keyof T]: T[N][0] extends "" ? never : N }[keyof T] & string;

/** Names in a table that exist as delegated permission. */
export type DelegatedNames<T extends Table> = { [N in keyof T]: T[N][1] extends "" ? never : N }[keyof T] & string;
