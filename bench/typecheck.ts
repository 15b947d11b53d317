import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateFile } from "../codegen/file.ts";
import { compileFile } from "../schema/compile-file.ts";
import { alternate } from "./support/alternate.ts";
import { schemaText, valueText } from "./support/many-collections.ts";
import { buildPackage, packageFile, runNode, withProject } from "./support/project.ts";
import { type Bench, compared, seconds } from "./support/row.ts";

const COLLECTIONS = 200;
const ROUNDS = 3;
const TSC = packageFile("typescript", "bin", "tsc");

/** A wrapper over `z.infer` as teams write it by hand, with the methods that it would have. */
const WRAPPER = `import type { z } from "zod";

export interface Options {
  ttl?: number;
}

export class Records<Params, Schema extends z.ZodType> {
  readonly #kv: Kv;
  readonly #key: (params: Params) => string;
  readonly #schema: Schema;

  constructor(kv: Kv, key: (params: Params) => string, schema: Schema) {
    this.#kv = kv;
    this.#key = key;
    this.#schema = schema;
  }

  async get(params: Params): Promise<z.infer<Schema> | null> {
    const stored = await this.#kv.get(this.#key(params));
    return stored === null ? null : this.#schema.parse(JSON.parse(stored));
  }

  async put(params: Params, value: z.input<Schema>, { ttl = 3600 }: Options = {}): Promise<void> {
    const text = JSON.stringify(this.#schema.parse(value));
    await this.#kv.put(this.#key(params), text, { expirationTtl: ttl });
  }

  async delete(params: Params): Promise<void> {
    await this.#kv.delete(this.#key(params));
  }
}

export interface Kv {
  get(key: string): Promise<string | null>;
  put(key: string, value: string, options: { expirationTtl: number }): Promise<void>;
  delete(key: string): Promise<void>;
}
`;

/** Both sides are used in the same way, because types that nobody looks at are not inferred. */
function useOf(index: number): string {
  return `  const value${index} = await kv.record${index}.get({ id: "a", part: ${index} });
  if (value${index} !== null) await kv.record${index}.put({ id: "b", part: 1 }, value${index});`;
}

const indices = Array.from({ length: COLLECTIONS }, (_, index) => index);
const USES = indices.map(useOf).join("\n");

const OURS = `import { type Env, keyloom } from "./kv.gen.ts";

export async function work(env: Env): Promise<void> {
  const kv = keyloom(env).RECORDS;
${USES}
}
`;

const INFERRED = `import { z } from "zod";
import { type Kv, Records } from "./wrapper.ts";

interface Params {
  id: string;
  part: number;
}

export const records = (kv: Kv) => ({
${indices
  .map(
    (index) =>
      `  record${index}: new Records(kv, ({ id, part }: Params) => \`record${index}:\${id}:\${part}\`, ${valueText(index)}),`,
  )
  .join("\n")}
});

export async function work(namespace: Kv): Promise<void> {
  const kv = records(namespace);
${USES}
}
`;

function config(main: string): string {
  return JSON.stringify({
    compilerOptions: {
      target: "ES2024",
      lib: ["ES2024", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
      module: "ESNext",
      moduleResolution: "bundler",
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      allowImportingTsExtensions: true,
      types: [],
    },
    files: [main],
  });
}

async function run() {
  buildPackage();
  const files = {
    "keyloom.schema.ts": schemaText(COLLECTIONS),
    "ours.ts": OURS,
    "inferred.ts": INFERRED,
    "wrapper.ts": WRAPPER,
    "ours.json": config("ours.ts"),
    "inferred.json": config("inferred.ts"),
  };
  return withProject(files, async (folder) => {
    const { model } = await compileFile(join(folder, "keyloom.schema.ts"));
    writeFileSync(join(folder, "kv.gen.ts"), generateFile(model, "keyloom.schema.ts"));
    const check = (project: string) => async () => runNode(folder, [TSC, "-p", project]);
    const times = await alternate(check("ours.json"), check("inferred.json"), {
      rounds: ROUNDS,
      warmUp: 0,
    });
    return [
      compared({
        what: `\`tsc\` over ${COLLECTIONS} collections, each read and written once`,
        peer: "`z.infer` and a typed wrapper",
        keyloom: times.ours,
        theirs: times.theirs,
        ratio: times.ratio,
        show: seconds,
      }),
    ];
  });
}

export const bench: Bench = { title: "Type checking", peers: ["typescript", "zod"], run };
