// Made from keyloom.schema.ts by `keyloom generate`. Change that file and run the command again.
// biome-ignore-all format lint assist: made by a program
/* eslint-disable */
/* eslint max-lines: ["warn", 4] -- so there is always something to disable */

import {
  addIssue,
  asGiven,
  BasicCollection,
  Cache,
  type CachedSpec,
  type CollectionSpec,
  copyOtherKeys,
  decodeInteger,
  decodeText,
  type Duration,
  encodeInteger,
  enumParam,
  exactJson,
  firstMatch,
  fixedTtl,
  type GetOptions,
  integerParam,
  isRecord,
  isShorterThan,
  type Issue,
  json,
  keyRange,
  type KVNamespace,
  ListedCollection,
  type LoadContext,
  noTtl,
  type PageOptions,
  type Range,
  Reads,
  rejectOtherKeys,
  Singleton,
  textParam,
  uuidParam,
  wrongType,
} from "keyloom/runtime";

/** The KV bindings of the Worker. */
export interface Env {
  /** Ends a comment: *\/ and goes on with `code`. */
  readonly ODD: KVNamespace;
  /** The namespace `odd-too-{stage}`. */
  readonly odd: KVNamespace;
}

/** Methods that several accessors have. */
type Methods<Params, Value, Entry> = {
  /** Builds a key. */
  key(params: Params): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): Params | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: Params, options?: GetOptions): Promise<Value | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: Params, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(params: readonly Params[], options?: GetOptions): Promise<readonly (Value | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: Params, value: Value): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: Params; value: Value }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(params: Params, change: (value: Value) => Value | Promise<Value>): Promise<Value | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch(params: Params): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: Params): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<Entry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<Entry & { readonly value: Value }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<Entry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly Entry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
};

/** Methods that several accessors have. */
type Methods2<Params, Value, Prefix, Entry> = {
  /** Builds a key. */
  key(params: Params): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): Params | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: Params, options?: GetOptions): Promise<Value | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: Params, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(params: readonly Params[], options?: GetOptions): Promise<readonly (Value | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: Params, value: Value): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: Params; value: Value }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(params: Params, change: (value: Value) => Value | Promise<Value>): Promise<Value | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch(params: Params): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: Params): Promise<void>;
  /**
   * Finds records by leading parameters, over all pages, in the order of keys. No value is read.
   */
  list(params?: Prefix): AsyncIterable<Entry>;
  /** Finds only keys, as `list` does. */
  keys(params?: Prefix): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(params?: Prefix, options?: GetOptions): AsyncIterable<Entry & { readonly value: Value }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(params?: Prefix): Promise<Entry | null>;
  /** Counts records. All their keys are read. */
  count(params?: Prefix): Promise<number>;
  /**
   * Finds one page of records by leading parameters, and the cursor of the next page; `null` after
   * the last.
   */
  page(
    params?: Prefix,
    options?: PageOptions,
  ): Promise<{ entries: readonly Entry[]; cursor: string | null }>;
  /** Removes records by leading parameters, `{}` for all, and returns how many there were. */
  deleteAll(params: Prefix): Promise<number>;
};

/** What a list returns of a record. */
type ListEntry<Params> = {
  readonly key: string;
  readonly params: Params;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
};

/** Stored as JSON under `dollar$`{b}\`. */
export type Kv = string;

/** The parameters of `dollar$`{b}\`. */
export interface KvParams {
  readonly b: string;
}

/** {@link Kv} as a list returns it: without its value. */
export interface KvEntry extends ListEntry<KvParams> {}

/** Reads and writes `dollar$`{b}\`. Records expire after 1 day. */
export interface KvCollection extends Methods<KvParams, Kv, KvEntry> {}

/** Stored as JSON under `env`. */
export type OddEnv = string;

/** Reads and writes `env`. Records expire after 90 seconds. */
export interface OddEnvCollection {
  /** Builds a key. */
  key(): string;
  /** Reads a value; `null` if the key is missing. */
  get(options?: GetOptions): Promise<OddEnv | null>;
  /** Whether there is such a record. Its value is not read. */
  has(options?: GetOptions): Promise<boolean>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(value: OddEnv): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(change: (value: OddEnv) => OddEnv | Promise<OddEnv>): Promise<OddEnv | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch(): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(): Promise<void>;
}

