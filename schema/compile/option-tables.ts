import type { AssetsOptions } from "../assets-options.ts";
import type { CollectionDefinition, KvOptions, NamespaceOptions } from "../define.ts";
import type { CustomParam, RestParam, UnpaddedParam } from "../param.ts";
import type { Kind } from "./kind.ts";
import {
  anything,
  cache,
  codec,
  duration,
  flag,
  methods,
  nameCase,
  names,
  object,
  oneOf,
  onInvalid,
  policy,
  seed,
  text,
  upcasts,
  wholeNumber,
  zodType,
} from "./kinds.ts";
import { pointers } from "./pointer-kinds.ts";
import { redaction } from "./redact-kinds.ts";
import { cacheControl, encodings, mount } from "./serve-kinds.ts";

/** The rules for an option's value. */
export interface Option extends Kind {
  /** A valid value, as it is written in the schema. */
  readonly example: string;
  readonly required: boolean;
}

/** The options of one function of the schema language, by name. */
export interface OptionTable {
  /** The owner of the options, in the words of a message. */
  readonly owner: string;
  readonly options: Readonly<Record<string, Option>>;
}

const needed = (kind: Kind, example: string): Option => ({ ...kind, example, required: true });
const optional = (kind: Kind, example: string): Option => ({ ...kind, example, required: false });

/** The table of an interface, in which no property may be missing. */
type TableOf<Options> = OptionTable & {
  readonly options: Readonly<Record<keyof Options, Option>>;
};

export const KV_OPTIONS: TableOf<KvOptions> = {
  owner: "the schema",
  options: {
    namespaces: needed(object, "{ CACHE: { … } }"),
    output: optional(text, '"./src/kv.gen.ts"'),
    conventions: optional(object, '{ separator: "/" }'),
    zodInWorker: optional(oneOf("allow", "error"), '"error"'),
  },
};

export const CONVENTIONS: TableOf<NonNullable<KvOptions["conventions"]>> = {
  owner: "the conventions",
  options: {
    separator: optional(text, '"/"'),
    segments: optional(nameCase, '"kebab-case"'),
    namespaces: optional(nameCase, '"CONSTANT_CASE"'),
    collections: optional(nameCase, '"camelCase"'),
  },
};

// Options whose absence has its own check, such as the title, are optional here.
export const NAMESPACE_OPTIONS: TableOf<NamespaceOptions> = {
  owner: "a namespace",
  options: {
    title: optional(text, '"shop-{stage}-cache"'),
    collections: needed(object, "{ user: collection({ … }) }"),
    preview: optional(flag, "true"),
    jurisdiction: optional(oneOf("eu", "fedramp", "us"), '"eu"'),
    renamedFrom: optional(names, '"SESSIONS"'),
    description: optional(text, '"What visitors put into their carts."'),
    owner: optional(text, '"checkout"'),
  },
};

export const COLLECTION_OPTIONS: TableOf<CollectionDefinition["options"]> = {
  owner: "a collection",
  options: {
    key: needed(text, '"user:{id}"'),
    params: optional(object, "{ id: z.uuid() }"),
    // There is none if values are bytes.
    value: optional(zodType, "z.object({ name: z.string() })"),
    metadata: optional(zodType, "z.object({ size: z.int() })"),
    ttl: optional(policy, 'ttl.default("1h")'),
    codec: optional(codec, 'gzip("json")'),
    version: optional(wholeNumber, "2"),
    upcasts: optional(upcasts, '{ 1: { from: "./upcasts.ts", name: "userFrom1" } }'),
    versionIn: optional(oneOf("envelope", "metadata"), '"metadata"'),
    fallback: optional(anything, "{ enabled: false }"),
    cacheTtl: optional(duration, '"5m"'),
    pointers: optional(pointers, '{ byEmail: "user-email:{email}" }'),
    cache: optional(cache, '{ stale: "1h" }'),
    methods: optional(methods, '["get", "put", "delete"]'),
    redact: optional(redaction, "{ value: { email: redact.email() } }"),
    onInvalid: optional(onInvalid, '{ from: "./repair.ts", name: "repairUser" }'),
    seed: optional(seed, '"./seeds/users.json"'),
    description: optional(text, '"A user, by id."'),
    owner: optional(text, '"accounts"'),
    deprecated: optional(text, '"`account` takes its place"'),
    renamedFrom: optional(names, '"customer"'),
  },
};

export const ASSETS_OPTIONS: TableOf<AssetsOptions<string>> = {
  owner: "an asset collection",
  options: {
    key: needed(text, '"site:{path}"'),
    from: optional(text, '"./public"'),
    mount: optional(mount, '"/static"'),
    cleanUrls: optional(flag, "true"),
    singlePageApp: optional(text, '"index.html"'),
    notFound: optional(text, '"404.html"'),
    cacheControl: optional(cacheControl, '{ "*.html": "no-cache" }'),
    precompress: optional(encodings, '["br", "gzip"]'),
    ttl: optional(policy, 'ttl.fixed("7d")'),
    cacheTtl: optional(duration, '"5m"'),
    methods: optional(methods, '["put", "delete"]'),
    description: optional(text, '"The files of the site."'),
    owner: optional(text, '"web"'),
    renamedFrom: optional(names, '"file"'),
  },
};

export const CUSTOM_PARAM: TableOf<CustomParam> = {
  owner: "`param.custom`",
  options: {
    codec: needed(oneOf("custom"), '"custom"'),
    from: needed(text, '"./country.ts"'),
    name: needed(text, '"country"'),
    maxBytes: needed(wholeNumber, "2"),
  },
};

export const UNPADDED_PARAM: TableOf<UnpaddedParam> = {
  owner: "`param.unpadded`",
  options: {
    codec: needed(oneOf("unpadded"), '"unpadded"'),
    type: needed(zodType, "z.int()"),
  },
};

export const REST_PARAM: TableOf<RestParam> = {
  owner: "`param.rest`",
  options: {
    codec: needed(oneOf("rest"), '"rest"'),
    type: optional(zodType, "z.string().max(400)"),
  },
};
