import { PolicyPack } from "@pulumi/policy";
import { policyOf } from "./policy";
import { rules } from "./rules";

new PolicyPack("entra-integrations", { policies: rules.map(policyOf) });
