/**
 * Licences that tenants commonly hold: product name, `skuPartNumber` and `skuId` of Microsoft Graph. A tenant's own `GET /subscribedSkus` is
 * complete; this table names what it lists, and tells a misspelt part number from an unknown one.
 *
 * Source: learn.microsoft.com/entra/identity/users/licensing-service-plan-reference (2025-10-29). `selfService` marks products that users
 * can buy or start themselves (learn.microsoft.com/microsoft-365/commerce/subscriptions/allowselfservicepurchase-powershell; part of the
 * marks from memory): a hint for the licence check, never a verdict. The tenant's subscriptions decide.
 */
import { didYouMean } from "./suggest";

export interface LicenseSku {
  /** `skuPartNumber`, for example `SPE_E3`. */
  readonly partNumber: string;
  readonly skuId: string;
  readonly product: string;
  readonly selfService: boolean;
}

const sku = (partNumber: string, skuId: string, product: string, selfService = false): LicenseSku => ({
  partNumber,
  skuId,
  product,
  selfService,
});

export const licenseSkus: readonly LicenseSku[] = [
  sku("SPE_E3", "05e9a617-0261-4cee-bb44-138d3ef5d965", "Microsoft 365 E3"),
  sku("SPE_E5", "06ebc4ee-1bb5-47dd-8120-11324bc54e06", "Microsoft 365 E5"),
  sku("SPE_F1", "66b55226-6b4f-492c-910c-a3b7a3c9d993", "Microsoft 365 F3"),
  sku("M365_F1", "44575883-256e-4a79-9da4-ebe9acabe2b2", "Microsoft 365 F1"),
  sku("SPB", "cbdc14ab-d96c-4c30-b9f4-6ada7cdc1d46", "Microsoft 365 Business Premium"),
  sku("O365_BUSINESS_ESSENTIALS", "3b555118-da6a-4418-894f-7df1e2096870", "Microsoft 365 Business Basic"),
  sku("O365_BUSINESS_PREMIUM", "f245ecc8-75af-4f8e-b61f-27d8114de5f3", "Microsoft 365 Business Standard"),
  sku("O365_BUSINESS", "cdd28e44-67e3-425e-be4c-737fab2899d3", "Microsoft 365 Apps for business"),
  sku("OFFICESUBSCRIPTION", "c2273bd0-dff7-4215-9ef5-2c7bcfb06425", "Microsoft 365 Apps for enterprise"),
  sku("Microsoft_365_Copilot", "639dec6b-bb19-468b-871c-c5c441c4b0cb", "Microsoft 365 Copilot", true),
  sku("STANDARDPACK", "18181a46-0d4e-45cd-891e-60aabd171b4e", "Office 365 E1"),
  sku("ENTERPRISEPACK", "6fd2c87f-b296-42f0-b197-1e91e994b900", "Office 365 E3"),
  sku("ENTERPRISEPREMIUM", "c7df2760-2c81-4ef7-b578-5b5392b571df", "Office 365 E5"),
  sku("DESKLESSPACK", "4b585984-651b-448a-9e53-3b10f069cf7f", "Office 365 F3"),
  sku("DEVELOPERPACK", "189a915c-fe4f-4ffa-bde4-85b9628d07a0", "Office 365 E3 Developer"),
  sku("EXCHANGESTANDARD", "4b9405b0-7788-4568-add1-99614e613b69", "Exchange Online (Plan 1)"),
  sku("EXCHANGEENTERPRISE", "19ec0d23-8335-4cbd-94ac-6050e30712fa", "Exchange Online (Plan 2)"),
  sku("EXCHANGEDESKLESS", "80b2d799-d2ba-4d2a-8842-fb0d0f3a4b82", "Exchange Online Kiosk"),
  sku("EXCHANGEARCHIVE_ADDON", "ee02fd1b-340e-4a4b-b355-4a514e4c8943", "Exchange Online Archiving for Exchange Online"),
  sku("SHAREPOINTSTANDARD", "1fc08a02-8b3d-43b9-831e-f76859e04e1a", "SharePoint Online (Plan 1)"),
  sku("SHAREPOINTENTERPRISE", "a9732ec9-17d9-494c-a51c-d6b45b384dcb", "SharePoint Online (Plan 2)"),
  sku("WACONEDRIVESTANDARD", "e6778190-713e-4e4f-9119-8b8238de25df", "OneDrive for Business (Plan 1)"),
  sku("AAD_PREMIUM", "078d2b04-f1bd-4111-bbd4-b4b1b354cef4", "Microsoft Entra ID P1"),
  sku("AAD_PREMIUM_P2", "84a661c4-e949-4bd2-a560-ed7766fcaf2b", "Microsoft Entra ID P2"),
  sku("EMS", "efccb6f7-5641-4e0e-bd10-b4976e1bf68e", "Enterprise Mobility + Security E3"),
  sku("EMSPREMIUM", "b05e124f-c7cc-45a0-a6aa-8cf78c946968", "Enterprise Mobility + Security E5"),
  sku("INTUNE_A", "061f9ace-7d42-4136-88ac-31dc755f143f", "Microsoft Intune Plan 1"),
  sku("IDENTITY_THREAT_PROTECTION", "26124093-3d78-432b-b5dc-48bf992543d5", "Microsoft 365 E5 Security"),
  sku("INFORMATION_PROTECTION_COMPLIANCE", "184efa21-98c3-4e5d-95ab-d07053a96e67", "Microsoft 365 E5 Compliance"),
  sku("ATP_ENTERPRISE", "4ef96642-f096-40de-a3e9-d83fb2f90211", "Microsoft Defender for Office 365 (Plan 1)"),
  sku("WIN_DEF_ATP", "111046dd-295b-4d6d-9724-d52ac90bd1f2", "Microsoft Defender for Endpoint"),
  sku("RIGHTSMANAGEMENT", "c52ea49f-fe5d-4e95-93ba-1de91d380f89", "Azure Information Protection Plan 1"),
  sku("RIGHTSMANAGEMENT_ADHOC", "8c4ce438-32a7-4ac5-91a6-e22ae08d9c8b", "Rights Management Adhoc", true),
  sku("WIN10_PRO_ENT_SUB", "cb10e6cd-9da4-4992-867b-67546b1db821", "Windows 10/11 Enterprise E3"),
  sku("WIN10_VDA_E5", "488ba24a-39a9-4473-8ee5-19291e71b002", "Windows 10/11 Enterprise E5"),
  sku("MCOEV", "e43b5b99-8dfb-405f-9987-dc307f34bcbd", "Microsoft Teams Phone Standard"),
  sku("MCOMEETADV", "0c266dff-15dd-4b49-8397-2bb16070ed52", "Microsoft 365 Audio Conferencing"),
  sku("MCOPSTN1", "0dab259f-bf13-4952-b7f8-7db8f131b28d", "Microsoft Teams Domestic Calling Plan"),
  sku("TEAMS_EXPLORATORY", "710779e8-3d4a-4c88-adb9-386c958d1fdf", "Microsoft Teams Exploratory", true),
  sku("POWER_BI_STANDARD", "a403ebcc-fae0-4ca2-8c8c-7a907fd6c235", "Microsoft Fabric (Free)", true),
  sku("POWER_BI_PRO", "f8a1db68-be16-40ed-86d5-cb42ce701560", "Power BI Pro", true),
  sku("PBI_PREMIUM_PER_USER", "c1d032e0-5619-4761-9b5c-75b6831e1711", "Power BI Premium Per User", true),
  sku("POWERAPPS_PER_USER", "b30411f5-fea1-4a59-9ad9-3db7c7ead579", "Power Apps Premium", true),
  sku("POWERAPPS_VIRAL", "dcb1a3ae-b33f-4487-846a-a640262fadf4", "Microsoft Power Apps Plan 2 Trial", true),
  sku("FLOW_FREE", "f30db892-07e9-47e9-837c-80727f46fd3d", "Microsoft Power Automate Free", true),
  sku("PROJECT_P1", "beb6439c-caad-48d3-bf46-0c82871e12be", "Planner Plan 1", true),
  sku("PROJECTPROFESSIONAL", "53818b1b-4a27-454b-8896-0dba576410e6", "Planner and Project Plan 3", true),
  sku("PROJECTPREMIUM", "09015f9f-377f-4538-bbb5-f75ceb09358a", "Planner and Project Plan 5"),
  sku("VISIOONLINE_PLAN1", "4b244418-9658-4451-a2b8-b5e2b364e9bd", "Visio Plan 1", true),
  sku("VISIOCLIENT", "c5928f49-12ba-48f7-ada3-0d743a3601d5", "Visio Plan 2", true),
];

