import { Locks } from "../locks";
import type { Plugin } from "../plugin";
import { ProviderError, type Session } from "../session";
import { randomId } from "./randomId";
import { randomPet } from "./randomPet";
import { randomPassword, randomString } from "./randomText";
import { randomUuid } from "./randomUuid";

/** The random provider: nothing but the state, values from the operating system's generator. */
export const random: Plugin = {
  name: "random",
  version: require("@pulumi/random/package.json").version,
  types: [randomPassword, randomString, randomUuid, randomId, randomPet],
  functions: [],
  configuration: {},
  folder: "sandbox/plugins/random",
  connect: async () => session,
  print: (message) => message,
};

const session: Session = {
  client: {
    send: () => {
      throw new ProviderError("The random provider has no service.");
    },
  },
  caller: async () => ({ tenantId: "", clientId: "", objectId: "", subscriptionId: "" }),
  config: () => undefined,
  reference: (objectId) => objectId,
  locks: new Locks(),
  patience: 0,
};
