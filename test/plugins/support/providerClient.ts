/** Talks to a stand-in as the engine does: over gRPC. */
import * as grpc from "@grpc/grpc-js";
import * as services from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { fromStruct, type Values } from "../../../sandbox/plugins/values";

export interface ProviderClient {
  configure(config?: Values): Promise<void>;
  check(news: Values, olds?: Values): Promise<{ inputs: Values; failures: string[] }>;
  diff(
    olds: Values,
    oldInputs: Values,
    news: Values,
  ): Promise<{ changes: Record<string, string>; replaces: string[]; deleteFirst: boolean }>;
  create(inputs: Values, preview?: boolean): Promise<{ id: string; outputs: Values; raw: Values }>;
  read(id: string, state?: Values, inputs?: Values): Promise<{ id: string; outputs: Values; inputs: Values }>;
  update(id: string, olds: Values, oldInputs: Values, news: Values): Promise<Values>;
  remove(id: string, state: Values, inputs?: Values): Promise<void>;
  invoke(token: string, args: Values): Promise<{ result: Values; failures: string[] }>;
  close(): void;
}

/** @param type of the resource that all calls are about */
export function connect(port: number, type: string): ProviderClient {
  const Client = (services as unknown as { ResourceProviderClient: grpc.ServiceClientConstructor })
    .ResourceProviderClient;
  // A connection of its own: the stand-in tells provider instances apart by it.
  const client = new Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
    "grpc.use_local_subchannel_pool": 1,
  }) as unknown as Record<string, (request: unknown, done: (error: Error | null, response: never) => void) => void>;
  const call = <T>(method: string, request: unknown): Promise<T> =>
    new Promise((resolve, reject) => {
      client[method]?.call(client, request, (error, response) => (error ? reject(error) : resolve(response as T)));
    });
  const urn = `urn:pulumi:dev::test::${type}::thing`;
  const struct = (values: Values) => Struct.fromJavaScript(values as never);
  const failures = (list: rpc.CheckFailure[]) => list.map((one) => `${one.getProperty()}: ${one.getReason()}`);
  return {
    async configure(config = {}) {
      const request = new rpc.ConfigureRequest();
      request.setArgs(struct(config));
      await call("configure", request);
    },
    async check(news, olds = {}) {
      const request = new rpc.CheckRequest();
      request.setUrn(urn);
      request.setNews(struct(news));
      request.setOlds(struct(olds));
      const response = await call<rpc.CheckResponse>("check", request);
      return { inputs: fromStruct(response.getInputs()), failures: failures(response.getFailuresList()) };
    },
    async diff(olds, oldInputs, news) {
      const request = new rpc.DiffRequest();
      request.setUrn(urn);
      request.setOlds(struct(olds));
      request.setOldInputs(struct(oldInputs));
      request.setNews(struct(news));
      const response = await call<rpc.DiffResponse>("diff", request);
      const kinds = Object.entries(rpc.PropertyDiff.Kind);
      const changes: Record<string, string> = {};
      for (const [path, detail] of response.getDetaileddiffMap().entries() as Iterable<[string, rpc.PropertyDiff]>) {
        changes[path] = kinds.find(([, kind]) => kind === detail.getKind())?.[0] ?? "";
      }
      return { changes, replaces: response.getReplacesList(), deleteFirst: response.getDeletebeforereplace() };
    },
    async create(inputs, preview = false) {
      const request = new rpc.CreateRequest();
      request.setUrn(urn);
      request.setProperties(struct(inputs));
      request.setPreview(preview);
      const response = await call<rpc.CreateResponse>("create", request);
      const raw = response.getProperties()?.toJavaScript() as Values;
      return { id: response.getId(), outputs: fromStruct(response.getProperties()), raw };
    },
    async read(id, state = {}, inputs = {}) {
      const request = new rpc.ReadRequest();
      request.setUrn(urn);
      request.setId(id);
      request.setProperties(struct(state));
      request.setInputs(struct(inputs));
      const response = await call<rpc.ReadResponse>("read", request);
      return {
        id: response.getId(),
        outputs: fromStruct(response.getProperties()),
        inputs: fromStruct(response.getInputs()),
      };
    },
    async update(id, olds, oldInputs, news) {
      const request = new rpc.UpdateRequest();
      request.setUrn(urn);
      request.setId(id);
      request.setOlds(struct(olds));
      request.setOldInputs(struct(oldInputs));
      request.setNews(struct(news));
      const response = await call<rpc.UpdateResponse>("update", request);
      return fromStruct(response.getProperties());
    },
    async remove(id, state, inputs = {}) {
      const request = new rpc.DeleteRequest();
      request.setUrn(urn);
      request.setId(id);
      request.setProperties(struct(state));
      request.setOldInputs(struct(inputs));
      await call("delete", request);
    },
    async invoke(token, args) {
      const request = new rpc.InvokeRequest();
      request.setTok(token);
      request.setArgs(struct(args));
      const response = await call<rpc.InvokeResponse>("invoke", request);
      return { result: fromStruct(response.getReturn()), failures: failures(response.getFailuresList()) };
    },
    close: () => (client as unknown as grpc.Client).close(),
  };
}
