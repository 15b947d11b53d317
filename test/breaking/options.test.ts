import { describe, expect, test } from "vitest";
import { z } from "zod";
import { compileModel } from "../../schema/compile/model.ts";
import type { CollectionDefinition, NamespaceOptions } from "../../schema/define.ts";
import { assets, collection, defineKv, gzip, sealed, ttl } from "../../schema/index.ts";
import type { Model } from "../../schema/model.ts";
import type { DefinitionProblem } from "../../schema/problem.ts";
import { compareModels } from "../../src/breaking/compare.ts";

function modelOf(namespaces: Readonly<Record<string, NamespaceOptions>>): Model {
  const problems: DefinitionProblem[] = [];
  const model = compileModel(defineKv({ namespaces }).options, problems);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return model;
}

/** What a change breaks, by the rules' names and whom they break. */
function broken(before: Model, after: Model): readonly string[] {
  return compareModels(before, after).map(
    ({ rule, message }) =>
      `${rule.replace("breaking/", "")}: ${/this breaks (.*)$/.exec(message)?.[1]}`,
  );
}

function messages(before: Model, after: Model): readonly string[] {
  return compareModels(before, after).map(({ message }) => message);
}

type Options = Readonly<Record<string, unknown>>;

const USER: Options = { key: "user:{id}", value: z.string(), ttl: ttl.fixed("1h") };

const user = (options: Options): Model =>
  modelOf({
    CACHE: { title: "cache", collections: { user: collection({ ...USER, ...options } as never) } },
  });

const site = (options: Options): Model =>
  modelOf({
    SITE: {
      title: "site",
      collections: { file: assets({ key: "file:{path}", from: "./public", ...options }) },
    },
  });

const up = (...versions: readonly number[]) => ({
  upcasts: Object.fromEntries(
    versions.map((version) => [version, { from: "./up.ts", name: "up" }]),
  ),
});

const METADATA = z.object({ by: z.string().max(9) });
const BYTES = { value: undefined, codec: "bytes" };
const REPAIR = { from: "./repair.ts", name: "repairUser" };