/** Stored as JSON under `one:{id}`. */
export interface Kv1 {
  known: string;
  [key: string]: unknown;
}

/** The parameters of `one:{id}`. */
export interface Kv1Params {
  readonly id: string;
}

/** {@link Kv1} as a list returns it: without its value. */
export interface Kv1Entry extends ListEntry<Kv1Params> {}

/** Reads and writes `one:{id}`. Records expire after 1 day. */
export interface Kv1Collection extends Methods<Kv1Params, Kv1, Kv1Entry> {}

/** Stored as JSON under `basic:{id}`. */
export type OddBasic = string;

/** The parameters of `basic:{id}`. */
export interface OddBasicParams {
  readonly id: string;
}

/** Reads and writes `basic:{id}`. Records expire after 1 day. */
export interface OddBasicCollection {
  /** Builds a key. */
  key(params: OddBasicParams): string;
  /** Reads a value; `null` if the key is missing. */
  get(params: OddBasicParams, options?: GetOptions): Promise<OddBasic | null>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: OddBasicParams, value: OddBasic): Promise<void>;
}

/** Stored as JSON under `cache:{id}`. */
export type OddCache = string;

/** The parameters of `cache:{id}`. */
export interface OddCacheParams {
  readonly id: string;
}

/** {@link OddCache} as a list returns it: without its value. */
export interface OddCacheEntry extends ListEntry<OddCacheParams> {}

/** Reads and writes `cache:{id}`. Records expire after 1 day. */
export interface OddCacheCollection {
  /** Builds a key. */
  key(params: OddCacheParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): OddCacheParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: OddCacheParams, options?: GetOptions): Promise<OddCache | null>;
  /** Whether there is a value. */
  has(params: OddCacheParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(
    params: readonly OddCacheParams[],
    options?: GetOptions,
  ): Promise<readonly (OddCache | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: OddCacheParams, value: OddCache): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: OddCacheParams; value: OddCache }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(
    params: OddCacheParams,
    change: (value: OddCache) => OddCache | Promise<OddCache>,
  ): Promise<OddCache | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch(params: OddCacheParams): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: OddCacheParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<OddCacheEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<OddCacheEntry & { readonly value: OddCache }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<OddCacheEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly OddCacheEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
  /** Reads a value, or loads and keeps it. */
  getOrLoad(
    params: OddCacheParams,
    load: () => OddCache | Promise<OddCache>,
    options?: { cacheTtl?: number | Duration; context?: LoadContext },
  ): Promise<OddCache>;
}

/**
 * One line.
 * Another line, with *\/ in it.
 *
 * Stored as JSON under `class:{class}:{key}:{match}:{input}`.
 */
export interface Class {
  "0": {
    "": string;
  };
  /** A description that ends the comment *\/ early. */
  default: string;
  "with space": number;
  "it's": boolean;
  constructor: string;
  toString: string;
  length?: number | undefined;
  isRecord: string[];
  Number: number;
  issues: {
    issue: string;
    UUID: string;
  }[];
  checkClass: string | string[];
  UUID: string;
}

/** The parameters of `class:{class}:{key}:{match}:{input}`. */
export interface ClassParams {
  /** *\/ `class` */
  readonly class: "a'b" | 'say "hi"' | "*/" | "$" | "`" | "\\";
  readonly key: string;
  /** In keys it has 2 digits: `01`. */
  readonly match: number;
  readonly input: boolean;
}

/** The leading parameters of `class:{class}:{key}:{match}:{input}` that a list may filter by. */
export type ClassPrefix =
  | { readonly class?: never; readonly key?: never; readonly match?: never; readonly input?: never }
  | {
      readonly class: ClassParams["class"];
      readonly key?: never;
      readonly match?: never;
      readonly input?: never;
    }
  | {
      readonly class: ClassParams["class"];
      readonly key: string;
      readonly match?: Range<number>;
      readonly input?: never;
    }
  | {
      readonly class: ClassParams["class"];
      readonly key: string;
      readonly match: number;
      readonly input?: never;
    };

/** {@link Class} as a list returns it: without its value. */
export interface ClassEntry extends ListEntry<ClassParams> {}

