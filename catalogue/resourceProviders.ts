/**
 * Namespaces of Azure resource providers.
 *
 * Source: learn.microsoft.com/azure/azure-resource-manager/management/azure-services-resource-providers (the stored copy of
 * github.com/MicrosoftDocs/azure-docs), without classic and retired services; Microsoft.App, Microsoft.Dashboard, Microsoft.Monitor,
 * Microsoft.HealthBot and Microsoft.Purview are newer than that copy.
 */
import { didYouMean } from "./suggest";

/** Namespaces with the service that they belong to. */
export const resourceProviders = {
  "Microsoft.AAD": "Entra Domain Services",
  "Microsoft.Advisor": "Azure Advisor",
  "Microsoft.AlertsManagement": "Azure Monitor",
  "Microsoft.AnalysisServices": "Azure Analysis Services",
  "Microsoft.ApiManagement": "API Management",
  "Microsoft.App": "Azure Container Apps",
  "Microsoft.AppConfiguration": "Azure App Configuration",
  "Microsoft.AppPlatform": "Azure Spring Apps",
  "Microsoft.Attestation": "Azure Attestation",
  "Microsoft.Authorization": "Azure Resource Manager",
  "Microsoft.Automation": "Automation",
  "Microsoft.AVS": "Azure VMware Solution",
  "Microsoft.AzureActiveDirectory": "Entra External ID",
  "Microsoft.AzureStackHCI": "Azure Local",
  "Microsoft.Batch": "Batch",
  "Microsoft.Billing": "Cost Management and Billing",
  "Microsoft.Blueprint": "Azure Blueprints",
  "Microsoft.BotService": "Azure Bot Service",
  "Microsoft.Cache": "Azure Cache for Redis",
  "Microsoft.Capacity": "Reservations",
  "Microsoft.Cdn": "Content Delivery Network",
  "Microsoft.CertificateRegistration": "App Service Certificates",
  "Microsoft.ChangeAnalysis": "Azure Monitor",
  "Microsoft.CognitiveServices": "Azure AI services",
  "Microsoft.Commerce": "Azure Resource Manager",
  "Microsoft.Communication": "Azure Communication Services",
  "Microsoft.Compute": "Virtual Machines",
  "Microsoft.Consumption": "Cost Management",
  "Microsoft.ContainerInstance": "Container Instances",
  "Microsoft.ContainerRegistry": "Container Registry",
  "Microsoft.ContainerService": "Azure Kubernetes Service",
  "Microsoft.CostManagement": "Cost Management",
  "Microsoft.CustomProviders": "Azure Custom Providers",
  "Microsoft.Dashboard": "Azure Managed Grafana",
  "Microsoft.DataBox": "Azure Data Box",
  "Microsoft.Databricks": "Azure Databricks",
  "Microsoft.DataFactory": "Data Factory",
  "Microsoft.DataMigration": "Azure Database Migration Service",
  "Microsoft.DataProtection": "Azure Backup",
  "Microsoft.DataShare": "Azure Data Share",
  "Microsoft.DBforMariaDB": "Azure Database for MariaDB",
  "Microsoft.DBforMySQL": "Azure Database for MySQL",
  "Microsoft.DBforPostgreSQL": "Azure Database for PostgreSQL",
  "Microsoft.DesktopVirtualization": "Azure Virtual Desktop",
  "Microsoft.Devices": "Azure IoT Hub",
  "Microsoft.DevOps": "Azure DevOps",
  "Microsoft.DevTestLab": "Azure Lab Services",
  "Microsoft.DigitalTwins": "Azure Digital Twins",
  "Microsoft.DocumentDB": "Azure Cosmos DB",
  "Microsoft.DomainRegistration": "App Service domains",
  "Microsoft.EventGrid": "Event Grid",
  "Microsoft.EventHub": "Event Hubs",
  "Microsoft.Features": "Azure Resource Manager",
  "Microsoft.GuestConfiguration": "Azure Policy",
  "Microsoft.HDInsight": "HDInsight",
  "Microsoft.HealthcareApis": "Azure Health Data Services",
  "Microsoft.HybridCompute": "Azure Arc",
  "Microsoft.Insights": "Azure Monitor",
  "Microsoft.IoTCentral": "Azure IoT Central",
  "Microsoft.KeyVault": "Key Vault",
  "Microsoft.Kubernetes": "Azure Arc",
  "Microsoft.KubernetesConfiguration": "Azure Arc",
  "Microsoft.Kusto": "Azure Data Explorer",
  "Microsoft.LabServices": "Azure Lab Services",
  "Microsoft.Logic": "Logic Apps",
  "Microsoft.MachineLearningServices": "Azure Machine Learning",
  "Microsoft.Maintenance": "Azure Maintenance",
  "Microsoft.ManagedIdentity": "Managed identities",
  "Microsoft.ManagedServices": "Azure Lighthouse",
  "Microsoft.Management": "Management Groups",
  "Microsoft.Maps": "Azure Maps",
  "Microsoft.Marketplace": "Azure Marketplace",
  "Microsoft.MarketplaceOrdering": "Azure Marketplace",
  "Microsoft.Migrate": "Azure Migrate",
  "Microsoft.Monitor": "Azure Monitor",
  "Microsoft.NetApp": "Azure NetApp Files",
  "Microsoft.Network": "Networking",
  "Microsoft.NotificationHubs": "Notification Hubs",
  "Microsoft.OperationalInsights": "Log Analytics",
  "Microsoft.OperationsManagement": "Azure Monitor",
  "Microsoft.PolicyInsights": "Azure Policy",
  "Microsoft.Portal": "Azure portal",
  "Microsoft.PowerBIDedicated": "Power BI Embedded",
  "Microsoft.PowerPlatform": "Power Platform",
  "Microsoft.Purview": "Microsoft Purview",
  "Microsoft.RecoveryServices": "Azure Site Recovery",
  "Microsoft.RedHatOpenShift": "Azure Red Hat OpenShift",
  "Microsoft.Relay": "Azure Relay",
  "Microsoft.ResourceGraph": "Azure Resource Graph",
  "Microsoft.ResourceHealth": "Azure Service Health",
  "Microsoft.Resources": "Azure Resource Manager",
  "Microsoft.SaaS": "SaaS subscriptions",
  "Microsoft.Search": "Azure AI Search",
  "Microsoft.Security": "Microsoft Defender for Cloud",
  "Microsoft.SecurityInsights": "Microsoft Sentinel",
  "Microsoft.SerialConsole": "Azure Serial Console",
  "Microsoft.ServiceBus": "Service Bus",
  "Microsoft.ServiceFabric": "Service Fabric",
  "Microsoft.SignalRService": "Azure SignalR Service",
  "Microsoft.Solutions": "Azure Managed Applications",
  "Microsoft.Sql": "Azure SQL",
  "Microsoft.SqlVirtualMachine": "SQL Server on Azure Virtual Machines",
  "Microsoft.Storage": "Storage",
  "Microsoft.StorageSync": "Azure File Sync",
  "Microsoft.StreamAnalytics": "Azure Stream Analytics",
  "Microsoft.Subscription": "Azure Resource Manager",
  "Microsoft.Support": "Azure support",
  "Microsoft.Synapse": "Azure Synapse Analytics",
  "Microsoft.VirtualMachineImages": "Azure Image Builder",
  "Microsoft.Web": "App Service",
} as const;

