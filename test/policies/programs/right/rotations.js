// Credentials of which each has an end, and two of one rotation.
const pulumi = require("@pulumi/pulumi");
const azuread = require("@pulumi/azuread");

const soon = new Date(Date.now() + 90 * 86_400_000).toISOString();

const rot = new pulumi.CustomResource("time:index/rotating:Rotating", "cr-rot", {
  rotationDays: 90,
  rotationRfc3339: undefined,
});
const app = new azuread.Application("cr", { displayName: "cr" });
new azuread.ApplicationPassword("cr-pw", {
  applicationId: app.id,
  rotateWhenChanged: { rotation: rot.id },
  endDateRelative: "2400h",
});
new azuread.Application("cr-inline", {
  displayName: "inline",
  password: { displayName: "x", endDate: soon },
});
const a = new azuread.Application("cr-two", { displayName: "two" });
new azuread.ApplicationPassword("cr-blue", { applicationId: a.id, displayName: "servicenow-1", endDate: soon });
new azuread.ApplicationPassword("cr-green", {
  applicationId: a.id,
  displayName: "servicenow-2",
  endDate: new Date(Date.now() + 170 * 864e5).toISOString(),
});
