import type { Rule } from "../rule";
import { applicationPermissionsAreConsented } from "./applicationPermissionsAreConsented";
import { noDelegatedOnly } from "./noDelegatedOnly";

/** All rules of the pack, in the order in which the documentation shows them. */
export const rules: readonly Rule[] = [noDelegatedOnly, applicationPermissionsAreConsented];
