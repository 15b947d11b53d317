import { dirname, join, relative } from "node:path";
import { compileFile } from "../../schema/compile-file.ts";
import type { Problem } from "../../schema/problem.ts";
import { lint } from "../../src/lint/index.ts";
import { writeProject } from "../project.ts";

/** The schema of most tests: one collection with parameters, one deeper, one without. */
export const SHOP = `import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";
const value = z.string();
export default defineKv({
  namespaces: {
    CACHE: {
      title: "cache-{stage}",
      collections: {
        session: collection({ key: "session:{userId}:{device}", params: { device: z.enum(["web", "ios"]) }, value, ttl: ttl.fixed("1h") }),
        flag: collection({ key: "config:flag:{name}", value, ttl: ttl.fixed("1h") }),
        settings: collection({ key: "settings", value, ttl: ttl.fixed("1h") }),
        legacy: collection({ key: "legacy:{id}", value, ttl: ttl.fixed("1h"), deprecated: "settings take its place" }),
      },
    },
    ORDERS: {
      title: "orders-{stage}",
      collections: {
        order: collection({ key: "order:{id}", params: { id: z.uuid() }, value, ttl: ttl.fixed("1h") }),
        ticket: collection({ key: "ticket:{number}", params: { number: z.int().min(0).max(999_999) }, value, ttl: ttl.fixed("1h") }),
        visit: collection({ key: "visit:{day}:{page}", params: { day: z.date() }, value, ttl: ttl.fixed("1h") }),
      },
    },
  },
});
`;

/** A schema with one namespace, `CACHE`, whose collections start at line 8. */
export function schemaWith(collections: readonly string[], conventions = "{}"): string {
  return `import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";
const rest = { value: z.string(), ttl: ttl.fixed("1h") };
export default defineKv({
  conventions: ${conventions},
  namespaces: {
    CACHE: { title: "cache", collections: {
${collections.join("\n")}
    } },
  },
});
`;
}

/** Lints a project by its files; each problem's file is relative to the project. */
export async function lintProject(
  files: Readonly<Record<string, string>>,
  schema = "keyloom.schema.ts",
): Promise<readonly Problem[]> {
  const root = writeProject(files);
  const { file, model, place, problems } = await compileFile(join(root, schema));
  if (problems.length > 0) throw new Error(JSON.stringify(problems, null, 2));
  const found = await lint({ schemaFile: file, model, place, root: dirname(file) });
  return found.map((problem) => ({ ...problem, file: relative(root, problem.file) }));
}