export type ResourceProviderNamespace = keyof typeof resourceProviders;

/** Namespaces that every subscription has registered from the start, by the same page. */
export const registeredByDefault: readonly ResourceProviderNamespace[] = [
  "Microsoft.Authorization",
  "Microsoft.Billing",
  "Microsoft.Commerce",
  "Microsoft.Consumption",
  "Microsoft.CostManagement",
  "Microsoft.Features",
  "Microsoft.MarketplaceOrdering",
  "Microsoft.Portal",
  "Microsoft.ResourceGraph",
  "Microsoft.Resources",
  "Microsoft.SerialConsole",
  "Microsoft.Support",
];

/**
 * Products that work in Azure through an application of their own, by the name that such applications are given, and the namespace
 * that they cannot do without. ServiceNow's Azure Resource Management spoke: its actions, Create Account and Look up Account first of all, are
 * about Automation accounts, and 409 MissingSubscriptionRegistration is what they end in without it.
 */
export const productNamespaces: readonly { readonly name: RegExp; readonly namespace: ResourceProviderNamespace }[] = [
  { name: /service[-_ ]?now/i, namespace: "Microsoft.Automation" },
];

/** The canonical spelling of a namespace given in any letter case; undefined for an unknown one. */
export function findResourceProvider(namespace: string): ResourceProviderNamespace | undefined {
  const wanted = namespace.trim().toLowerCase();
  const names = Object.keys(resourceProviders) as ResourceProviderNamespace[];
  return names.find((name) => name.toLowerCase() === wanted);
}

/**
 * What is wrong with a namespace that a user gave; undefined when nothing is. Letter case does not matter to Azure. A namespace that is not
 * Microsoft's is only checked for its form: partners have their own.
 */
export function resourceProviderProblem(namespace: string): string | undefined {
  if (findResourceProvider(namespace) !== undefined) return undefined;
  const names = Object.keys(resourceProviders);
  const given = namespace.trim();
  const resourceType = given.includes("/") ? findResourceProvider(given.split("/")[0] as string) : undefined;
  if (resourceType) return `"${namespace}" is a resource type; give its namespace, "${resourceType}".`;
  if (!/^[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*)+$/.test(given)) {
    const whole = findResourceProvider(`Microsoft.${given}`);
    const hint = whole ? ` Did you mean "${whole}"?` : didYouMean(given, names);
    return `"${namespace}" is not a resource provider namespace, which has the form Microsoft.Automation.${hint}`;
  }
  if (!/^microsoft\./i.test(given) && didYouMean(given, names) === "") return undefined;
  return `"${namespace}" is not a resource provider namespace that this catalogue knows.${didYouMean(given, names)}`;
}
