/** Answers and errors in the engine's protocol. */
import * as grpc from "@grpc/grpc-js";
import * as rpc from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { memberOf } from "./compare";
import type { Diff } from "./diff";
import type { Plugin } from "./plugin";
import type { Problem, Properties, ResourceType } from "./resourceType";
import { PartlyCreated } from "./session";
import { toStruct, type Values } from "./values";

/** Says by path which values of a type are secrets. */
export function secretsOf(properties: Properties): (path: readonly string[]) => boolean {
  return ([first, ...rest]) => {
    let property = properties[first as string];
    for (const name of rest) {
      if (property?.kind === "list" || property?.kind === "set") property = property.element;
      property = property && memberOf(property, name);
    }
    return property?.secret === true;
  };
}

export function checkResponse(inputs: Values, problems: readonly Problem[], properties: Properties): rpc.CheckResponse {
  const response = new rpc.CheckResponse();
  response.setInputs(toStruct(inputs, secretsOf(properties)));
  response.setFailuresList(problems.map(failure));
  return response;
}

export function failures(problems: readonly Problem[]): rpc.InvokeResponse {
  const response = new rpc.InvokeResponse();
  response.setFailuresList(problems.map(failure));
  return response;
}

export function invokeResponse(result: Values): rpc.InvokeResponse {
  const response = new rpc.InvokeResponse();
  response.setReturn(toStruct(result));
  return response;
}

function failure({ property, reason }: Problem): rpc.CheckFailure {
  const failed = new rpc.CheckFailure();
  failed.setProperty(property);
  failed.setReason(reason);
  return failed;
}

const { Kind } = rpc.PropertyDiff;
const kinds = {
  add: [Kind.ADD, Kind.ADD_REPLACE],
  delete: [Kind.DELETE, Kind.DELETE_REPLACE],
  update: [Kind.UPDATE, Kind.UPDATE_REPLACE],
} as const;

export function diffResponse(
  { differences, deleteBeforeReplace }: Diff,
  type?: Pick<ResourceType, "properties" | "compares">,
): rpc.DiffResponse {
  const response = new rpc.DiffResponse();
  const { DIFF_SOME, DIFF_NONE } = rpc.DiffResponse.DiffChanges;
  response.setChanges(differences.length > 0 ? DIFF_SOME : DIFF_NONE);
  response.setHasdetaileddiff(true);
  response.setDeletebeforereplace(deleteBeforeReplace);
  const changed = new Set<string>();
  const replaced = new Set<string>();
  for (const { path, kind, replaces } of differences) {
    const name = path.split(/[.[]/, 1)[0] as string;
    changed.add(name);
    if (replaces) replaced.add(name);
    const detail = new rpc.PropertyDiff();
    detail.setKind(kinds[kind][replaces ? 1 : 0]);
    // Old values are looked up in the state, except where the state does not have them.
    const property = type?.properties[name];
    detail.setInputdiff(type?.compares === "inputs" || (property?.kept ?? property?.inputOnly) === true);
    response.getDetaileddiffMap().set(path, detail);
  }
  response.setDiffsList([...changed].sort());
  response.setReplacesList([...replaced].sort());
  return response;
}

/** Status `UNKNOWN` with the error's text. Where a resource was made all the same, the engine is told its id, so that it keeps it. */
export function toServiceError(error: unknown, plugin: Plugin): Partial<grpc.StatusObject> {
  const message = plugin.print(error instanceof Error ? error.message : String(error));
  const metadata = new grpc.Metadata();
  if (error instanceof PartlyCreated) {
    const status = new Status();
    status.setCode(grpc.status.UNKNOWN);
    status.setMessage(message);
    const detail = new rpc.ErrorResourceInitFailed();
    detail.setId(error.id);
    detail.setProperties(toStruct(error.outputs));
    // The engine puts its own heading above the reasons.
    detail.setReasonsList([error.message]);
    const packed = new Any();
    packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    status.addDetails(packed);
    metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
  }
  return { code: grpc.status.UNKNOWN, details: message, metadata };
}
