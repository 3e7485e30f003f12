/** Regions of the public cloud that the sandbox offers: name → display name. A choice from the list of 2026, in ARM's order. */
const displayNames = {
  eastus: "East US",
  eastus2: "East US 2",
  southcentralus: "South Central US",
  westus2: "West US 2",
  westus3: "West US 3",
  australiaeast: "Australia East",
  southeastasia: "Southeast Asia",
  northeurope: "North Europe",
  swedencentral: "Sweden Central",
  uksouth: "UK South",
  westeurope: "West Europe",
  centralus: "Central US",
  southafricanorth: "South Africa North",
  centralindia: "Central India",
  eastasia: "East Asia",
  japaneast: "Japan East",
  koreacentral: "Korea Central",
  canadacentral: "Canada Central",
  francecentral: "France Central",
  germanywestcentral: "Germany West Central",
  italynorth: "Italy North",
  norwayeast: "Norway East",
  polandcentral: "Poland Central",
  spaincentral: "Spain Central",
  switzerlandnorth: "Switzerland North",
  uaenorth: "UAE North",
  brazilsouth: "Brazil South",
  northcentralus: "North Central US",
  westus: "West US",
  westcentralus: "West Central US",
  australiasoutheast: "Australia Southeast",
  japanwest: "Japan West",
  koreasouth: "Korea South",
  southindia: "South India",
  westindia: "West India",
  canadaeast: "Canada East",
  francesouth: "France South",
  germanynorth: "Germany North",
  ukwest: "UK West",
} as const;

export const locations: readonly { readonly name: string; readonly displayName: string }[] = Object.entries(
  displayNames,
).map(([name, displayName]) => ({ name, displayName }));

export const locationNames: readonly string[] = locations.map((location) => location.name);

/** `West Europe` and `westEurope` are `westeurope`. */
export function normalizeLocation(location: string): string {
  return location.replaceAll(" ", "").toLowerCase();
}
