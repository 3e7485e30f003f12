import { randomUUID } from "node:crypto";
import { output, string } from "../property";
import type { LocalType } from "../resourceType";
import { isUuid } from "../rules";
import { keepers } from "./keepers";

export const randomUuid: LocalType = {
  token: "random:index/randomUuid:RandomUuid",
  importable: true,
  properties: { keepers, result: string(output) },
  generate: (inputs) => uuid(randomUUID(), inputs.keepers),
  adopt: (id) => {
    if (!isUuid(id)) throw new Error(`"${id}" is not a UUID. Please give the UUID to import.`);
    return uuid(id.toLowerCase());
  },
};

const uuid = (result: string, kept?: unknown) => ({ id: result, outputs: { keepers: kept, result } });
