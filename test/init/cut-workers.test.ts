import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { problemsOf } from "../../src/init/check-text.ts";
import { initialSchema } from "../../src/init/index.ts";
import { WORKERS, workerProject } from "./worker-project.ts";

test("the schema of Workers with lines of other Workers mixed in passes the checks as well", async () => {
  const projects = WORKERS.map((name) => {
    const root = workerProject(name);
    const file = join(root, "src/worker.ts");
    return { root, file, lines: readFileSync(file, "utf8").split("\n") };
  });
  const all = projects.flatMap(({ lines }) => lines);
  // Lines that use KV say most, and fit wherever a statement may be.
  const uses = all.filter((line) => /^ {2}(?:const|await|return) .*env\..*\);/.test(line));
  const cuts = fc.record({
    project: fc.constantFrom(...projects),
    from: fc.nat(),
    count: fc.nat(2),
    added: fc.array(fc.constantFrom(...uses), { maxLength: 12 }),
    binding: fc.constantFrom("KV", "SESSIONS", "LINKS"),
  });
  let collections = 0;
  await fc.assert(
    fc.asyncProperty(cuts, async ({ project, from, count, added, binding }) => {
      const lines = [...project.lines];
      lines.splice(from % lines.length, count);
      // All of one namespace, so that keys meet.
      const extra = added.map((line) => line.replace(/env\.[A-Z_]+/g, `env.${binding}`));
      const text = [...lines, "async function more(env: Env, id: string) {", ...extra, "}"];
      writeFileSync(project.file, text.join("\n"));
      const schema = await initialSchema(join(project.root, "keyloom.schema.ts"));
      expect(await problemsOf(schema.text), schema.text).toEqual([]);
      collections += schema.collections;
    }),
    { numRuns: 200 },
  );
  expect(collections).toBeGreaterThan(200);
}, 60_000);
