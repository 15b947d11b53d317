import { gzipSync } from "node:zlib";
import * as z from "zod";
import { describeType } from "../schema/type/describe.ts";
import { accessorsOf, bundled, modelOf } from "./support/bundle.ts";
import { type Bench, bounded, bytes, compared, type Row } from "./support/row.ts";
import { checkText } from "./validation/keyloom-side.ts";

/** The value type of schemas/session.keyloom.ts, as a Worker would check it with zod. */
const ZOD = `
import * as z from "zod";
const Session = z.object({
  startedAt: z.iso.datetime(),
  recent: z.array(z.string()).max(5),
});
export default { fetch: async (request) => Response.json(Session.parse(await request.json())) };
`;

const SESSION = z.object({
  startedAt: z.iso.datetime(),
  recent: z.array(z.string()).max(5),
});

/** The same Worker with the generated check. */
const CHECK = `
import { checkValue } from "check";
export default {
  async fetch(request) {
    const issues = [];
    const session = checkValue(await request.json(), issues);
    if (issues.length > 0) throw new Error(JSON.stringify(issues));
    return Response.json(session);
  },
};
`;

const ALL_ACCESSORS = `
import { keyloom } from "accessors";
export default { fetch: async (request, env) => Response.json(Object.keys(keyloom(env))) };
`;

const RUNTIME = `
import { json, ListedCollection, Singleton, text } from "keyloom/runtime";
import { defaultTtl, fixedTtl, noTtl, requiredTtl } from "keyloom/runtime";
const policies = [defaultTtl, fixedTtl, noTtl, requiredTtl];
export default [ListedCollection, json, Singleton, text, policies];
`;

const SITE = `
import { keyloom } from "accessors";
export default { fetch: (request, env) => keyloom(env).SITE.page.serve(request) };
`;

const EXAMPLE = 'export { default } from "../examples/compat/src/worker.ts"';

async function run(): Promise<readonly Row[]> {
  const [session, shop] = [await accessorsOf("session"), await accessorsOf("shop")];
  const small = await accessorsOf("shop", ["delete", "get", "put"]);
  const check = checkText(describeType(SESSION, []));
  const zod = await gzipOf(ZOD);
  const besideZod = (what: string, keyloom: number, atMost?: number): Row =>
    compared({
      what,
      peer: "zod",
      keyloom,
      theirs: zod,
      show: bytes,
      ...(atMost !== undefined && { atMost }),
    });
  return [
    besideZod("the check of one value type", await gzipOf(CHECK, { check }), 1 / 15),
    besideZod(
      "the accessor of one collection",
      await gzipOf(ALL_ACCESSORS, { accessors: session }),
    ),
    figure("the checks of the 10 value types of a shop", await sizeOfChecks("shop")),
    bounded(
      "the accessors of the 10 collections of the shop",
      await gzipOf(ALL_ACCESSORS, { accessors: shop }),
      4_096,
      bytes,
    ),
    bounded(
      'the same with `methods: ["get", "put", "delete"]`',
      await gzipOf(ALL_ACCESSORS, { accessors: small }),
      4_096,
      bytes,
    ),
    figure(
      "a Worker that serves files, with `methods: []`",
      await gzipOf(SITE, { accessors: await accessorsOf("site", []) }),
    ),
    figure(
      "the same with all methods",
      await gzipOf(SITE, { accessors: await accessorsOf("site") }),
    ),
    figure("the runtime with all methods", await gzipOf(RUNTIME)),
    figure("the whole of examples/compat", await gzipOf(EXAMPLE)),
  ];
}

/** What a Worker bundles that checks all value types of a schema by generated functions, without accessors. */
async function sizeOfChecks(schema: string): Promise<number> {
  const { namespaces } = await modelOf(schema);
  const collections = namespaces.flatMap((namespace) => namespace.collections);
  const modules = collections.map(({ name, value }) => [name, checkText(value)] as const);
  const entry = `
    ${modules.map(([name]) => `import { checkValue as ${name} } from "${name}";`).join("\n")}
    const checks = { ${modules.map(([name]) => name).join(", ")} };
    export default {
      async fetch(request) {
        const issues = [];
        const value = checks[new URL(request.url).pathname.slice(1)](await request.json(), issues);
        if (issues.length > 0) throw new Error(JSON.stringify(issues));
        return Response.json(value);
      },
    };
  `;
  return gzipOf(entry, Object.fromEntries(modules));
}

function figure(what: string, size: number): Row {
  return { what, keyloom: bytes(size), beside: "", ratio: "", target: "", met: "" };
}

/** @param modules texts that the entry imports by name. */
async function gzipOf(
  entry: string,
  modules: Readonly<Record<string, string>> = {},
): Promise<number> {
  return gzipSync(await bundled(entry, modules)).byteLength;
}

export const bench: Bench = { title: "Bundle size (gzip)", peers: ["zod"], run };
