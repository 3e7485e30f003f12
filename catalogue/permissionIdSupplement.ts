/**
 * Ids of Microsoft Graph permissions that the generated table names without one: `[application id, delegated id]`, "" for unknown. The table
 * wins where a newer snapshot has the id.
 *
 * Source: dump of Microsoft Graph's service principal in github.com/maciejporebski/azure-ad-first-party-apps-permissions (apps/Microsoft
 * Graph.md), read 2026-11-20; the delegated id of LicenseAssignment.Read.All from microsoftgraph/microsoft-graph-devx-content,
 * permissions/new/provisioningInfo.json.
 */
export const permissionIdSupplement: Readonly<Record<string, readonly [application: string, delegated: string]>> = {
  "LicenseAssignment.Read.All": ["e2f98668-2877-4f38-a2f4-8202e0717aa1", "f395577a-0960-456b-979f-7228de0c5996"],
  "AuditActivity.Read": ["99bc85fb-e857-4220-9f8c-3a1c83148d2e", ""],
  "AuditActivity.Write": ["f6318678-2713-4bb6-b123-233e7336c1bd", ""],
  "CallDelegation.Read.All": ["5aa33e77-b893-495e-bdc5-4bf6f27d42a0", ""],
  "CallDelegation.ReadWrite.All": ["8d06abce-e69b-4122-ba60-4f901bb1db2f", ""],
  "DeviceManagementScripts.Read.All": ["c7a5be92-2b3d-4540-8a67-c96dcaae8b43", ""],
  "DeviceManagementScripts.ReadWrite.All": ["9255e99d-faf5-445e-bbf7-cb71482737c4", ""],
  "DeviceTemplate.Create": ["abf6441f-0772-4932-96e7-0191478dd73a", ""],
  "Domain-InternalFederation.Read.All": ["c0e5a7b0-e8b7-40a7-b8e0-8249e6ea81d5", ""],
  "Domain-InternalFederation.ReadWrite.All": ["64d40371-8d58-4270-bc8a-b4a66de36b9a", ""],
  "EngagementMeetingConversation.Read.All": ["d746beae-b46e-446e-924a-5b805a5c4467", ""],
  "GroupSettings.Read.All": ["f3c4f514-c65a-43f5-bfce-1735872258dd", ""],
  "GroupSettings.ReadWrite.All": ["546168c3-1183-4281-9491-fafb24dea37e", ""],
  "IndustryData-Run.Start": ["7e429772-5b5e-47c0-8fd6-7279294c8033", ""],
  "LifecycleWorkflows-CustomExt.Read.All": ["2cb19e7d-9012-40bf-9a22-69fc776af8b0", ""],
  "LifecycleWorkflows-CustomExt.ReadWrite.All": ["3351c766-bacc-4d93-94fa-f2c8b1986ee7", ""],
  "LifecycleWorkflows-Reports.Read.All": ["fe615156-48b5-4c83-b613-e6e31a43c446", ""],
  "LifecycleWorkflows-Workflow.Activate": ["3a87a643-13d2-47aa-8d6a-b0a8377cb03b", ""],
  "LifecycleWorkflows-Workflow.Read.All": ["03b0ad3e-fc2b-4ef1-b0ff-252e865cb608", ""],
  "LifecycleWorkflows-Workflow.ReadBasic.All": ["021ea6db-c06b-45c6-8c9c-c1cd9a37a483", ""],
  "LifecycleWorkflows-Workflow.ReadWrite.All": ["94c88098-1d9d-4c42-a356-4d5a95312554", ""],
  "Policy.Read.AuthenticationMethod": ["8e3bc81b-d2f3-4b7b-838c-32c88218d2f0", ""],
};