/** Reads and writes `class:{class}:{key}:{match}:{input}`. Records never expire: it says so. */
export interface ClassCollection {
  /** Builds a key. */
  key(params: ClassParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): ClassParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: ClassParams, options?: GetOptions): Promise<Class | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: ClassParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(params: readonly ClassParams[], options?: GetOptions): Promise<readonly (Class | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: ClassParams, value: Class): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: ClassParams; value: Class }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(
    params: ClassParams,
    change: (value: Class) => Class | Promise<Class>,
  ): Promise<Class | null>;
  /** Removes a record. A missing key is not an error. */
  delete(params: ClassParams): Promise<void>;
  /**
   * Finds records by leading parameters, over all pages, in the order of keys. No value is read.
   */
  list(params?: ClassPrefix): AsyncIterable<ClassEntry>;
  /** Finds only keys, as `list` does. */
  keys(params?: ClassPrefix): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: ClassPrefix,
    options?: GetOptions,
  ): AsyncIterable<ClassEntry & { readonly value: Class }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(params?: ClassPrefix): Promise<ClassEntry | null>;
  /** Counts records. All their keys are read. */
  count(params?: ClassPrefix): Promise<number>;
  /**
   * Finds one page of records by leading parameters, and the cursor of the next page; `null` after
   * the last.
   */
  page(
    params?: ClassPrefix,
    options?: PageOptions,
  ): Promise<{ entries: readonly ClassEntry[]; cursor: string | null }>;
  /** Removes records by leading parameters, `{}` for all, and returns how many there were. */
  deleteAll(params: ClassPrefix): Promise<number>;
}

/** Stored as JSON under `inherited:{constructor}:{id}`. */
export type Inherited = string;

/** The parameters of `inherited:{constructor}:{id}`. */
export interface InheritedParams {
  readonly constructor: string;
  readonly id: string;
}

/** The leading parameters of `inherited:{constructor}:{id}` that a list may filter by. */
export type InheritedPrefix =
  | { readonly constructor?: unknown; readonly id?: never }
  | { readonly constructor: string; readonly id?: never };

/** {@link Inherited} as a list returns it: without its value. */
export interface InheritedEntry extends ListEntry<InheritedParams> {}

/** Reads and writes `inherited:{constructor}:{id}`. Records expire after 1 day. */
export interface InheritedCollection
  extends Methods2<InheritedParams, Inherited, InheritedPrefix, InheritedEntry> {}

/** Stored as JSON under `inherited2:{id}:{toString}:{valueOf}`. */
export type Inherited2 = string;

/** The parameters of `inherited2:{id}:{toString}:{valueOf}`. */
export interface Inherited2Params {
  readonly id: string;
  readonly toString: string;
  readonly valueOf: number;
}

/** The leading parameters of `inherited2:{id}:{toString}:{valueOf}` that a list may filter by. */
export type Inherited2Prefix =
  | { readonly id?: never; readonly toString?: unknown; readonly valueOf?: unknown }
  | { readonly id: string; readonly toString?: unknown; readonly valueOf?: unknown }
  | { readonly id: string; readonly toString: string; readonly valueOf?: unknown };

/** {@link Inherited2} as a list returns it: without its value. */
export interface Inherited2Entry extends ListEntry<Inherited2Params> {}

/** Reads and writes `inherited2:{id}:{toString}:{valueOf}`. Records expire after 1 day. */
export interface Inherited2Collection
  extends Methods2<Inherited2Params, Inherited2, Inherited2Prefix, Inherited2Entry> {}

/** Stored as JSON under `promise:{id}`. */
export type OddPromise = Record<string, never>;

/** The parameters of `promise:{id}`. */
export interface OddPromiseParams {
  readonly id: string;
}

/** {@link OddPromise} as a list returns it: without its value. */
export interface OddPromiseEntry extends ListEntry<OddPromiseParams> {}

/** Reads and writes `promise:{id}`. Records expire after 1 day. */
export interface OddPromiseCollection
  extends Methods<OddPromiseParams, OddPromise, OddPromiseEntry> {}

/** Stored as JSON under `reads:{id}`. */
export type OddReads = string;

/** The parameters of `reads:{id}`. */
export interface OddReadsParams {
  readonly id: string;
}

