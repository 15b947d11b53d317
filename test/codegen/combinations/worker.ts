import { hasPrefix } from "../../../codegen/types/params.ts";
import type { MethodName } from "../../../schema/method-names.ts";
import type { AcceptedCollection, AcceptedSchema } from "./accepted.ts";
import { leadingOf, pointerLines } from "./pointer-lines.ts";
import { membersText } from "./schemas.ts";

/**
 * The text of a Worker that calls each method of each accessor, and holds what it gives against the
 * types of zod and the docs.
 */
export function workerText({ collections }: AcceptedSchema): string {
  const body = collections.map((one) => `    {\n${blockOf(one)}    }\n`).join("");
  const types = new Set(body.match(/\b(?:value|metadata)(?:APP|OTHER)Part\d/g));
  const imports = [
    'import { type Env, keyloom } from "./kv.gen.ts";\n',
    ...(types.size === 0
      ? []
      : [
          'import type { z } from "zod";\n',
          `import type { ${[...types].join(", ")} } from "./keyloom.schema.ts";\n`,
        ]),
  ];
  return `${imports.join("")}
export default {
  async fetch(${body.includes("_request") ? "_request" : "_"}, env, context) {
    const seen: unknown[] = [context];
${body}    return Response.json(seen);
  },
} satisfies ExportedHandler<Env>;
`;
}

function blockOf(collection: AcceptedCollection): string {
  const { binding, methods, model, written } = collection;
  const {
    name,
    params: [params = {}],
    value,
    metadata,
  } = written;
  const first = value.values[0];
  const given = first?.given ?? "undefined";
  const isStream = model.value.kind === "stream";
  const isBytes = model.value.kind === "bytes";
  const type = isStream
    ? "ReadableStream"
    : isBytes
      ? "Uint8Array"
      : `z.output<typeof value${written.id}>`;
  const metadataType =
    model.kind === "assets"
      ? "{ contentType: string; etag: string; size: number }"
      : `z.output<typeof metadata${written.id}>`;
  const missing = model.fallback === undefined ? " | null" : "";
  const of = Object.keys(params).length === 0 ? "" : `{ ${membersText(params)} }`;
  const more = (options: string) => (options === "" ? "" : `, ${options}`);
  const first_ = (...args: readonly string[]) => args.filter((arg) => arg !== "").join(", ");
  const { ttl } = model;
  const isBounded = "min" in ttl;
  const metadataGiven = metadata?.values[0]?.given;
  const metadataOption = metadataGiven === undefined ? undefined : metadataGiven;
  const options = braces({ metadata: metadataOption, ttl: isBounded ? '"2h"' : undefined });
  const required = braces({
    metadata: metadataOption,
    ttl: ttl.policy === "required" ? "7200" : undefined,
  });
  const touch = isBounded ? '{ ttl: "2h" }' : "";
  const record = `{ readonly value: ${type}; readonly metadata: ${metadataType} }`;
  const leading = leadingOf(
    model.key.params.map(({ name }) => name),
    params,
  );
  const lines: string[] = [`const key: string = part.key(${of});`, "seen.push(key);"];
  const texts: Partial<Record<MethodName, readonly string[]>> = {
    get: [
      `const got: ${type}${missing} = await part.get(${of});`,
      `seen.push(got, await part.get(${first_(of, '{ cacheTtl: "1m" }')}));`,
    ],
    put: [
      `await part.put(${first_(of, given)}${more(options)});`,
      `await part.put(${first_(of, given)}${more(required)});`,
    ],
    delete: [`await part.delete(${of});`],
    parse: [
      "const parsed: Parameters<typeof part.key>[0] | null = part.parse(key);",
      "seen.push(parsed);",
    ],
    has: [`const there: boolean = await part.has(${of});`, "seen.push(there);"],
    getWithMetadata: [
      `const whole: ${record} | null = await part.getWithMetadata(${of});`,
      "seen.push(whole);",
    ],
    getMany: [
      `const many: readonly (${type}${missing})[] = await part.getMany([${of}], { cacheTtl: 60 });`,
      "seen.push(many);",
    ],
    getManyWithMetadata: [
      `const wholes: readonly (${record} | null)[] = await part.getManyWithMetadata([${of}]);`,
      "seen.push(wholes);",
    ],
    putMany: [
      `await part.putMany([{ ${membersText({ params: of, value: given, ...(metadataOption !== undefined && { metadata: metadataOption }), ...(isBounded && { ttl: '"2h"' }) })} }]);`,
    ],
    update: [
      `const updated: ${type}${missing} = await part.update(${first_(of, `(value: ${type}) => (value === undefined ? ${given} : ${given})`)}${more(options)});`,
      `seen.push(updated, await part.update(${first_(of, `async () => ${later(given)}`)}));`,
    ],
    touch: [
      `const touched: boolean = await part.touch(${first_(of, touch)});`,
      "seen.push(touched);",
    ],
    list: [
      `for await (const entry of part.list(${leading})) {`,
      "  const when: number | undefined = entry.expiration;",
      "  const of: Parameters<typeof part.key>[0] = entry.params;",
      "  seen.push(entry.key.length, when, of);",
      ...(metadata === undefined
        ? []
        : [`  const about: ${metadataType} = entry.metadata;`, "  seen.push(about);"]),
      "}",
    ],
    keys: [`for await (const one of part.keys(${leading})) seen.push(one.length);`],
    entries: [
      `for await (const entry of part.entries(${leading})) {`,
      `  const value: ${type} = entry.value;`,
      "  seen.push(value, entry.params);",
      "}",
    ],
    first: [`seen.push((await part.first(${leading}))?.params);`],
    count: [`const count: number = await part.count(${leading});`, "seen.push(count);"],
    page: [
      `const page = await part.page(${leading === "" ? "{}" : leading}, { limit: 2, cursor: undefined });`,
      "const cursor: string | null = page.cursor;",
      "seen.push(cursor, page.entries[0]?.key);",
    ],
    deleteAll: [
      `const removed: number = await part.deleteAll(${leading === "" && hasPrefix(model.key) ? "{}" : leading});`,
      "seen.push(removed);",
    ],
    getOrLoad: loadLines(collection, { of, type, given, isBounded }),
  };
  for (const method of methods) lines.push(...(texts[method] ?? missingText(method)));
  lines.push(
    ...(model.pointers ?? []).flatMap((pointer) => pointerLines(pointer, collection, type)),
  );
  if (model.serve !== undefined) {
    lines.push(
      "const response: Response = await part.serve(_request);",
      "seen.push(response.status);",
    );
  }
  return [`const part = keyloom(env).${binding}.${name};`, ...lines]
    .map((line) => `      ${line}\n`)
    .join("");
}

