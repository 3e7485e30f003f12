import { missingCredential } from "../../cli/ciPreview/credentials";

const ci = { CI: "true" };
const named = { ...ci, ARM_CLIENT_ID: "client", ARM_TENANT_ID: "tenant" };
const github = { ACTIONS_ID_TOKEN_REQUEST_URL: "https://x", ACTIONS_ID_TOKEN_REQUEST_TOKEN: "t" };

test.each([
  ["a client secret", { ...named, ARM_CLIENT_SECRET: "s" }],
  ["GitHub's federated tokens", { ...named, ...github, ARM_USE_OIDC: "true" }],
  ["a federated token of Azure Pipelines", { ...named, TF_BUILD: "True", ARM_OIDC_TOKEN: "t" }],
  ["a file with a federated token", { ...named, AZURE_FEDERATED_TOKEN_FILE: "f" }],
  ["a managed identity", { ...ci, ARM_USE_MSI: "true" }],
  ["the Azure CLI, where CI says to use it", { ...ci, ARM_USE_CLI: "true" }],
  ["the Azure CLI of somebody at a desk", {}],
])("%s is a credential", (_, environment) => {
  expect(missingCredential(environment)).toBeUndefined();
});

test.each([
  ["nothing", ci],
  ["Azure Pipelines without a service connection", { TF_BUILD: "True" }],
  ["variables that are set and empty", { ...ci, ARM_CLIENT_ID: "", ARM_TENANT_ID: "", ...github }],
  ["names without a token, as in a fork's pull request", { ...named, ARM_USE_OIDC: "true" }],
])("%s is no credential", (_, environment) => {
  expect(missingCredential(environment)).toMatch(/ARM_CLIENT_ID/);
});