/** The licence of that part number in any letter case, `skuId` or product name. */
export function findLicenseSku(given: string): LicenseSku | undefined {
  const wanted = given.trim().toLowerCase();
  return licenseSkus.find(
    ({ partNumber, skuId, product }) =>
      partNumber.toLowerCase() === wanted || skuId === wanted || product.toLowerCase() === wanted,
  );
}

/**
 * What is wrong with a part number that a user gave; undefined when nothing is. An unknown one without a near name may be right: Microsoft
 * sells hundreds, and only the tenant knows which it holds.
 *
 * @param tenantPartNumbers those that the tenant holds, where they are known: then a part number that is not among them is a problem
 */
export function licenseSkuProblem(partNumber: string, tenantPartNumbers?: readonly string[]): string | undefined {
  const known = licenseSkus.map((entry) => entry.partNumber);
  if (tenantPartNumbers !== undefined) {
    if (tenantPartNumbers.includes(partNumber)) return undefined;
    const product = findLicenseSku(partNumber)?.product;
    const name = product ? `"${partNumber}" (${product})` : `"${partNumber}"`;
    return `The tenant has no licence with the part number ${name}.${didYouMean(partNumber, tenantPartNumbers)} It has: ${[...tenantPartNumbers].sort().join(", ") || "none"}.`;
  }
  const found = findLicenseSku(partNumber);
  if (found?.partNumber === partNumber) return undefined;
  if (found) return `"${partNumber}" has the part number "${found.partNumber}" (${found.product}); give that.`;
  const hint = didYouMean(partNumber, known);
  return hint === "" ? undefined : `"${partNumber}" is not a licence part number that this catalogue knows.${hint}`;
}
