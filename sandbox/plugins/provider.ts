/** One stand-in plugin as a gRPC service, as the engine talks to its plugins. */
import type * as grpc from "@grpc/grpc-js";
import * as plugin from "@pulumi/pulumi/proto/plugin_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { didYouMean } from "../../catalogue/suggest";
import { checkInputs } from "./check";
import type { Connection } from "./connect";
import { diff, type LastState, previewCreate, previewUpdate } from "./diff";
import * as interpreter from "./interpreter";
import { Peers } from "./peers";
import type { Plugin } from "./plugin";
import { checkResponse, diffResponse, failures, invokeResponse, secretsOf, toServiceError } from "./responses";
import { schemaOf } from "./schema";
import { ProviderError } from "./session";
import { fromStruct, isObject, toStruct, type Values } from "./values";

type Handler<Request, Response> = (request: Request, call: CallContext) => Response | Promise<Response>;

interface CallContext {
  /** Which connection of an engine this is: each provider resource of a program has its own. */
  readonly peer: string;
  readonly signal: AbortSignal;
}

/** The methods of `ResourceProvider` (pulumi/proto/provider.proto) for a plugin. */
export function createProvider(served: Plugin, connection: Connection): grpc.UntypedServiceImplementation {
  const peers = new Peers();
  const types = new Map(served.types.map((type) => [type.token, type]));
  const functions = new Map(served.functions.map((type) => [type.token, type]));

  const typeOf = (urn: string) => {
    const token = tokenOf(urn);
    return types.get(token) ?? fail(unknownToken(served, "resource type", token, types.keys()));
  };
  const handle =
    <Request, Response>(handler: Handler<Request, Response>): grpc.handleUnaryCall<Request, Response> =>
    async (call, callback) => {
      const peer = call.getPeer();
      const cancelled = new AbortController();
      call.on("cancelled", () => cancelled.abort(new Error("the engine cancelled the operation")));
      const timeout = (call.request as { getTimeout?(): number }).getTimeout?.() ?? 0;
      const signals = [cancelled.signal, peers.signal(peer)];
      if (timeout > 0) signals.push(AbortSignal.timeout(timeout * 1000));
      try {
        callback(null, await handler(call.request, { peer, signal: AbortSignal.any(signals) }));
      } catch (error) {
        callback(toServiceError(error, served));
      }
    };

  return {
    getPluginInfo: handle<Empty, plugin.PluginInfo>(() => {
      const info = new plugin.PluginInfo();
      info.setVersion(served.version);
      return info;
    }),
    getSchema: handle<rpc.GetSchemaRequest, rpc.GetSchemaResponse>(() => {
      const response = new rpc.GetSchemaResponse();
      response.setSchema(JSON.stringify(schemaOf(served)));
      return response;
    }),
    attach: handle<plugin.PluginAttach, Empty>((_, { peer }) => {
      peers.forget(peer);
      return new Empty();
    }),
    cancel: handle<Empty, Empty>((_, { peer }) => {
      peers.cancel(peer);
      return new Empty();
    }),
    checkConfig: handle<rpc.CheckRequest, rpc.CheckResponse>((request) => {
      const news = fromStruct(request.getNews());
      const { problems } = checkInputs(served.configuration, configValues(news), checkContext);
      return checkResponse(news, problems, served.configuration);
    }),
    diffConfig: handle<rpc.DiffRequest, rpc.DiffResponse>((request) => {
      const last = fromStruct(request.getOldInputs() ?? request.getOlds());
      const type = { token: served.name, properties: served.configuration, importable: false } as never;
      return diffResponse(diff(type, { inputs: last, outputs: last }, fromStruct(request.getNews())));
    }),
    configure: handle<rpc.ConfigureRequest, rpc.ConfigureResponse>(async (request, { peer }) => {
      const args = fromStruct(request.getArgs());
      const { inputs } = checkInputs(served.configuration, configValues(args), checkContext);
      peers.configure(peer, await served.connect(inputs, connection));
      const response = new rpc.ConfigureResponse();
      response.setSupportspreview(true);
      return response;
    }),
    check: handle<rpc.CheckRequest, rpc.CheckResponse>((request, { peer }) => {
      const type = typeOf(request.getUrn());
      const seed = request.getRandomseed_asU8();
      const context = {
        name: nameOf(request.getUrn()),
        oldInputs: fromStruct(request.getOlds()),
        config: peers.session(peer).config,
        suffix: () => (seed.length > 0 ? Buffer.from(seed).toString("hex").slice(0, 8) : randomSuffix()),
      };
      const { inputs, problems } = checkInputs(type.properties, fromStruct(request.getNews()), context, type.validate);
      return checkResponse(inputs, problems, type.properties);
    }),
    diff: handle<rpc.DiffRequest, rpc.DiffResponse>((request) => {
      const type = typeOf(request.getUrn());
      return diffResponse(diff(type, lastOf(request), fromStruct(request.getNews())), type);
    }),
    create: handle<rpc.CreateRequest, rpc.CreateResponse>(async (request, { peer, signal }) => {
      const type = typeOf(request.getUrn());
      const inputs = fromStruct(request.getProperties());
      const made = request.getPreview()
        ? { id: "", outputs: previewCreate(type, inputs) }
        : await interpreter.create(type, inputs, peers.session(peer), signal);
      const response = new rpc.CreateResponse();
      response.setId(made.id);
      response.setProperties(toStruct(made.outputs, secretsOf(type.properties)));
      return response;
    }),
    read: handle<rpc.ReadRequest, rpc.ReadResponse>(async (request, { peer, signal }) => {
      const type = typeOf(request.getUrn());
      const last = { outputs: fromStruct(request.getProperties()), inputs: fromStruct(request.getInputs()) };
      const found = await interpreter.read(type, request.getId(), last, peers.session(peer), signal);
      const response = new rpc.ReadResponse();
      if (!found) return response;
      response.setId(found.id);
      response.setProperties(toStruct(found.outputs, secretsOf(type.properties)));
      response.setInputs(toStruct(found.inputs, secretsOf(type.properties)));
      return response;
    }),
    update: handle<rpc.UpdateRequest, rpc.UpdateResponse>(async (request, { peer, signal }) => {
      const type = typeOf(request.getUrn());
      const inputs = fromStruct(request.getNews());
      const last = lastOf(request);
      const outputs = request.getPreview()
        ? previewUpdate(type, last, inputs)
        : await interpreter.update(type, request.getId(), last, inputs, peers.session(peer), signal);
      const response = new rpc.UpdateResponse();
      response.setProperties(toStruct(outputs, secretsOf(type.properties)));
      return response;
    }),
    delete: handle<rpc.DeleteRequest, Empty>(async (request, { peer, signal }) => {
      const type = typeOf(request.getUrn());
      const last = { outputs: fromStruct(request.getProperties()), inputs: fromStruct(request.getOldInputs()) };
      await interpreter.remove(type, request.getId(), last, peers.session(peer), signal);
      return new Empty();
    }),
    invoke: handle<rpc.InvokeRequest, rpc.InvokeResponse>(async (request, { peer, signal }) => {
      const token = request.getTok();
      const type = functions.get(token) ?? fail(unknownToken(served, "function", token, functions.keys()));
      const outcome = await interpreter.invoke(type, fromStruct(request.getArgs()), peers.session(peer), signal);
      return "problems" in outcome ? failures(outcome.problems) : invokeResponse(outcome.result);
    }),
  };
}