/** Reads and writes `reads:{id}`. Records expire after 1 day. */
export interface OddReadsCollection {
  /** Builds a key. */
  key(params: OddReadsParams): string;
  /** Reads a value; `null` if the key is missing. */
  get(params: OddReadsParams, options?: GetOptions): Promise<OddReads | null>;
}

/** The collections of `ODD`. */
export interface OddNamespace {
  /** Records under `dollar$`{b}\`. */
  readonly $: KvCollection;
  /** Records under `env`. */
  readonly Env: OddEnvCollection;
  /** Records under `one:{id}`. */
  readonly _1: Kv1Collection;
  /** Records under `basic:{id}`. */
  readonly basic: OddBasicCollection;
  /** Records under `cache:{id}`. */
  readonly cache: OddCacheCollection;
  /**
   * One line.
   * Another line, with *\/ in it.
   */
  readonly class: ClassCollection;
  /** Records under `inherited:{constructor}:{id}`. */
  readonly inherited: InheritedCollection;
  /** Records under `inherited2:{id}:{toString}:{valueOf}`. */
  readonly inherited2: Inherited2Collection;
  /** Records under `promise:{id}`. */
  readonly promise: OddPromiseCollection;
  /** Records under `reads:{id}`. */
  readonly reads: OddReadsCollection;
}

/** The collections of `odd`. */
export interface OddNamespace2 {}

/** All collections, by binding. */
export interface Keyloom {
  readonly ODD: OddNamespace;
  readonly odd: OddNamespace2;
}

/** Binds the collections to the namespaces of one request's `env`. */
export function keyloom(env: Env): Keyloom {
  return {
    ODD: {
      $: new ListedCollection(env.ODD, kvSpec),
      Env: new Singleton(env.ODD, oddEnvSpec),
      _1: new ListedCollection(env.ODD, kv1Spec),
      basic: new BasicCollection(env.ODD, oddBasicSpec),
      cache: new Cache(env.ODD, oddCacheSpec),
      class: new ListedCollection(env.ODD, classSpec),
      inherited: new ListedCollection(env.ODD, inheritedSpec),
      inherited2: new ListedCollection(env.ODD, inherited2Spec),
      promise: new ListedCollection(env.ODD, oddPromiseSpec),
      reads: new Reads(env.ODD, oddReadsSpec),
    },
    odd: {},
  };
}

const SPECIAL = /[%:\\]/g;
const SPECIAL_2 = /[%:]/g;
const VALUE_0_KEYS = new Set([""]);
const UUID_2 =
  /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/;
