import { redactor } from "../../cli/ciPreview/redact";

test.each([
  ["a secret variable", "see s3cret-of-the-pipeline here"],
  ["a secret of the configuration", "see known-from-configuration here"],
  ["a token", "Bearer eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJncmFwaCJ9.c2lnbmF0dXJl"],
  ["a client secret", "value abc8Q~abcdefghijklmnopqrstuvwxyz0123456789"],
  ["a private key", "-----BEGIN PRIVATE KEY-----\nMIIEvQ\n-----END PRIVATE KEY-----"],
])("%s is masked", (_, text) => {
  const redact = redactor({ ARM_CLIENT_SECRET: "s3cret-of-the-pipeline" }, ["known-from-configuration"]);
  const masked = redact(text);
  expect(masked).toContain("[secret]");
  expect(masked).not.toMatch(/s3cret|known-from|eyJ|8Q~|MIIEvQ/);
});

test("Short values and values that are no secrets stay", () => {
  const environment = { PULUMI_CONFIG_PASSPHRASE: "sandbox", ARM_CLIENT_ID: "00000000-1111-2222-3333-444444444444" };
  const text = "sandbox 00000000-1111-2222-3333-444444444444";
  expect(redactor(environment, [])(text)).toBe(text);
});
