import { join } from "node:path";
import { makeProject } from "../../project.ts";
import { schemaOf } from "../stage.ts";

/** Makes a project whose seed is many small records, from a module that makes them up. */
export function manyRecords(records: number) {
  const { path, remove } = makeProject({
    "keyloom.schema.ts": schemaOf({
      MANY: `{ title: "many", collections: { record: collection({
        key: "record:{n}", params: { n: z.int().min(0).max(9_999_999) },
        value: z.object({ name: z.string(), n: z.int() }), ttl: ttl.none("it is a test"), seed: "./records.ts",
      }) } }`,
    }),
    "records.ts": `export default function* () {
      for (let n = 0; n < ${records}; n++) yield { params: { n }, value: { name: "record " + n, n } };
    }`,
  });
  return { path, schema: join(path, "keyloom.schema.ts"), remove };
}
