import { oneCredentialPerIntegration } from "../../policies/rules/oneCredentialPerIntegration";
import { secretsExpire } from "../../policies/rules/secretsExpire";
import { cases, one } from "./cases";

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const secret = (properties: string) =>
  one("azuread:ApplicationPassword", `{ applicationId: /applications/<object-id>, ${properties} }`);
const rotated = (timer: string, properties: string) => `
resources:
  timer: { type: "time:index/${timer}:${timer === "rotating" ? "Rotating" : "Offset"}", properties: ${properties} }
  it: { type: azuread:ApplicationPassword, properties: { endDate: "\${timer.rfc3339}" } }`;

cases(secretsExpire, {
  passes: [
    ["180 days from now", secret(`endDate: "${inDays(180)}"`)],
    ["a duration", secret("endDateRelative: 2160h30m")],
    ["half a year from a start that is given", secret(`startDate: "${inDays(-100)}", endDate: "${inDays(80)}"`)],
    ["an end that comes from a rotation of the program", rotated("rotating", "{ rotationDays: 90 }")],
    ["an end that comes from an offset of the program", rotated("offset", "{ offsetMonths: 3 }")],
    ["a certificate, which ends by itself", one("azuread:ApplicationCertificate", `{ value: "\${key.certificate}" }`)],
    ["an application without a secret of its own", one("azuread:Application", "{ displayName: a }")],
  ],
  violates: [
    ["no end", secret("displayName: a"), "no end date"],
    ["a year", secret(`endDate: "${inDays(365)}"`), "365 days; 180 are allowed"],
    ["a duration of a year", secret("endDateRelative: 8760h"), "365 days"],
    ["a rotation once a year", rotated("rotating", "{ rotationYears: 1 }"), "365 days"],
    [
      "a certificate for ten years",
      one("azuread:ApplicationCertificate", `{ endDate: "${inDays(3650)}" }`),
      "3650 days; 366 are allowed",
    ],
    [
      "a service principal's own secret",
      one("azuread:ServicePrincipalPassword", "{ servicePrincipalId: <object-id> }"),
      "no end date",
    ],
    [
      "a secret inside of the application",
      one("azuread:Application", "{ displayName: a, password: { displayName: b } }"),
      "no end date",
    ],
    ["a secret that has ended", secret(`startDate: "${inDays(-100)}", endDate: "${inDays(-1)}"`), "has ended"],
  ],
  undecided: [["an end from outside of the program", secret(`endDate: "\${elsewhere.end}"`), "endDate"]],
});

const integration = (...credentials: string[]) => `
resources:
  app: { type: azuread:Application, properties: { displayName: servicenow } }
  principal: { type: azuread:ServicePrincipal, properties: { clientId: "\${app.clientId}" } }${credentials.map((text) => `\n  ${text}`).join("")}`;
const password = (name: string, properties: string) =>
  `${name}: { type: azuread:ApplicationPassword, properties: { applicationId: "\${app.id}", ${properties} } }`;
const federated = (name: string) =>
  `${name}: { type: azuread:ApplicationFederatedIdentityCredential, properties: { applicationId: "\${app.id}", subject: ${name} } }`;
const timer = (name: string) => `${name}: { type: "time:index/rotating:Rotating", properties: { rotationDays: 60 } }`;

cases(oneCredentialPerIntegration, {
  passes: [
    ["none at all", integration()],
    ["one secret", integration(password("a", "displayName: a"))],
    ["several federated credentials", integration(federated("main"), federated("pull"))],
    [
      "two secrets of a rotation by number",
      integration(password("secret-1", "displayName: a"), password("secret-2", "displayName: b")),
    ],
    [
      "two secrets of a rotation by their ends",
      integration(password("a", `endDate: "${inDays(30)}"`), password("b", `endDate: "${inDays(180)}"`)),
    ],
    [
      "two secrets that two timers end",
      integration(
        timer("t"),
        timer("u"),
        password("a", `endDate: "\${t.rfc3339}"`),
        password("b", `endDate: "\${u.rfc3339}"`),
      ),
    ],
    [
      "two secrets of different applications",
      integration(
        password("a", "displayName: a"),
        password("b", "displayName: b").replace(`\${app.id}`, "/applications/<object-id>"),
      ),
    ],
  ],
  violates: [
    [
      "three secrets",
      integration(
        password("secret-1", "displayName: a"),
        password("secret-2", "displayName: b"),
        password("secret-3", "displayName: c"),
      ),
      "3 credentials",
    ],
    [
      "a secret beside a federated credential",
      integration(password("a", "displayName: a"), federated("main")),
      "2 credentials",
    ],
    [
      "a secret of the service principal beside one of the application",
      integration(
        password("a", `endDate: "${inDays(30)}"`),
        `b: { type: azuread:ServicePrincipalPassword, properties: { servicePrincipalId: "\${principal.id}", endDate: "${inDays(30)}" } }`,
      ),
      "2 credentials",
    ],
    [
      "two secrets of an application outside of the program",
      `{ resources: { a: { type: azuread:ApplicationPassword, properties: { applicationId: /applications/<object-id>, displayName: a } }, b: { type: azuread:ApplicationPassword, properties: { applicationId: /applications/<object-id>, displayName: b } } } }`,
      "2 credentials",
    ],
  ],
  undecided: [
    [
      "two secrets whose ends are not known yet",
      integration(password("a", `endDate: "\${x.end}"`), password("b", `endDate: "\${y.end}"`)),
      "their end dates",
    ],
  ],
});
