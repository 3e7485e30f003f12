import { parse } from "yaml";
import { explain } from "../../explain";
import { entries } from "../../explain/entries";
import type { Entry } from "../../explain/entry";
import { gatherFacts } from "../../explain/facts/facts";
import { recognise } from "../../explain/recognise";
import { configurationSchema } from "../../integrations/configuration";
import { samples } from "./samples";

/** Settings of the providers that snippets may contain. */
const providerSettings = /^(?:azuread|azure-native):(?:tenantId|subscriptionId|environment)$/;

/** What a reader would put in place of `<…>`. */
function filledIn(yaml: string): string {
  return yaml
    .replace("<public certificate, PEM>", "-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----\\n")
    .replace("<resource group>", "rg-servicenow")
    .replace("<claim iss of the token>", "https://token.actions.githubusercontent.com")
    .replace("<claim sub of the token>", "repo:contoso/infra:environment:prod")
    .replace("<tenant>", "contoso")
    .replace(/<[^>]*>/g, "5f3b2c7e-1b1f-4c8e-9f57-0d9f3a0f2a11");
}

/** What is wrong with a snippet below `config:`; empty for one that the program accepts. */
function problemsOf(yaml: string): unknown[] {
  const values = parse(filledIn(yaml)) as Record<string, unknown>;
  const own = Object.entries(values).filter(([key]) => key.startsWith("entra-integrations:"));
  const others = Object.keys(values).filter(
    (key) => !key.startsWith("entra-integrations:") && !providerSettings.test(key),
  );
  if (own.length === 0) return others;
  const result = configurationSchema.safeParse(
    Object.fromEntries(own.map(([key, value]) => [key.split(":")[1], value])),
  );
  return [...others, ...(result.error?.issues ?? [])].filter((issue) => !isPlaceholderCertificate(issue));
}

/** The certificate is the reader's own: no text in its place is one. */
function isPlaceholderCertificate(issue: unknown): boolean {
  return (issue as { path?: unknown[] }).path?.includes("pem") ?? false;
}

/** The entry as it is shown where nothing else is known. */
function shown(entry: Entry) {
  const bare = { ...entry, signature: { sees: () => "here" } };
  return recognise(gatherFacts("", new Date()), [bare]).explanations[0];
}

describe.each(entries.map((entry) => [entry.id, entry] as const))("Entry %s", (_, entry) => {
  test("tells its causes apart, and how to mend each", () => {
    const explained = shown(entry);
    expect(explained?.happened).toMatch(/\.$/);
    expect(explained?.causes.length).toBeGreaterThan(0);
    expect(new Set(entry.causes.map(({ id }) => id)).size).toBe(entry.causes.length);
    for (const cause of explained?.causes ?? []) {
      expect(cause.cause).toMatch(/\.$/);
      expect(cause.fix.portal.length).toBeGreaterThan(0);
      expect(cause.fix.who).toMatch(/\.$|\)$/);
      if ((explained?.causes.length ?? 0) > 1) expect(cause.distinguish).toEqual(expect.any(String));
    }
    expect(JSON.stringify(explained)).not.toMatch(/undefined|\bnull\.|NaN|\[object/);
  });

  test("names its sources", () => {
    expect(entry.sources.length).toBeGreaterThan(0);
    for (const { url } of entry.sources) if (url !== null) expect(() => new URL(url)).not.toThrow();
  });

  test("gives configuration that this project accepts", () => {
    const texts = samples()
      .filter(({ id }) => id === entry.id)
      .map(({ text }) => explain(text).explanations[0]);
    for (const explained of [shown(entry), ...texts]) {
      for (const { fix } of explained?.causes ?? []) {
        if (fix.configuration !== null)
          expect([fix.configuration, problemsOf(fix.configuration)]).toEqual([fix.configuration, []]);
      }
    }
  });
});

test("Ids of entries are unique, and those that one supersedes exist", () => {
  const ids = entries.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(entries.flatMap(({ supersedes = [] }) => supersedes).filter((id) => !ids.includes(id))).toEqual([]);
});
