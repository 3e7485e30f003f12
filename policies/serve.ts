/** Starts the pack: `PolicyPack` speaks with the engine, and this adds what it has no hooks for. */
import path from "node:path";
import { PolicyPack } from "@pulumi/policy";
import type { AnalyzeRequest, ConfigureAnalyzerRequest } from "@pulumi/pulumi/proto/analyzer_pb";
import { configurationProblems } from "./configuration/configuration";
import { analysingStack, noteDeclared } from "./lifecycle";
import { canonicalType } from "./model/resource";
import { policyOf } from "./policy";
import type { Rule } from "./rule";

type Callback = (error: object | null, response?: unknown) => void;
type Handler<R = unknown> = (call: { request: R }, callback: Callback) => Promise<void> | void;
interface Handlers {
  configure: Handler<ConfigureAnalyzerRequest>;
  analyze: Handler<AnalyzeRequest>;
  remediate: Handler<AnalyzeRequest>;
  analyzeStack: Handler;
}

/** Serves the rules to the engine that started this process. */
export function serve(name: string, rules: readonly Rule[]): void {
  wrapHandlers((handlers) => {
    const analyze = onlyFor(rules, handlers.analyze, "AnalyzeResponse");
    const mending = rules.filter(({ resource }) => resource?.mend !== undefined);
    return {
      ...handlers,
      configure: refuseBadConfiguration(rules, handlers.configure),
      analyze: (call, callback) => {
        noteDeclared(call.request.getUrn());
        return analyze(call, callback);
      },
      remediate: onlyFor(mending, handlers.remediate, "RemediateResponse"),
      analyzeStack: (call, callback) => analysingStack(async () => handlers.analyzeStack(call, callback)),
    };
  });
  new PolicyPack(name, { policies: rules.map(policyOf) });
}

/** Answers for resources that no rule is about, which `PolicyPack` would decode once for every rule. */
function onlyFor(
  rules: readonly Rule[],
  handler: Handler<AnalyzeRequest>,
  response: "AnalyzeResponse" | "RemediateResponse",
): Handler<AnalyzeRequest> {
  const types = new Set(rules.flatMap(({ resource }) => resource?.types ?? []));
  const messages = ofRuntime("@pulumi/pulumi/proto/analyzer_pb") as Record<string, new () => unknown>;
  const Nothing = messages[response];
  return (call, callback) => {
    if (Nothing === undefined || types.has(canonicalType(call.request.getType()))) return handler(call, callback);
    callback(null, new Nothing());
  };
}

/** Stops the deployment with every problem of the configuration, instead of running with a part of it. */
function refuseBadConfiguration(
  rules: readonly Rule[],
  handler: Handler<ConfigureAnalyzerRequest>,
): Handler<ConfigureAnalyzerRequest> {
  return (call, callback) => {
    const given: Record<string, Record<string, unknown>> = {};
    call.request.getPolicyconfigMap().forEach((configuration, name) => {
      given[name] = configuration.getProperties()?.toJavaScript() ?? {};
    });
    const problems = configurationProblems(rules, given);
    if (problems.length === 0) return handler(call, callback);
    const count = problems.length === 1 ? "a problem" : `${problems.length} problems`;
    const details = `The policy configuration has ${count}:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`;
    callback({ code: 3, details });
  };
}

/** Lets `change` replace handlers of the service that `PolicyPack` is about to register. */
function wrapHandlers(change: (handlers: Handlers) => Handlers): void {
  const { prototype } = (ofRuntime("@grpc/grpc-js") as typeof import("@grpc/grpc-js")).Server;
  const { addService } = prototype;
  prototype.addService = function (service, handlers) {
    prototype.addService = addService;
    addService.call(this, service, change(handlers as unknown as Handlers) as never);
  };
}

/** The very module that `@pulumi/policy` uses; another copy may lie beside the pack. */
function ofRuntime(module: string): unknown {
  return require(require.resolve(module, { paths: [path.dirname(require.resolve("@pulumi/policy"))] }));
}
