/** The pack as a process of its own, spoken to as the engine does. */
import { spawn } from "node:child_process";
import path from "node:path";
import { createInterface } from "node:readline";
import * as grpc from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { analyzeRequest, type Diagnostic, diagnosticsOf, stackRequest, type TestResource, urnOf } from "./runtime";

export interface Pack {
  /** Hands over the policy configuration; resolves to the error, if the pack refuses it. */
  configure(configuration: Record<string, object>): Promise<string | undefined>;
  /** Everything that the pack says in a preview of these resources. */
  preview(resources: readonly TestResource[]): Promise<Diagnostic[]>;
  /** What it says about the stack alone, when only `declared` were shown to it one by one: the engine does not show what a program reads. */
  previewStack(resources: readonly TestResource[], declared: readonly TestResource[]): Promise<Diagnostic[]>;
  /** The inputs after remediation; undefined when nothing was changed. */
  remediate(resource: TestResource): Promise<Record<string, unknown> | undefined>;
  close(): void;
}

/** Starts the pack in a folder. `preview` tells it which kind of run it is part of. */
export async function startPack(folder = path.resolve(__dirname, "../../policies")): Promise<Pack> {
  const entry = path.join(folder, require(path.join(folder, "package.json")).main);
  const child = spawn(process.execPath, [entry], { cwd: folder, env: { ...process.env, PULUMI_DRY_RUN: "true" } });
  child.stderr.pipe(process.stderr);
  const port = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", resolve);
    child.once("exit", (code) => reject(new Error(`The pack ended with ${code}.`)));
  });
  const client = new AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  const call =
    <Q, A>(method: (request: Q, callback: (error: grpc.ServiceError | null, answer: A) => void) => unknown) =>
    (request: Q) =>
      new Promise<A>((resolve, reject) => {
        method.call(client, request, (error, answer) => (error ? reject(error) : resolve(answer)));
      });
  const analyze = call<analyzer.AnalyzeRequest, analyzer.AnalyzeResponse>(client.analyze);
  const analyzeStack = call<analyzer.AnalyzeStackRequest, analyzer.AnalyzeResponse>(client.analyzeStack);
  const remediate = call<analyzer.AnalyzeRequest, analyzer.RemediateResponse>(client.remediate);
  const configure = call<analyzer.ConfigureAnalyzerRequest, unknown>(client.configure);
  return {
    async configure(configuration) {
      try {
        await configure(configureRequest(configuration));
        return undefined;
      } catch (error) {
        return (error as grpc.ServiceError).details;
      }
    },
    async preview(resources) {
      const names = new Map(resources.map((resource) => [urnOf(resource), resource.name]));
      const nameOf = (urn: string) => names.get(urn) ?? "stack";
      const found: Diagnostic[] = [];
      for (const resource of resources) {
        found.push(...diagnosticsOf(await analyze(analyzeRequest(resource)), () => resource.name));
      }
      return [...found, ...diagnosticsOf(await analyzeStack(stackRequest(resources)), nameOf)];
    },
    async previewStack(resources, declared) {
      for (const resource of declared) await analyze(analyzeRequest(resource));
      return diagnosticsOf(await analyzeStack(stackRequest(resources)), (urn) => urn);
    },
    async remediate(resource) {
      const answer = await remediate(analyzeRequest(resource));
      const [first] = answer.getRemediationsList();
      return first?.getProperties()?.toJavaScript();
    },
    close() {
      client.close();
      child.kill();
    },
  };
}

const levels: Record<string, number> = { advisory: 0, mandatory: 1, disabled: 2, remediate: 3 };

function configureRequest(configuration: Record<string, object>): analyzer.ConfigureAnalyzerRequest {
  const request = new analyzer.ConfigureAnalyzerRequest();
  for (const [name, { enforcementLevel = "mandatory", ...properties }] of Object.entries(configuration) as [
    string,
    Record<string, string>,
  ][]) {
    const entry = new analyzer.PolicyConfig();
    entry.setEnforcementlevel((levels[enforcementLevel] ?? 1) as analyzer.EnforcementLevel);
    entry.setProperties(Struct.fromJavaScript(properties));
    request.getPolicyconfigMap().set(name, entry);
  }
  return request;
}
