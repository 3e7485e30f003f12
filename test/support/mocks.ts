import * as pulumi from "@pulumi/pulumi";

/** A resource as the program declared it. */
export interface Declared {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  /** Id of the resource of the tenant that it takes over. */
  readonly importedId?: string;
}

export interface MockedTenant {
  readonly declared: Declared[];
  readonly invoked: { readonly token: string; readonly inputs: Record<string, unknown> }[];
  /** Waits until everything that was declared is registered. */
  settle(): Promise<void>;
}

const outputsOf: Record<string, (name: string, inputs: Record<string, unknown>) => Record<string, unknown>> = {
  "azuread:index/application:Application": (name) => ({ clientId: `client-of-${name}`, objectId: `object-of-${name}` }),
  "azuread:index/servicePrincipal:ServicePrincipal": (name) => ({ objectId: `principal-of-${name}` }),
  "azuread:index/applicationPassword:ApplicationPassword": (name) => ({
    keyId: `key-of-${name}`,
    value: `secret-of-${name}`,
  }),
  "azuread:index/applicationCertificate:ApplicationCertificate": (name) => ({ keyId: `key-of-${name}` }),
};

// Resources whose outputs repeat an input under another name, or hold an object id.
for (const type of ["user:User", "administrativeUnit:AdministrativeUnit"]) {
  outputsOf[`azuread:index/${type}`] = (name) => ({ objectId: `object-of-${name}` });
}
outputsOf["azure-native:resources:ResourceGroup"] = (_, { resourceGroupName }) => ({ name: resourceGroupName });

const answers: Record<string, (inputs: Record<string, unknown>) => Record<string, unknown>> = {
  "azuread:index/getClientConfig:getClientConfig": () => ({
    tenantId: "the-tenant",
    objectId: "the-deployer",
    clientId: "the-deployer-client",
  }),
  "azuread:index/getServicePrincipal:getServicePrincipal": ({ clientId }) => ({ objectId: `principal-of-${clientId}` }),
  "azuread:index/getApplication:getApplication": ({ clientId }) => ({
    id: `/applications/object-of-${clientId}`,
    objectId: `object-of-${clientId}`,
    clientId,
  }),
};

/** Pulumi's own mocks, which remember what was declared and answer as a tenant would. */
export async function mockTenant(config: Record<string, string> = {}): Promise<MockedTenant> {
  const declared: Declared[] = [];
  const invoked: MockedTenant["invoked"] = [];
  pulumi.runtime.setAllConfig(config);
  await pulumi.runtime.setMocks(
    {
      newResource({ type, name, inputs, id }) {
        declared.push({ type, name, inputs, ...(id && { importedId: id }) });
        const objectId = outputsOf[type]?.(name, inputs).objectId ?? name;
        return {
          id: id || `/${type.split("/")[0]?.split(":").pop()}s/${objectId}`,
          state: { ...inputs, ...outputsOf[type]?.(name, inputs) },
        };
      },
      call({ token, inputs }) {
        invoked.push({ token, inputs });
        const answer = answers[token];
        if (!answer)
          throw new Error(`The mocked tenant has no answer to ${token}. Please add it to test/support/mocks.ts.`);
        return answer(inputs);
      },
    },
    "entra-integrations",
    "test",
    false,
  );
  return { declared, invoked, settle: () => new Promise((resolve) => setTimeout(resolve, 50)) };
}

/** The value of an output. */
export function resolved<T>(output: pulumi.Input<T>): Promise<T> {
  return new Promise((resolve) => pulumi.output(output).apply((value) => resolve(value as T)));
}
