import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type ZodType, z } from "zod";
import { type KvDefinition, recordsOptions } from "../schema/define.ts";
import { alternate, median, timeOf } from "./support/alternate.ts";
import { schemaText } from "./support/many-collections.ts";
import { buildPackage, KEYLOOM, packageFile, runNode, withProject } from "./support/project.ts";
import { type Bench, bounded, compared, digits, seconds } from "./support/row.ts";

const ROUNDS = 9;
const OPENAPI_TYPESCRIPT = packageFile("openapi-typescript", "bin", "cli.js");

async function run() {
  buildPackage();
  const files = { "100.ts": schemaText(100), "1000.ts": schemaText(1_000) };
  return withProject(files, async (folder) => {
    const large = join(folder, "1000.ts");
    writeFileSync(join(folder, "1000.json"), await openApiOf(large));
    const generate = (schema: string) => async () =>
      runNode(folder, [KEYLOOM, "generate", "--schema", schema]);
    const peer = async () => runNode(folder, [OPENAPI_TYPESCRIPT, "1000.json", "-o", "peer.ts"]);
    const { ours, theirs, ratio } = await alternate(generate("1000.ts"), peer, { rounds: ROUNDS });
    const small: number[] = [];
    for (let round = 0; round < ROUNDS; round++) small.push(await timeOf(generate("100.ts")));
    const growth = ours / median(small);
    return [
      compared({
        what: "`keyloom generate`, 1,000 templates",
        peer: "openapi-typescript, 1,000 schemas",
        keyloom: ours,
        theirs,
        ratio,
        atMost: 0.5,
        show: seconds,
      }),
      {
        ...bounded("the same for 1,000 templates, divided by that for 100", growth, 12, digits),
        beside: `100 templates: ${seconds(median(small))}`,
      },
    ];
  });
}

/** The value types of a schema file as OpenAPI describes them. */
async function openApiOf(file: string): Promise<string> {
  const { default: definition } = (await import(pathToFileURL(file).href)) as {
    readonly default: KvDefinition;
  };
  const names = Object.keys(definition.options.namespaces["RECORDS"]?.collections ?? {});
  const schemas = Object.fromEntries(
    names.map((name) => {
      const value = recordsOptions(definition, "RECORDS", name)?.value as ZodType;
      const { $schema: _, ...schema } = z.toJSONSchema(value);
      return [name, schema];
    }),
  );
  const info = { title: "records", version: "1" };
  return JSON.stringify({ openapi: "3.1.0", info, paths: {}, components: { schemas } });
}

export const bench: Bench = { title: "Generating", peers: ["openapi-typescript", "zod"], run };