describe("of a collection's options, a change", () => {
  const cases: readonly [what: string, before: Options, after: Options, ...broken: string[]][] = [
    ["that takes methods out", {}, { methods: ["get", "put"] }, "method-removed: callers"],
    [
      "that takes one of them out",
      { methods: ["get", "put"] },
      { methods: ["get"] },
      "method-removed: callers",
    ],
    ["that adds a method", { methods: ["get"] }, { methods: ["get", "put"] }],
    ["that has all methods", { methods: ["get"] }, {}],
    [
      "that names the methods that it has",
      { methods: ["put", "get"] },
      { methods: ["get", "put"] },
    ],
    ["that removes the fallback", { fallback: "a" }, {}, "fallback-removed: callers"],
    ["of the fallback", { fallback: "a" }, { fallback: "b" }],
    ["that adds a fallback", {}, { fallback: "a" }],
    [
      "that no longer passes over invalid values",
      { onInvalid: "missing" },
      {},
      "repair-removed: stored data",
    ],
    ["that no longer mends values", { onInvalid: REPAIR }, {}, "repair-removed: stored data"],
    [
      "that passes over what was mended",
      { onInvalid: REPAIR },
      { onInvalid: "missing" },
      "repair-removed: stored data",
    ],
    ["that mends what was passed over", { onInvalid: "missing" }, { onInvalid: REPAIR }],
    ["of what mends values", { onInvalid: REPAIR }, { onInvalid: { ...REPAIR, name: "other" } }],
    ["that passes over what was thrown", {}, { onInvalid: "missing" }],
    ["that compresses", {}, { codec: gzip("json") }, "codec-changed: stored data"],
    ["that compresses no more", { codec: gzip("json") }, {}, "codec-changed: stored data"],
    ["that seals", {}, { codec: sealed("json", { secret: "KEYS" }) }, "codec-changed: stored data"],
    [
      "of the secret under which values are sealed",
      { codec: sealed("json", { secret: "KEYS" }) },
      { codec: sealed("json", { secret: "OTHER_KEYS" }) },
      "secret-renamed: infrastructure",
    ],
    [
      "of the secret and the type",
      { codec: sealed("json", { secret: "KEYS" }) },
      { codec: sealed("json", { secret: "OTHER_KEYS" }), value: z.number() },
      "secret-renamed: infrastructure",
      "value-narrowed: stored data",
    ],
    [
      "of what is compressed within what is sealed",
      { codec: sealed(gzip("json"), { secret: "KEYS" }) },
      { codec: sealed("json", { secret: "KEYS" }) },
      "codec-changed: stored data",
    ],
    // A stream is in no bulk read, and is not kept in memory for `update`.
    [
      "from bytes to a stream of them",
      { ...BYTES, methods: ["get", "put"] },
      { ...BYTES, codec: "stream", methods: ["get", "put"] },
      "codec-handed-out: callers",
    ],
    [
      "from a compressed stream to the bytes",
      { ...BYTES, codec: gzip("stream") },
      { ...BYTES, codec: gzip("bytes") },
      "codec-handed-out: callers",
    ],
    ["from bytes to text", BYTES, { codec: "text" }, "codec-changed: stored data"],
    [
      "of the file that an upcast is in",
      { version: 2, ...up(1) },
      { version: 2, upcasts: { 1: { from: "./old/up.ts", name: "up" } } },
    ],
    [
      "that raises the version",
      { version: 1 },
      { version: 2, ...up(1) },
      "value-widened: running readers",
    ],
    [
      "that raises it and narrows the type",
      { version: 1 },
      { version: 2, ...up(1), value: z.number() },
      "value-widened: running readers",
    ],
    [
      "that raises it where old code passes over what it does not know",
      { version: 1, onInvalid: "missing" },
      { version: 2, ...up(1), onInvalid: "missing" },
    ],
    [
      "that begins with version 2 in the metadata, which old code does not look at",
      { value: z.object({ a: z.string() }) },
      {
        value: z.object({ a: z.string(), b: z.string() }),
        version: 2,
        ...up(1),
        versionIn: "metadata",
      },
    ],
    [
      "that does so with values that old code rejects",
      { value: z.object({ a: z.string() }) },
      { value: z.object({ a: z.number() }), version: 2, ...up(1), versionIn: "metadata" },
      "value-widened: running readers",
    ],
    [
      "that tells the version in metadata which were strict",
      { metadata: z.strictObject({ by: z.string().max(9) }) },
      { metadata: z.strictObject({ by: z.string().max(9) }), version: 1, versionIn: "metadata" },
      "metadata-widened: running readers",
    ],
    [
      "that tells the version in metadata which leave out what they do not know",
      { metadata: METADATA },
      { metadata: METADATA, version: 1, versionIn: "metadata" },
    ],
    [
      "that takes metadata out which have a default, and leaves the version in their place",
      { metadata: METADATA.default({ by: "a" }), version: 1, versionIn: "metadata" },
      { version: 1, versionIn: "metadata" },
      "metadata-widened: running readers",
      "method-removed: callers",
    ],
    [
      "that adds them where the version is all that there is",
      { version: 1, versionIn: "metadata" },
      { metadata: METADATA.default({ by: "a" }), version: 1, versionIn: "metadata" },
      "metadata-narrowed: stored data",
    ],
    [
      "that lowers the version and passes over what it does not know",
      { version: 2, ...up(1) },
      { version: 1, onInvalid: "missing" },
    ],
    [
      "that narrows metadata and passes over such records",
      { metadata: METADATA.partial() },
      { metadata: METADATA, onInvalid: "missing" },
    ],
    [
      "that narrows metadata and mends values, which metadata are not",
      { metadata: METADATA.partial() },
      { metadata: METADATA, onInvalid: REPAIR },
      "metadata-narrowed: stored data",
    ],
    [
      "from a cache to metadata, beside which stands how fresh a value is",
      { cache: {} },
      { metadata: z.strictObject({ by: z.string().max(9).optional() }).optional() },
      "repair-removed: stored data",
      "metadata-narrowed: stored data",
      "method-removed: callers",
    ],
    [
      "from metadata to a cache",
      { metadata: z.strictObject({}).optional() },
      { cache: {} },
      "metadata-widened: running readers",
      "method-removed: callers",
    ],
    [
      "that shortens the TTL of a cache",
      { cache: { stale: "1d" } },
      { cache: { stale: "1h", jitter: 0.5 } },
    ],
    [
      "that shortens the TTL of writes that say none",
      { ttl: ttl.default("2h", { max: "2h" }) },
      { ttl: ttl.default("1h", { max: "2h" }) },
      "ttl-narrowed: writers",
    ],
    [
      "that lengthens it",
      { ttl: ttl.default("1h", { max: "2h" }) },
      { ttl: ttl.default("2h", { max: "2h" }) },
    ],
    [
      "from a fixed TTL to a shorter one that may be chosen",
      { ttl: ttl.fixed("2h") },
      { ttl: ttl.default("1h") },
      "ttl-narrowed: writers",
    ],
    [
      "from a fixed TTL to a field's, which no call can set",
      { value: z.object({ at: z.int() }) },
      { value: z.object({ at: z.int() }), ttl: ttl.fromField("at") },
      "ttl-narrowed: writers",
      "method-removed: callers",
    ],
    [
      "of the field at which records expire",
      { value: z.object({ at: z.int(), end: z.int() }), ttl: ttl.fromField("at") },
      { value: z.object({ at: z.int(), end: z.int() }), ttl: ttl.fromField("end") },
      "ttl-narrowed: writers",
    ],
    [
      "from none to a field's TTL",
      { value: z.object({ at: z.int() }), ttl: ttl.none("why") },
      { value: z.object({ at: z.int() }), ttl: ttl.fromField("at") },
      "ttl-narrowed: writers",
    ],
    [
      "of the bound of a required TTL",
      { ttl: ttl.required({ max: "2d" }) },
      { ttl: ttl.required({ max: "1d" }) },
      "ttl-narrowed: writers",
    ],
    [
      "of a cacheTtl, owner, description or deprecation",
      {},
      { cacheTtl: "1m", owner: "team", description: "A user.", deprecated: "Use another." },
    ],
    ["of a seed", { seed: [{ params: { id: "a" }, value: "b" }] }, {}],
    [
      "of a parameter's name and its type",
      {},
      { key: "user:{name}", params: { name: z.string().max(9) } },
      "param-narrowed: stored data",
      "renamed: callers",
    ],
    [
      "of the key's prefix and of a parameter's name, of which the first says all",
      {},
      { key: "person:{name}" },
      "key-changed: stored data",
    ],
    ["from a key with a parameter to one without", {}, { key: "user" }, "key-changed: stored data"],
  ];
  test.each(cases)("%s", (_, before, after, ...rules) => {
    expect(broken(user(before), user(after))).toEqual(rules);
  });

  test("that removes methods names them, and the reason if the schema says it elsewhere", () => {
    const taken = messages(user({}), user({ methods: ["get", "put", "list", "parse"] }));
    expect(taken).toEqual([
      expect.stringMatching(/^`user` no longer has `has`, `getMany`, .*: this breaks callers$/),
    ]);
    expect(messages(user({ cache: {}, onInvalid: "throw" }), user({}))).toEqual([
      "`user` no longer has `getOrLoad`: there is no `cache`: this breaks callers",
    ]);
  });
});

