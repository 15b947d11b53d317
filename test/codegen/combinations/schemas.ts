import { createHash } from "node:crypto";
import fc from "fast-check";
import { keys } from "./keys.ts";
import { metadataTypes } from "./metadata.ts";
import {
  bytesValues,
  EXPIRY_FIELDS,
  objects,
  scalars,
  textValues,
  type WrittenType,
} from "./values.ts";

/** A collection as its author writes it. */
export interface WrittenCollection {
  readonly name: string;
  /** The options' texts by their names, `methods` excepted. */
  readonly options: Readonly<Record<string, string>>;
  readonly isAssets: boolean;
  /** Its name among the exports of modules. */
  readonly id: string;
  /** Parameters of three records, each parameter's text by its name. */
  readonly params: readonly Readonly<Record<string, string>>[];
  readonly value: WrittenType;
  readonly metadata: WrittenType | undefined;
  /** Says which of the possible methods are chosen; nothing if all are. */
  readonly methods: readonly boolean[] | undefined;
}

/** A namespace as its author writes it. */
export interface WrittenNamespace {
  readonly binding: string;
  readonly collections: readonly WrittenCollection[];
}

const codecs = fc.constantFrom(
  ...[
    '"json"',
    "",
    "",
    "",
    "",
    "",
    "",
    '"text"',
    '"bytes"',
    '"stream"',
    'gzip("json")',
    'gzip("text")',
  ],
  ...['gzip("bytes")', 'gzip("stream")', 'sealed("json", { secret: "KEYS" })'],
  ...['sealed("text", { secret: "KEYS" })', 'sealed("bytes", { secret: "OTHER_KEYS" })'],
  ...['sealed(gzip("json"), { secret: "KEYS" })', 'sealed(gzip("bytes"), { secret: "KEYS" })'],
);

const policies = fc.constantFrom(
  ...['ttl.none("a reason")', 'ttl.fixed("1h")', 'ttl.default("1h")', "ttl.required()"],
  ...['ttl.default("2h", { min: "1h", max: "7d" })', 'ttl.required({ min: "1h" })'],
  ...['ttl.default("2h", { max: "2h" })', 'ttl.required({ max: "1d" })'],
  ...['ttl.optional("some stay")', 'ttl.optional("some stay", { min: "1h", max: "7d" })'],
  ...EXPIRY_FIELDS.map((field) => `ttl.fromField("${field}")`),
);

const caches = fc
  .record({
    stale: fc.constantFrom(undefined, '"1d"'),
    negative: fc.constantFrom(undefined, '"5m"'),
    jitter: fc.constantFrom(undefined, undefined, "0.1", "1"),
  })
  .map((options) => `{ ${membersText(options)} }`);

const versions = fc
  .record({
    current: fc.integer({ min: 1, max: 3 }),
    versionIn: fc.constantFrom(undefined, '"envelope"', '"metadata"', '"metadata"'),
  })
  .map(({ current, versionIn }) => {
    return { current, versionIn };
  });

/** Says for each of the possible methods whether it is chosen. */
const choices = fc.array(fc.boolean(), { minLength: 20, maxLength: 20 });

