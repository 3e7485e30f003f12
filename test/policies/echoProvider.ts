/**
 * A provider plugin that creates nothing: it answers with the inputs, and in a preview with unknown identifiers, as real providers do. It
 * lets programs run on the real engine where only what the policies say matters.
 */
import { randomUUID } from "node:crypto";
import * as grpc from "@grpc/grpc-js";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { unknownText } from "./runtime";

type Data = Record<string, unknown>;
// biome-ignore lint/suspicious/noExplicitAny: each method has a message of its own.
type Request = any;
type Answer = (request: Request) => unknown;

/** Identifiers that a provider assigns. */
const assigned = ["objectId", "clientId", "keyId", "value"];

/** Answers of data sources, by token; each gets the arguments. */
export type LookUps = Record<string, (args: Data) => Data>;

/**
 * Serves the provider; `debugProvider` goes into PULUMI_DEBUG_PROVIDERS.
 *
 * @param schemaOf what it says of its types when it is asked, which only some languages' hosts do
 */
export async function serveEchoProvider(
  name: string,
  lookUps: LookUps = {},
  schemaOf: (name: string) => object = () => ({ name }),
) {
  const server = new grpc.Server();
  const schema = () => schemaOf(name);
  server.addService(ResourceProviderService as unknown as grpc.ServiceDefinition, handlers(lookUps, schema));
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  return { debugProvider: `${name}:${port}`, close: () => server.forceShutdown() };
}

function handlers(lookUps: LookUps, schema: () => object): grpc.UntypedServiceImplementation {
  const answers: Record<string, Answer> = {
    getSchema: () => new messages.GetSchemaResponse().setSchema(JSON.stringify(schema())),
    getPluginInfo: () => new plugin.PluginInfo().setVersion("99.0.0"),
    attach: () => new Empty(),
    cancel: () => new Empty(),
    checkConfig: (request) => new messages.CheckResponse().setInputs(request.getNews()),
    diffConfig: () => new messages.DiffResponse(),
    configure: () =>
      new messages.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true).setAcceptresources(true),
    check: (request) => new messages.CheckResponse().setInputs(request.getNews()),
    diff: (request) => new messages.DiffResponse().setChanges(changesOf(request)),
    create: (request) => {
      const { id, properties } = created(request);
      return new messages.CreateResponse().setId(id).setProperties(properties);
    },
    read: (request) => new messages.ReadResponse().setId(request.getId()).setProperties(request.getProperties()),
    update: (request) => new messages.UpdateResponse().setProperties(request.getNews()),
    delete: () => new Empty(),
    invoke: (request) => {
      const lookUp = lookUps[request.getTok()];
      if (lookUp === undefined) throw new Error(`The echo provider has no answer for ${request.getTok()}.`);
      return new messages.InvokeResponse().setReturn(struct(lookUp(request.getArgs().toJavaScript())));
    },
  };
  return Object.fromEntries(
    Object.keys(ResourceProviderService).map((method) => [method, unary(answers[method], method)]),
  );
}

function created(request: Request): { id: string; properties: Struct } {
  const inputs = request.getProperties().toJavaScript() as Data;
  const make = () => (request.getPreview() ? unknownText : randomUUID());
  const made = Object.fromEntries(assigned.map((key) => [key, inputs[key] ?? make()]));
  const folder = request.getUrn().includes(":Application::") ? "/applications/" : "";
  const id = request.getPreview() ? "" : `${folder}${made.objectId}`;
  return { id, properties: struct({ ...inputs, ...made, ...(id && { id }) }) };
}

function changesOf(request: Request): messages.DiffResponse.DiffChanges {
  const [olds, news] = [request.getOldInputs(), request.getNews()].map((inputs) =>
    JSON.stringify(inputs?.toJavaScript()),
  );
  return olds === news ? messages.DiffResponse.DiffChanges.DIFF_NONE : messages.DiffResponse.DiffChanges.DIFF_SOME;
}

function unary(answer: Answer | undefined, method: string): grpc.handleUnaryCall<unknown, unknown> {
  return (call, callback) => {
    if (answer === undefined) {
      callback({ code: grpc.status.UNIMPLEMENTED, details: method });
      return;
    }
    try {
      callback(null, answer(call.request));
    } catch (error) {
      callback({ code: grpc.status.UNKNOWN, details: String(error) });
    }
  };
}

const struct = (data: Data) => Struct.fromJavaScript(data as Parameters<typeof Struct.fromJavaScript>[0]);
