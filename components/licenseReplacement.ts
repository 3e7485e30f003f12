import * as pulumi from "@pulumi/pulumi";

export interface LicenseReplacementArgs {
  /** The product that replaces all licences of a user by its own, e.g. `Okta`. */
  readonly product: string;
  /** Part numbers of the licences that it assigns, e.g. `ENTERPRISEPACK`. */
  readonly managedLicenses: readonly string[];
  /** What the program does about users on whom it fails. */
  readonly onConflict: "warn" | "fail";
  /** Users on whom it fails, a line each: who, which licence, why it cannot be taken away. */
  readonly fails: readonly string[];
  /** Users on whom it may fail, where no subscription tells whose a licence is. */
  readonly mayFail: readonly string[];
  /** Why the licences could not be read; absent where they were. */
  readonly unread?: string;
}

/**
 * A product's replacement of its users' licences, as it was found to be possible or not when the program ran. It creates nothing: its
 * inputs are there for policies, which see what a program declares and nothing of the tenant.
 */
export class LicenseReplacement extends pulumi.ComponentResource {
  constructor(name: string, args: LicenseReplacementArgs, opts?: pulumi.ComponentResourceOptions) {
    super("entra-integrations:components:LicenseReplacement", name, { ...args }, opts);
    this.registerOutputs({});
  }
}