describe("of assets, a change", () => {
  test.each<[string, Options, Options, ...string[]]>([
    ["of where they are served", { mount: "/a" }, { mount: "/b" }, "mount-changed: callers"],
    ["that serves them at the root", { mount: "/a" }, {}, "mount-changed: callers"],
    ["that keeps `.html` in paths", { cleanUrls: true }, {}, "mount-changed: callers"],
    ["that takes `.html` out of paths", {}, { cleanUrls: true }],
    ["to no application", { singlePageApp: "a.html" }, {}, "mount-changed: callers"],
    ["of an application's page", { singlePageApp: "a.html" }, { singlePageApp: "b.html" }],
    ["of their folder", {}, { from: "./dist" }],
    ["of the page for what is not found", { notFound: "404.html" }, {}],
    ["of how long they are kept", { cacheControl: "no-store" }, { cacheControl: "max-age=60" }],
    ["that stores compressed forms", {}, { precompress: true }],
    ["that stores none", { precompress: true }, {}],
    ["of their keys", {}, { key: "files:{path}" }, "key-changed: stored data"],
  ])("%s", (_, before, after, ...rules) => {
    expect(broken(site(before), site(after))).toEqual(rules);
  });

  test("to records breaks stored data", () => {
    const records = modelOf({
      SITE: {
        title: "site",
        collections: {
          file: collection({ key: "file:{path}", value: z.string(), ttl: ttl.none("files") }),
        },
      },
    });
    expect(broken(site({}), records)).toContain("codec-changed: stored data");
    expect(broken(records, site({}))).toContain("codec-changed: stored data");
  });
});