const UUID_PATTERN = /['"`/]/;

function checkKv(input: unknown, issues: Issue[]): Kv {
  if (typeof input !== "string") wrongType(issues, [], "a string", input);
  return input as Kv;
}

const kvSpec: CollectionSpec<KvParams, Kv, undefined> = {
  key: {
    name: "ODD.$",
    parts: ["dollar$`", textParam("b", SPECIAL), "\\"],
    pattern: /^dollar\$`([^:\\]+)\\$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkKv,
  ttl: fixedTtl(86400),
};

function checkOddEnv(input: unknown, issues: Issue[]): OddEnv {
  if (typeof input !== "string") wrongType(issues, [], "a string", input);
  return input as OddEnv;
}

const oddEnvSpec: CollectionSpec<object, OddEnv, undefined> = {
  key: {
    name: "ODD.Env",
    parts: ["env"],
  },
  codec: json,
  value: checkOddEnv,
  ttl: fixedTtl(90),
};

function checkKv1(input: unknown, issues: Issue[]): Kv1 {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { known } = input;
  if (typeof known !== "string") wrongType(issues, ["known"], "a string", known);
  const output: Record<string, unknown> = { known };
  copyOtherKeys(input, output);
  return output as unknown as Kv1;
}

const kv1Spec: CollectionSpec<Kv1Params, Kv1, undefined> = {
  key: {
    name: "ODD._1",
    parts: ["one:", textParam("id", SPECIAL_2)],
    pattern: /^one:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: exactJson,
  value: checkKv1,
  ttl: fixedTtl(86400),
};

function checkOddBasic(input: unknown, issues: Issue[]): OddBasic {
  if (typeof input !== "string") wrongType(issues, [], "a string", input);
  return input as OddBasic;
}

const oddBasicSpec: CollectionSpec<OddBasicParams, OddBasic, undefined> = {
  key: {
    name: "ODD.basic",
    parts: ["basic:", textParam("id", SPECIAL_2)],
  },
  codec: json,
  value: checkOddBasic,
  ttl: fixedTtl(86400),
};

function checkOddCache(input: unknown, issues: Issue[]): OddCache {
  if (typeof input !== "string") wrongType(issues, [], "a string", input);
  return input as OddCache;
}

const oddCacheSpec: CachedSpec<OddCacheParams, OddCache> = {
  key: {
    name: "ODD.cache",
    parts: ["cache:", textParam("id", SPECIAL_2)],
    pattern: /^cache:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkOddCache,
  ttl: fixedTtl(86400),
  cache: {},
  onInvalid: "missing",
};

function checkClass(input: unknown, issues: Issue[]): Class {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { constructor, toString }: Record<"constructor" | "toString", unknown> = input;
  const {
    "0": property0,
    default: default2,
    "with space": withSpace,
    "it's": itS,
    length,
    isRecord: isRecord2,
    Number: Number2,
    issues: issues2,
    checkClass: checkClass2,
    UUID,
  } = input;
  let property0Output: unknown;
  if (!isRecord(property0)) {
    wrongType(issues, ["0"], "an object", property0);
  } else {
    const { "": property } = property0;
    if (typeof property !== "string") wrongType(issues, ["0", ""], "a string", property);
    rejectOtherKeys(issues, ["0"], property0, VALUE_0_KEYS);
    property0Output = { "": property };
  }
  if (typeof default2 !== "string") wrongType(issues, ["default"], "a string", default2);
  if (!Number.isFinite(withSpace)) wrongType(issues, ["with space"], "a number", withSpace);
  if (typeof itS !== "boolean") wrongType(issues, ["it's"], "a boolean", itS);
  if (typeof constructor !== "string") wrongType(issues, ["constructor"], "a string", constructor);
  if (typeof toString !== "string") wrongType(issues, ["toString"], "a string", toString);
  if (length !== undefined && !Number.isFinite(length)) {
    wrongType(issues, ["length"], "a number", length);
  }
  if (!Array.isArray(isRecord2)) {
    wrongType(issues, ["isRecord"], "an array", isRecord2);
  } else {
    for (let i = 0; i < isRecord2.length; i++) {
      const item: unknown = isRecord2[i];
      if (typeof item !== "string") wrongType(issues, ["isRecord", i], "a string", item);
    }
  }
  if (!Number.isFinite(Number2)) wrongType(issues, ["Number"], "a number", Number2);
  const issues2Output: unknown[] = [];
  if (!Array.isArray(issues2)) {
    wrongType(issues, ["issues"], "an array", issues2);
  } else {
    for (let i = 0; i < issues2.length; i++) {
      const item: unknown = issues2[i];
      let itemOutput: unknown;
      if (!isRecord(item)) {
        wrongType(issues, ["issues", i], "an object", item);
      } else {
        const { issue, UUID: UUID2 } = item;
        if (typeof issue !== "string") wrongType(issues, ["issues", i, "issue"], "a string", issue);
        if (typeof UUID2 !== "string") {
          wrongType(issues, ["issues", i, "UUID"], "a string", UUID2);
        } else if (!UUID_2.test(UUID2)) {
          addIssue(issues, "invalid_format", ["issues", i, "UUID"], "not a valid uuid");
        }
        itemOutput = { issue, UUID: UUID2 };
      }
      issues2Output.push(itemOutput);
    }
  }
  firstMatch(
    checkClass2,
    issues,
    ["checkClass"],
    [checkClassCheckClassString, checkClassCheckClassArray],
  );
  if (typeof UUID !== "string") {
    wrongType(issues, ["UUID"], "a string", UUID);
  } else if (!UUID_PATTERN.test(UUID)) {
    addIssue(issues, "invalid_format", ["UUID"], "expected a text like /['\"`/]/");
  }
  const output: Record<string, unknown> = {
    "0": property0Output,
    default: default2,
    "with space": withSpace,
    "it's": itS,
    constructor,
    toString,
  };
  if ("length" in input) output["length"] = length;
  output["isRecord"] = isRecord2;
  output["Number"] = Number2;
  output["issues"] = issues2Output;
  output["checkClass"] = checkClass2;
  output["UUID"] = UUID;
  return output as unknown as Class;
}