const records = fc.tuple(codecs, policies, fc.boolean()).chain(([codec, ttl, isObject]) => {
  const expiry = EXPIRY_FIELDS.find((field) => ttl.includes(`"${field}"`));
  const values: fc.Arbitrary<WrittenType & { readonly keyed?: readonly string[] }> =
    /bytes|stream/.test(codec)
      ? fc.constant(bytesValues)
      : codec.includes("text")
        ? textValues
        : isObject || expiry !== undefined
          ? objects(expiry)
          : fc.oneof(scalars, objects(expiry));
  const maybe = <T>(one: fc.Arbitrary<T>) =>
    fc.oneof({ arbitrary: fc.constant(undefined), weight: 2 }, { arbitrary: one, weight: 1 });
  const isJson = codec === "" || codec === '"json"';
  const canBeCache = isJson && !/none|optional|fromField/.test(ttl);
  return fc.record({
    codec: fc.constant(codec),
    // No text or bytes have a field to expire at.
    ttl: fc.constant(
      expiry !== undefined && !codec.includes("json") && codec !== "" ? 'ttl.fixed("1h")' : ttl,
    ),
    value: values,
    key: keys,
    metadata: fc.option(metadataTypes, { nil: undefined, freq: 2 }),
    cache: canBeCache ? maybe(caches) : fc.constant(undefined),
    version: codec.includes("stream") ? fc.constant(undefined) : maybe(versions),
    cacheTtl: fc.constantFrom(undefined, undefined, '"1m"', "30"),
    hasFallback: fc.boolean(),
    onInvalid: fc.constantFrom(
      undefined,
      '"throw"',
      '"missing"',
      codec.includes("stream") ? undefined : "repair",
    ),
    pointers: fc.array(
      fc.record({
        fields: fc.shuffledSubarray(["0", "1", "2"], { minLength: 1 }),
        ofKey: fc.integer({ min: 0, max: 3 }),
        onTaken: fc.constantFrom(undefined, '"throw"', '"replace"'),
      }),
      { maxLength: 3 },
    ),
    methods: maybe(choices),
    description: fc.constantFrom(undefined, '"Two\\nlines */"'),
    deprecated: fc.constantFrom(undefined, undefined, '"Use another."'),
  });
});

type RecordChoices = typeof records extends fc.Arbitrary<infer Choices> ? Choices : never;

const assets = fc.record({
  end: fc.constantFrom("", "", ".file"),
  mount: fc.constantFrom(undefined, '"/static"'),
  cleanUrls: fc.constantFrom(undefined, "true"),
  singlePageApp: fc.constantFrom(undefined, '"index.html"'),
  notFound: fc.constantFrom(undefined, '"404.html"'),
  cacheControl: fc.constantFrom(undefined, '"public, max-age=60"', '{ "a/*": "immutable" }'),
  precompress: fc.constantFrom(undefined, "true", '["gzip"]'),
  cacheTtl: fc.constantFrom(undefined, '"1m"'),
  methods: fc.option(fc.oneof(choices, fc.constant([])), { nil: undefined }),
  description: fc.constantFrom(undefined, '"Files."'),
});

type AssetsChoices = typeof assets extends fc.Arbitrary<infer Choices> ? Choices : never;

const collections = fc.oneof(
  { arbitrary: records.map((choices) => ({ choices })), weight: 9 },
  { arbitrary: assets.map((files) => ({ files })), weight: 1 },
);

const BINDINGS = ["APP", "OTHER"];

/** Among them are names that the generated code could take for its own. */
const NAMES = ["part0", "class", "env", "keyloom", "methods"];

/** Random schemas with all options, still with parts that the definition checks reject. */
export const schemas: fc.Arbitrary<readonly WrittenNamespace[]> = fc
  .array(fc.array(collections, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 2 })
  .map((namespaces) =>
    namespaces.map((collections, namespace) => ({
      binding: BINDINGS[namespace] ?? "",
      collections: collections.map((one, at) =>
        "files" in one
          ? assetsOf(NAMES[at] ?? "", one.files)
          : recordsOf(NAMES[at] ?? "", `${BINDINGS[namespace]}Part${at}`, one.choices),
      ),
    })),
  );

function assetsOf(name: string, { end, methods, ...options }: AssetsChoices): WrittenCollection {
  const key = JSON.stringify(`${name}:{path}${end}`);
  return {
    name,
    options: present({ key, from: '"./files"', ...options }),
    isAssets: true,
    id: "",
    params: ['"a.html"', '"b/c d.js"', '"404.html"'].map((path) => ({ path })),
    value: bytesValues,
    metadata: { schema: "", values: bytesValues.values.map(fileMetadata) },
    methods,
  };
}