describe("of a namespace, a change", () => {
  const one = (options: Options, name = "CACHE") =>
    modelOf({
      [name]: {
        title: "cache",
        collections: { user: collection(USER as never) as CollectionDefinition },
        ...options,
      },
    });

  test.each<[string, Options, Options, ...string[]]>([
    ["that gives up its twin", { preview: true }, {}, "preview-removed: infrastructure"],
    ["that gives it a twin", {}, { preview: true }],
    ["of its title", {}, { title: "other" }, "title-changed: infrastructure"],
    ["of who answers for it", { owner: "a" }, { owner: "b", description: "Users." }],
  ])("%s", (_, before, after, ...rules) => {
    expect(broken(one(before), one(after))).toEqual(rules);
  });

  test("of its binding breaks only callers if it states its former name", () => {
    expect(broken(one({}), one({ renamedFrom: "CACHE" }, "USERS"))).toEqual(["renamed: callers"]);
    expect(broken(one({}), one({}, "USERS"))).toEqual([
      "title-taken: infrastructure",
      "namespace-removed: infrastructure",
    ]);
  });

  test("of its title to another's former one, which Cloudflare may reject, says how to do it", () => {
    const titled = (...titles: readonly string[]) =>
      modelOf(
        Object.fromEntries(titles.map((title, at) => [`KV${at}`, { title, collections: {} }])),
      );
    const help = (before: Model, after: Model) =>
      compareModels(before, after).flatMap(({ rule, path, help }) =>
        rule === "breaking/title-taken" ? `${path.join(".")}: ${help}` : [],
      );
    const between = (name: string) =>
      `First give \`${name}\` a title that none has had, and run \`pulumi up\` in each stage before this change.`;
    expect(help(titled("a", "b"), titled("b", "a"))).toEqual([
      `namespaces.KV1.title: ${between("KV0")}`,
      `namespaces.KV0.title: ${between("KV1")}`,
    ]);
    expect(help(titled("a", "b"), titled("c", "a"))).toEqual([
      `namespaces.KV1.title: ${between("KV0")}`,
    ]);
    expect(help(titled("a"), titled("b", "a"))).toHaveLength(1);
    expect(help(titled("a", "b"), titled("a", "c"))).toEqual([]);
    // The step between.
    expect(help(titled("a", "b"), titled("a-next", "b-next"))).toEqual([]);
    expect(help(titled("a-next", "b-next"), titled("b", "a"))).toEqual([]);
  });

  test("that moves a collection to another says where it is, and that its records are not there", () => {
    const cart = collection({ ...USER, key: "cart:{id}" } as never);
    const [here, there] = [{ title: "cache" }, { title: "other" }];
    const before = modelOf({
      CACHE: { ...here, collections: { cart, user: collection(USER as never) } },
      OTHER: { ...there, collections: {} },
    });
    const after = modelOf({
      CACHE: { ...here, collections: { cart } },
      OTHER: { ...there, collections: { user: collection(USER as never) } },
    });
    expect(messages(before, after)).toEqual([
      "the collection `user` (`user:{id}`) is now in `OTHER`, but its records are not: this breaks stored data",
    ]);
  });

  test("of the separator changes the keys in which it is encoded", () => {
    const separated = (separator: string) => {
      const problems: DefinitionProblem[] = [];
      const { options } = defineKv({
        conventions: { separator },
        namespaces: {
          CACHE: {
            title: "cache",
            collections: {
              text: collection({ ...USER, key: "text.{id}" } as never),
              uuid: collection({ ...USER, key: "uuid.{id}", params: { id: z.uuid() } } as never),
            },
          },
        },
      });
      return compileModel(options, problems);
    };
    expect(messages(separated(":"), separated("/"))).toEqual([
      "`{id}` of `text.{id}` is written differently: this breaks stored data",
    ]);
  });
});
