/** Runs policies through the runtime that the engine talks to: gRPC messages in, the unknown-checking proxy, diagnostics out. */
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type Policy, policyOf } from "../../policies/policy";
import type { Rule } from "../../policies/rule";

const server = require("@pulumi/policy/server") as {
  makeAnalyzeRpcFun: RpcMaker;
  makeAnalyzeStackRpcFun: RpcMaker;
};
type RpcMaker = (pack: string, version: string, level: string, policies: Policy[]) => Rpc;
type Rpc = (call: { request: unknown }, callback: (error: Error | null, response: Response) => void) => Promise<void>;
type Response = analyzer.AnalyzeResponse;

/** Sentinel of the wire for a text that is known only after deployment. */
export const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** The same for a list. */
export const unknownList = "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2";

export interface TestResource {
  readonly type: string;
  readonly name: string;
  readonly properties?: Record<string, unknown>;
  /** Names of the resources that each property comes from. */
  readonly sources?: Record<string, readonly string[]>;
  /** Names of the resources that it depends on besides. */
  readonly needed?: readonly string[];
  readonly ignoreChanges?: readonly string[];
  readonly protect?: boolean;
}

export interface Diagnostic {
  readonly policy: string;
  readonly level: "advisory" | "mandatory" | string;
  readonly message: string;
  readonly resource: string;
}

export const urnOf = ({ type, name }: TestResource) => `urn:pulumi:dev::test::${type}::${name}`;

/** What the rule says about the resources one by one and about the stack as a whole, as `pulumi preview` would report it. */
export async function run(
  rule: Rule,
  resources: readonly TestResource[],
  mode: "preview" | "update" = "preview",
): Promise<Diagnostic[]> {
  process.env.PULUMI_DRY_RUN = String(mode === "preview");
  const policies = [policyOf(rule)];
  const found: Diagnostic[] = [];
  const analyze = server.makeAnalyzeRpcFun("pack", "0.0.1", "mandatory", policies);
  for (const resource of resources) {
    const response = await call(analyze, analyzeRequest(resource));
    found.push(...diagnosticsOf(response, () => resource.name));
  }
  const analyzeStack = server.makeAnalyzeStackRpcFun("pack", "0.0.1", "mandatory", policies);
  const response = await call(analyzeStack, stackRequest(resources));
  const names = new Map(resources.map((resource) => [urnOf(resource), resource.name]));
  return [...found, ...diagnosticsOf(response, (urn) => names.get(urn) ?? "stack")];
}

function call(rpc: Rpc, request: unknown): Promise<Response> {
  return new Promise((resolve, reject) => {
    void rpc({ request }, (error, response) => (error ? reject(error) : resolve(response)));
  });
}

export function analyzeRequest(resource: TestResource) {
  const request = new analyzer.AnalyzeRequest();
  request.setType(resource.type);
  request.setUrn(urnOf(resource));
  request.setName(resource.name);
  request.setProperties(structOf(resource));
  request.setOptions(optionsOf(resource));
  return request;
}

export function stackRequest(resources: readonly TestResource[]) {
  const byName = new Map(resources.map((resource) => [resource.name, urnOf(resource)]));
  const urns = (names: readonly string[]) => names.flatMap((name) => byName.get(name) ?? []);
  const request = new analyzer.AnalyzeStackRequest();
  request.setResourcesList(
    resources.map((resource) => {
      const entry = new analyzer.AnalyzerResource();
      entry.setType(resource.type);
      entry.setUrn(urnOf(resource));
      entry.setName(resource.name);
      entry.setProperties(structOf(resource));
      entry.setOptions(optionsOf(resource));
      for (const [property, names] of Object.entries(resource.sources ?? {})) {
        const dependencies = new analyzer.AnalyzerPropertyDependencies();
        dependencies.setUrnsList(urns(names));
        entry.getPropertydependenciesMap().set(property, dependencies);
      }
      entry.setDependenciesList(urns([...Object.values(resource.sources ?? {}).flat(), ...(resource.needed ?? [])]));
      return entry;
    }),
  );
  return request;
}

const structOf = ({ properties = {} }: TestResource) =>
  Struct.fromJavaScript(properties as Parameters<typeof Struct.fromJavaScript>[0]);

function optionsOf({ ignoreChanges = [], protect = false }: TestResource) {
  const options = new analyzer.AnalyzerResourceOptions();
  options.setIgnorechangesList([...ignoreChanges]);
  options.setProtect(protect);
  return options;
}

export function diagnosticsOf(response: Response, resourceOf: (urn: string) => string): Diagnostic[] {
  return response.getDiagnosticsList().map((diagnostic) => ({
    policy: diagnostic.getPolicyname(),
    level: ["advisory", "mandatory", "disabled", "remediate"][diagnostic.getEnforcementlevel()] ?? "?",
    message: diagnostic.getMessage(),
    resource: resourceOf(diagnostic.getUrn()),
  }));
}
