import * as licences from "../licenses/tenant";
import { Tenant } from "./tenant";

const { a, d, held, user, subscription, bySelfService, byPartner } = licences;

/** A tenant with an application that replaces licences, and users of whom one holds a licence that is not the organisation's. */
function withLicences(owner: object, displayName = "Okta Microsoft Graph Client") {
  const tenant = new Tenant();
  tenant.principal({ displayName });
  tenant.snapshot.licenses = licences.tenant({
    subscriptions: [subscription(a), subscription(d, owner)],
    users: [user("clean", held(a)), user("alex", held(a), held(d)), user("group", held(a, "the group"))],
  });
  return tenant;
}

describe("Licences that an application may not replace", () => {
  test.each([
    ["self-service", bySelfService, "bought by self-service, by alex@contoso.com"],
    ["a partner", byPartner, "managed by a partner"],
  ])("are found where %s owns them, with the users and the way to remove them", (_, owner, cause) => {
    const finding = withLicences(owner).finding("licenses-are-removable");
    expect(finding).toMatchObject({ severity: "high", subject: { kind: "servicePrincipal" } });
    expect(finding?.message).toContain("1 user holds licences");
    expect(finding?.evidence).toEqual([
      expect.stringContaining(`alex@contoso.com: D ${cause}`),
      expect.stringContaining("1 more user inherits licences from groups"),
    ]);
    expect(finding?.remedy).toContain("npm run licenses -- remove alex@contoso.com --sku D");
  });

  test("are none where all are the organisation's own", () => {
    expect(withLicences({}).names()).toEqual([]);
  });

  test("are nobody's trouble where nothing replaces licences", () => {
    expect(withLicences(bySelfService, "another product").names()).toEqual([]);
  });
});
