import { entries } from "../../../explain/entries";

const looking = entries.filter(({ looks }) => looks !== undefined);

test.each(looking.map((entry) => [entry.id, entry] as const))(
  "The looks of %s belong to its causes, and say what they ask",
  (_, entry) => {
    const causes = entry.causes.map(({ id }) => id);
    for (const [cause, look] of Object.entries(entry.looks ?? {})) {
      expect(causes).toContain(cause);
      expect(look.asks).toMatch(/^[A-Z].*\?$/);
      for (const read of look.reads) expect(read).toMatch(/^(?:azure )?GET \/?[A-Za-z]/);
    }
  },
);

test("The four failures are looked into, and what sign-in refuses", () => {
  expect(looking.length).toBeGreaterThanOrEqual(22);
});
