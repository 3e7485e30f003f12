import { apis } from "../../catalogue/apis";
import { findBroad } from "../../catalogue/broadPermissions";
import { allowedPermissions, isAllowed } from "../configuration/allowances";
import { consented } from "../exampleParts";
import { declaringTypes, requestedPermissions } from "../facts/requested";
import { displayName } from "../model/resource";
import { defineRule } from "../rule";
import { narrower } from "./noTierZeroPermissions";

export const preferLeastPrivilege = defineRule({
  name: "prefer-least-privilege",
  demand: "An integration asks for the narrowest application permissions that allow what it does.",
  severity: "medium",
  enforcement: "advisory",
  why: "A broad permission turns a fault or a leaked credential of one integration into a problem of the whole tenant.",
  remedy:
    "Ask for those of the narrower permissions that the integration's operations need. Where the broad one is right, allow it in the rule's setting `allow`, with the reason.",
  source: apis.microsoftGraph.documentation,
  examples: {
    bad: consented("group-sync", "application Directory.Read.All"),
    good: consented("group-sync", "application GroupMember.Read.All"),
  },
  settings: { allow: allowedPermissions },
  resource: {
    // What a consent gives, the application has asked for: it is judged there, or is somebody else's.
    types: declaringTypes,
    traces: true,
    check(resource, { settings }, stack) {
      const { known, missing } = requestedPermissions(resource, stack);
      const name = displayName(resource);
      const broad = known
        .filter(({ api, value }) => api === "microsoftGraph" && findBroad(value) !== undefined)
        .filter(({ value }) => !isAllowed(settings.allow, value, resource))
        .map(({ value }) => ({
          message: `"${name}" asks Microsoft Graph for ${value}, which is broader than most integrations need.`,
          remedy: narrower(value),
        }));
      return missing === undefined
        ? broad
        : [...broad, { message: `"${name}" asks for permissions that are not known yet.`, missing }];
    },
  },
});
