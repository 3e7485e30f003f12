import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import type { ApiName } from "../catalogue/apis";
import { unattendedTag } from "../catalogue/integrationTags";
import type { AppRegistrationArgs } from "../components/appRegistration";
import {
  credentialProblems,
  defaultFederatedAudience,
  defaultSecretLifetimeDays,
  longestSecretLifetimeDays,
} from "../components/credential";
import type { ApplicationPermissionRef } from "../components/permissions";
import { guid } from "./guid";
import { existedOf, importedOptions, keptOf } from "./imported";
import type { IntegrationContext } from "./integration";

/** For a refinement that must run although other problems were found, so that a file's problems are all reported at once. */
export const evenAfterOtherProblems = { when: () => true };

/** The options of the credential: one of three types. */
export const credentialOptions = z
  .discriminatedUnion("type", [
    z
      .strictObject({
        type: z.literal("clientSecret"),
        lifetimeDays: z
          .number()
          .optional()
          .describe(
            `Days from its creation to its end. Default ${defaultSecretLifetimeDays}, which is also the most without longLivedReason (${longestSecretLifetimeDays} with it). A change applies from the next rotation.`,
          ),
        longLivedReason: z
          .string()
          .optional()
          .describe(`Why it may live longer than ${defaultSecretLifetimeDays} days.`),
        rotation: z.number().optional().describe("Add 1 to make a new secret. Default 1."),
        keepPrevious: z
          .boolean()
          .optional()
          .describe("Keeps the secret of the rotation before, until the product has the new one. Default false."),
      })
      .describe("A client secret."),
    z
      .strictObject({
        type: z.literal("certificate"),
        pem: z.string().describe("The public certificate, PEM. Never the private key."),
      })
      .describe("A certificate whose private key stays with the product."),
    z
      .strictObject({
        type: z.literal("federated"),
        issuer: z.string().describe('URL of the issuer, as in the claim "iss" of its tokens.'),
        subject: z.string().describe('The exact claim "sub" of its tokens.'),
        audience: z.string().optional().describe(`Default ${defaultFederatedAudience}.`),
      })
      .describe("Tokens of another issuer, for one exact subject: no secret at all."),
  ])
  .superRefine((credential, context) => {
    // Runs only on a credential of the right shape.
    for (const problem of credentialProblems(credential)) {
      const [key = "", ...message] = problem.split(": ");
      context.addIssue({ code: "custom", path: [key], message: message.join(": ") });
    }
  })
  .describe("How the integration proves who it is. Default: a client secret.");

/** Options of every kind that signs in as an application of its own. Spread into the kind's object. */
export const applicationOptions = {
  displayName: z
    .string()
    .min(1, "a name to show in the portal")
    .optional()
    .describe("Name of the application in the portal. Default: the title of the kind and the name."),
  existingClientId: guid
    .optional()
    .describe("Adopts the application with this client id instead of making one; it survives `pulumi destroy`."),
  imported: importedOptions.optional(),
  owners: z.array(guid).optional().describe("Object ids of further owners, beside the identity that deploys."),
  notes: z.string().max(1024, "at most 1,024 characters").optional().describe("Internal note in the portal."),
  credential: credentialOptions.optional(),
};

export type ApplicationOptions = z.infer<z.ZodObject<typeof applicationOptions>>;

/** Reports each text of a list that `problemOf` finds something wrong with. */
export function refineEach(
  values: unknown,
  context: z.core.$RefinementCtx,
  path: string,
  problemOf: (value: string) => string | undefined,
): void {
  if (!Array.isArray(values)) return;
  values.forEach((value, index) => {
    const problem = typeof value === "string" ? problemOf(value) : undefined;
    if (problem) context.addIssue({ code: "custom", path: [path, index], message: problem });
  });
}

/** Names that have been checked, as references. */
export function permissionRefs(api: ApiName, values: readonly string[]): ApplicationPermissionRef[] {
  return values.map((value) => ({ api, value }) as ApplicationPermissionRef);
}

/** The arguments of the app registration that these options ask for. */
export function applicationArgs(
  kind: { readonly kind: string; readonly title: string },
  name: string,
  options: ApplicationOptions,
  { stack, existing }: Pick<IntegrationContext, "stack" | "existing">,
): Pick<AppRegistrationArgs, "application" | "credential" | "existingConsents"> {
  const credential = options.credential ?? ({ type: "clientSecret" } as const);
  if (options.imported) {
    const { imported } = existing ?? {};
    // The preflight has said so, with what to do.
    if (!imported)
      throw new pulumi.RunError(`Integration "${name}": application ${options.imported.clientId} is gone.`);
    return {
      credential,
      application: { imported, existed: existedOf(options.imported), keep: keptOf(options.imported) },
    };
  }
  return {
    existingConsents: existing?.consents,
    credential,
    application: options.existingClientId
      ? { existingClientId: options.existingClientId }
      : {
          displayName: options.displayName ?? `${kind.title}: ${name}`,
          owners: options.owners,
          notes: options.notes ?? `Managed by Pulumi: integration ${name} of stack ${stack}.`,
          tags: [unattendedTag, `entra-integrations:${kind.kind}`],
        },
  };
}