const checkContext = { name: "", oldInputs: {}, config: () => undefined, suffix: () => "" };

const randomSuffix = () => Buffer.from(crypto.getRandomValues(new Uint8Array(4))).toString("hex");

/** `urn:pulumi:stack::project::parent$type::name`. */
const tokenOf = (urn: string) => urn.split("::")[2]?.split("$").at(-1) ?? "";

const nameOf = (urn: string) => urn.split("::").slice(3).join("::");

const lastOf = (request: rpc.DiffRequest | rpc.UpdateRequest): LastState => ({
  outputs: fromStruct(request.getOlds()),
  inputs: fromStruct(request.getOldInputs()),
});

/** The engine adds its own members, and writes what is not a text as JSON. */
function configValues(given: Values): Values {
  const { version: _, pluginDownloadURL: __, ...values } = given;
  return Object.fromEntries(
    Object.entries(values).filter(([name, value]) => !name.startsWith("__") && !isObject(value) && value !== ""),
  );
}

function unknownToken({ name, folder }: Plugin, kind: string, token: string, known: Iterable<string>): ProviderError {
  return new ProviderError(
    `The sandbox's stand-in for the ${name} provider has no ${kind} "${token}".${didYouMean(token, known)} ` +
      `Please add it to ${folder}/index.ts, or run with the real plugin: npm run sandbox -- --plugins installed <command>.`,
  );
}

function fail(error: Error): never {
  throw error;
}