function missingText(method: MethodName): never {
  throw new Error(`nothing is written of \`${method}\``);
}

function loadLines(
  { model }: AcceptedCollection,
  { of, type, given, isBounded }: { of: string; type: string; given: string; isBounded: boolean },
): readonly string[] {
  const none = model.cache?.negative === undefined ? "" : " | null";
  const isRequired = model.ttl.policy === "required";
  const options = braces({
    context: "context",
    cacheTtl: '"5m"',
    ttl: isBounded ? '"2h"' : undefined,
  });
  const last = isRequired ? ", { ttl: 7200 }" : "";
  return [
    `const loaded: ${type}${none} = await part.getOrLoad(${of}, () => (${given}), ${options});`,
    `seen.push(loaded, await part.getOrLoad(${of}, async () => ${later(given)}${last}));`,
    ...(none === "" ? [] : [`seen.push(await part.getOrLoad(${of}, () => null${last}));`]),
  ];
}

/** An object as the text of an argument; nothing if it has no members. */
function braces(members: Readonly<Record<string, string | undefined>>): string {
  const text = membersText(members);
  return text === "" ? "" : `{ ${text} }`;
}

/** The compiler widens a literal that an async function returns if a promise is only one of two. */
function later(given: string): string {
  return /^["\d-]/.test(given) ? `${given} as const` : `(${given})`;
}