/** A `put` gets the type of a file, and the rest follows from the bytes. */
function fileMetadata({ stored }: WrittenType["values"][number]): WrittenType["values"][number] {
  const bytes = new Uint8Array(JSON.parse(/\[.*\]/.exec(stored)?.[0] ?? "[]"));
  const tag = createHash("sha256").update(bytes).digest("base64url").slice(0, 27);
  const whole = `{ contentType: "text/html", etag: '"${tag}"', size: ${bytes.length} }`;
  return { given: '{ contentType: "text/html" }', read: whole, stored: whole };
}

function recordsOf(name: string, id: string, choices: RecordChoices): WrittenCollection {
  const { codec, ttl, value, cache, version, cacheTtl } = choices;
  const { onInvalid, methods, description, deprecated } = choices;
  const { params, last, between, end } = choices.key;
  const all = last === undefined ? params : [...params, ["rest", last] as const];
  const template = all.map(([name]) => `{${name}}`).join(between);
  const names = all.map(([name]) => name);
  // Options that rule out a fallback or a cache are left out, so that there are enough of these.
  const metadata = cache === undefined ? choices.metadata : undefined;
  const hasFallback =
    choices.hasFallback && value.schema !== "" && !value.schema.includes(".transform(");
  const ends = last === undefined ? end : "";
  const typed = all.filter(([, { schema }]) => schema !== undefined);
  const repair = `{ from: "./functions.ts", name: "repair${id}" }`;
  return {
    name,
    options: present({
      key: JSON.stringify(`${name}:${template}${ends}`),
      params:
        typed.length === 0
          ? undefined
          : `{ ${membersText(Object.fromEntries(typed.map(([name, { schema }]) => [name, schema])))} }`,
      value: value.schema === "" ? undefined : value.schema,
      metadata: metadata?.schema,
      codec: codec === "" ? undefined : codec,
      ttl,
      cache,
      version: version && String(version.current),
      upcasts: version && upcastsText(id, version.current),
      versionIn: version && (/text|bytes/.test(codec) ? '"metadata"' : version.versionIn),
      cacheTtl,
      fallback: hasFallback ? value.values[0]?.read : undefined,
      onInvalid: onInvalid === "repair" ? repair : onInvalid,
      pointers: cache === undefined ? pointersText(name, choices, names) : undefined,
      description,
      deprecated,
    }),
    isAssets: false,
    id,
    params: [0, 1, 2].map((at) =>
      Object.fromEntries(all.map(([name, { values }]) => [name, values[at % values.length] ?? ""])),
    ),
    value,
    metadata,
    methods,
  };
}

/** Nothing for a version without an earlier one. */
function upcastsText(id: string, current: number): string | undefined {
  const texts = [1, 2]
    .filter((version) => version < current)
    .map((version) => `${version}: { from: "./functions.ts", name: "upcast${version}${id}" }`);
  return texts.length === 0 ? undefined : `{ ${texts.join(", ")} }`;
}

function pointersText(
  name: string,
  { pointers, value: { keyed = [] } }: RecordChoices,
  ofKey: readonly string[],
): string | undefined {
  const texts = pointers.flatMap((pointer, index) => {
    const fields = pointer.fields.flatMap((at) => keyed[Number(at)] ?? []);
    const names = [...fields, ...ofKey.slice(0, pointer.ofKey)];
    if (fields.length === 0) return [];
    const template = [...new Set(names)].map((name) => `{${name}}`).join(":");
    const key = `"${name}-by-${index}:${template}"`;
    const { onTaken } = pointer;
    return `byNumber${index}: ${onTaken === undefined ? key : `{ key: ${key}, onTaken: ${onTaken} }`}`;
  });
  return texts.length === 0 ? undefined : `{ ${texts.join(", ")} }`;
}

function present(
  options: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(options).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** The members of an object, in the text of TypeScript. */
export function membersText(members: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(present(members))
    .map(([name, text]) => `${name}: ${text}`)
    .join(", ");
}