function checkClassCheckClassString(input: unknown, issues: Issue[]): unknown {
  if (typeof input !== "string") {
    wrongType(issues, [], "a string", input);
  } else if (isShorterThan(input, 2)) {
    addIssue(issues, "too_small", [], "expected at least 2 characters");
  }
  return input;
}

function checkClassCheckClassArray(input: unknown, issues: Issue[]): unknown {
  if (!Array.isArray(input)) {
    wrongType(issues, [], "an array", input);
  } else {
    for (let i = 0; i < input.length; i++) {
      const item: unknown = input[i];
      if (typeof item !== "string") wrongType(issues, [i], "a string", item);
    }
  }
  return input;
}

const classSpec: CollectionSpec<ClassParams, Class, undefined> = {
  key: {
    name: "ODD.class",
    parts: [
      "class:",
      enumParam("class", "a'b", 'say "hi"', "*/", "$", "`", "\\"),
      ":",
      textParam("key", SPECIAL_2, 10),
      ":",
      integerParam("match", 2, -10, 10, encodeInteger),
      ":",
      {
        name: "input",
        check(input, issues) {
          if (typeof input !== "boolean") wrongType(issues, ["input"], "a boolean", input);
        },
        encode: String,
      },
    ],
    pattern: /^class:(a'b|say "hi"|\*\/|\$|`|\\):([^:]+):(-?\d{2}):(true|false)$/su,
    decode: [asGiven, decodeText, decodeInteger, (text) => text === "true"],
    range: keyRange,
  },
  codec: json,
  value: checkClass,
  ttl: noTtl,
};

function checkInherited(input: unknown, issues: Issue[]): Inherited {
  if (typeof input !== "string") wrongType(issues, [], "a string", input);
  return input as Inherited;
}

const inheritedSpec: CollectionSpec<InheritedParams, Inherited, undefined> = {
  key: {
    name: "ODD.inherited",
    parts: ["inherited:", textParam("constructor", SPECIAL_2), ":", uuidParam("id", UUID_2)],
    pattern: /^inherited:([^:]+):([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/su,
    decode: [decodeText, asGiven],
  },
  codec: json,
  value: checkInherited,
  ttl: fixedTtl(86400),
};

function checkInherited2(input: unknown, issues: Issue[]): Inherited2 {
  if (typeof input !== "string") wrongType(issues, [], "a string", input);
  return input as Inherited2;
}

const inherited2Spec: CollectionSpec<Inherited2Params, Inherited2, undefined> = {
  key: {
    name: "ODD.inherited2",
    parts: [
      "inherited2:",
      textParam("id", SPECIAL_2),
      ":",
      textParam("toString", SPECIAL_2),
      ":",
      integerParam("valueOf", 1, 0, 9),
    ],
    pattern: /^inherited2:([^:]+):([^:]+):(\d{1})$/su,
    decode: [decodeText, decodeText, Number],
    range: keyRange,
  },
  codec: json,
  value: checkInherited2,
  ttl: fixedTtl(86400),
};

function checkOddPromise(input: unknown, issues: Issue[]): OddPromise {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  return {} as OddPromise;
}

const oddPromiseSpec: CollectionSpec<OddPromiseParams, OddPromise, undefined> = {
  key: {
    name: "ODD.promise",
    parts: ["promise:", textParam("id", SPECIAL_2)],
    pattern: /^promise:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkOddPromise,
  ttl: fixedTtl(86400),
};

function checkOddReads(input: unknown, issues: Issue[]): OddReads {
  if (typeof input !== "string") wrongType(issues, [], "a string", input);
  return input as OddReads;
}

const oddReadsSpec: CollectionSpec<OddReadsParams, OddReads, undefined> = {
  key: {
    name: "ODD.reads",
    parts: ["reads:", textParam("id", SPECIAL_2)],
  },
  codec: json,
  value: checkOddReads,
  ttl: fixedTtl(86400),
};
