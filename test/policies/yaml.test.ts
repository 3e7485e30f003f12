import { filled } from "../../policies/examples";
import { rules } from "../../policies/rules";
import { createProject, type Project, pack, saidIn } from "./engine";
import { findYamlHost } from "./yaml/host";
import { merged, titleOf } from "./yaml/merge";

jest.setTimeout(60_000);

const host = findYamlHost();

describe("programs in Pulumi YAML on the real engine", () => {
  if ("missing" in host) {
    console.warn(`No program in Pulumi YAML is run: there is no pulumi-language-yaml. ${host.missing}`);
    test.skip("are judged as the rules' examples say", () => {});
    return;
  }

  let project: Project;
  beforeAll(async () => {
    project = await createProject("", { yamlHost: host.folder });
  });
  afterAll(() => project?.close());

  const preview = async (program: string) => {
    project.write(filled(program));
    const { code, output } = await project.pulumi("preview", "--policy-pack", pack);
    // What the host itself finds, such as properties that the provider does not have. It writes the word in red.
    const [mistake] = /Error\S{0,6}: [\s\S]*/.exec(output) ?? [];
    return { code, mistake, said: saidIn(output) };
  };
  const examples = (kind: "bad" | "good") =>
    merged(Object.fromEntries(rules.map(({ name, examples }) => [name, examples[kind]])));

  test("the good examples of all rules pass the whole pack, without a word", async () => {
    expect(await preview(examples("good"))).toEqual({ code: 0, mistake: undefined, said: [] });
  });

  test("the bad example of each rule is reported by it, and blocked by no other", async () => {
    const { code, mistake, said } = await preview(examples("bad"));
    expect([code !== 0, mistake]).toEqual([true, undefined]);
    for (const { name, enforcement = "mandatory" } of rules) {
      const own = said.filter(({ resource }) => titleOf(resource) === name.replaceAll("-", "_"));
      expect(own).toContainEqual(expect.objectContaining({ rule: name, level: enforcement }));
      expect(own.filter(({ rule, level }) => rule !== name && level === "mandatory")).toEqual([]);
    }
  });

  test("a property that the provider does not have is a mistake of the program, not one that policies pass over", async () => {
    const { code, mistake } = await preview(`resources:
  app:
    type: azuread:Application
    properties: { displayName: caller, singlePage: { redirectUris: [] } }
`);
    expect(mistake).toContain("Property singlePage does not exist");
    expect(code).not.toBe(0);
  });
});
