// Made from keyloom.schema.ts by `keyloom generate`. Change that file and run the command again.
// biome-ignore-all format lint assist: made by a program
/* eslint-disable */
/* eslint max-lines: ["warn", 4] -- so there is always something to disable */

import {
  Cache,
  type CachedSpec,
  decodeText,
  defaultTtl,
  type Duration,
  fixedTtl,
  type GetOptions,
  isRecord,
  type Issue,
  json,
  type KVNamespace,
  type LoadContext,
  noMatch,
  type PageOptions,
  requiredTtl,
  textParam,
  type Ttl,
  type TtlWithin,
  wrongType,
  wrongValue,
} from "keyloom/runtime";

/** The KV bindings of the Worker. */
export interface Env {
  /** The namespace `app-{stage}`. */
  readonly APP: KVNamespace;
}

/** How long a record may be kept: at least 1 minute. */
export type TtlAtLeast1Minute<Asked extends Ttl = Ttl> = Ttl extends Asked
  ? Asked
  : TtlWithin<
      Asked,
      "a TTL of at least 1 minute",
      {
        s: ["60", "2147483647"];
        m: ["1", "35791394"];
        h: ["1", "596523"];
        d: ["1", "24855"];
        w: ["1", "3550"];
      }
    >;

/** How long a record may be kept: 1 minute to 1 day. */
export type Ttl1MinuteTo1Day<Asked extends Ttl = Ttl> = Ttl extends Asked
  ? Asked
  : TtlWithin<
      Asked,
      "a TTL of 1 minute to 1 day",
      { s: ["60", "86400"]; m: ["1", "1440"]; h: ["1", "24"]; d: ["1", "1"]; w: ["1", "0"] }
    >;

/** What a list returns of a record. */
type ListEntry<Params> = {
  readonly key: string;
  readonly params: Params;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
};

/** Stored as JSON under `page:{url}`. */
export interface Page {
  html: string;
}

/** The parameters of `page:{url}`. */
export interface PageParams {
  readonly url: string;
}

/** {@link Page} as a list returns it: without its value. */
export interface PageEntry extends ListEntry<PageParams> {}

/** Reads and writes `page:{url}`. Records expire after 1 hour. */
export interface PageCollection {
  /** Builds a key. */
  key(params: PageParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): PageParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: PageParams, options?: GetOptions): Promise<Page | null>;
  /** Whether there is a value. */
  has(params: PageParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(params: readonly PageParams[], options?: GetOptions): Promise<readonly (Page | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: PageParams, value: Page): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: PageParams; value: Page }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(params: PageParams, change: (value: Page) => Page | Promise<Page>): Promise<Page | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch(params: PageParams): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: PageParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<PageEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<PageEntry & { readonly value: Page }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<PageEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly PageEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
  /** Reads a value, or loads and keeps it. */
  getOrLoad(
    params: PageParams,
    load: () => Page | Promise<Page>,
    options?: { cacheTtl?: number | Duration; context?: LoadContext },
  ): Promise<Page>;
}

/** Stored as JSON under `plan:{customer}`. */
export type Plan = "free" | "paid" | null;

/** The parameters of `plan:{customer}`. */
export interface PlanParams {
  readonly customer: string;
}

/** {@link Plan} as a list returns it: without its value. */
export interface PlanEntry extends ListEntry<PlanParams> {}

/**
 * Reads and writes `plan:{customer}`. Records expire after 1 hour, or after a `ttl` of at least 1
 * minute.
 */
export interface PlanCollection {
  /** Builds a key. */
  key(params: PlanParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): PlanParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: PlanParams, options?: GetOptions): Promise<Plan | null>;
  /** Whether there is a value. */
  has(params: PlanParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(params: readonly PlanParams[], options?: GetOptions): Promise<readonly (Plan | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put<Asked extends Ttl>(
    params: PlanParams,
    value: Plan,
    options?: { ttl?: TtlAtLeast1Minute<Asked> },
  ): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: PlanParams; value: Plan; ttl?: Ttl }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update<const Given extends Plan, Asked extends Ttl>(
    params: PlanParams,
    change: (value: Plan) => Given | Promise<Given>,
    options?: { ttl?: TtlAtLeast1Minute<Asked> },
  ): Promise<Plan | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch<Asked extends Ttl>(
    params: PlanParams,
    options?: { ttl?: TtlAtLeast1Minute<Asked> },
  ): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: PlanParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<PlanEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<PlanEntry & { readonly value: Plan }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<PlanEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly PlanEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
  /**
   * Reads a value, or loads and keeps it. A value is served up to 1 hour past its TTL, while a new
   * one is loaded or if loading fails.
   */
  getOrLoad<const Given extends Plan, Asked extends Ttl>(
    params: PlanParams,
    load: () => Given | Promise<Given>,
    options?: {
      cacheTtl?: number | Duration;
      context?: LoadContext;
      ttl?: TtlAtLeast1Minute<Asked> | ((value: Plan) => Ttl | undefined);
    },
  ): Promise<Plan>;
}

/** Stored as JSON under `price:{sku}`. */
export type Price = number;

/** The parameters of `price:{sku}`. */
export interface PriceParams {
  readonly sku: string;
}

/** {@link Price} as a list returns it: without its value. */
export interface PriceEntry extends ListEntry<PriceParams> {}

/**
 * Reads and writes `price:{sku}`. Each `put` says when the record expires: a `ttl` of 1 minute to 1
 * day.
 */
export interface PriceCollection {
  /** Builds a key. */
  key(params: PriceParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): PriceParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: PriceParams, options?: GetOptions): Promise<Price | null>;
  /** Whether there is a value. */
  has(params: PriceParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(params: readonly PriceParams[], options?: GetOptions): Promise<readonly (Price | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put<Asked extends Ttl>(
    params: PriceParams,
    value: Price,
    options: { ttl: Ttl1MinuteTo1Day<Asked> },
  ): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: PriceParams; value: Price; ttl: Ttl }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update<Asked extends Ttl>(
    params: PriceParams,
    change: (value: Price) => Price | Promise<Price>,
    options?: { ttl?: Ttl1MinuteTo1Day<Asked> },
  ): Promise<Price | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch<Asked extends Ttl>(
    params: PriceParams,
    options: { ttl: Ttl1MinuteTo1Day<Asked> },
  ): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: PriceParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<PriceEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<PriceEntry & { readonly value: Price }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<PriceEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly PriceEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
  /**
   * Reads a value, or loads and keeps it. A value is served up to 1 day past its TTL, while a new
   * one is loaded or if loading fails.
   */
  getOrLoad<Asked extends Ttl>(
    params: PriceParams,
    load: () => Price | Promise<Price>,
    options: {
      cacheTtl?: number | Duration;
      context?: LoadContext;
      ttl: Ttl1MinuteTo1Day<Asked> | ((value: Price) => Ttl);
    },
  ): Promise<Price>;
}

/** Stored as JSON under `quote:{symbol}`. */
export interface Quote {
  price: number;
}

/** The parameters of `quote:{symbol}`. */
export interface QuoteParams {
  readonly symbol: string;
}

/** {@link Quote} as a list returns it: without its value. */
export interface QuoteEntry extends ListEntry<QuoteParams> {}

/**
 * Reads and writes `quote:{symbol}`. Records expire after 1 hour, or after a `ttl` of at least 1
 * minute.
 */
export interface QuoteCollection {
  /** Builds a key. */
  key(params: QuoteParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): QuoteParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: QuoteParams, options?: GetOptions): Promise<Quote | null>;
  /** Whether there is a value. */
  has(params: QuoteParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(params: readonly QuoteParams[], options?: GetOptions): Promise<readonly (Quote | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put<Asked extends Ttl>(
    params: QuoteParams,
    value: Quote,
    options?: { ttl?: TtlAtLeast1Minute<Asked> },
  ): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: QuoteParams; value: Quote; ttl?: Ttl }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update<Asked extends Ttl>(
    params: QuoteParams,
    change: (value: Quote) => Quote | Promise<Quote>,
    options?: { ttl?: TtlAtLeast1Minute<Asked> },
  ): Promise<Quote | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch<Asked extends Ttl>(
    params: QuoteParams,
    options?: { ttl?: TtlAtLeast1Minute<Asked> },
  ): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: QuoteParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<QuoteEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<QuoteEntry & { readonly value: Quote }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<QuoteEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly QuoteEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
  /**
   * Reads a value, or loads and keeps it. A `null` from the loader means that there is none, and is
   * kept for 5 minutes.
   */
  getOrLoad<Asked extends Ttl>(
    params: QuoteParams,
    load: () => Quote | null | Promise<Quote | null>,
    options?: {
      cacheTtl?: number | Duration;
      context?: LoadContext;
      ttl?: TtlAtLeast1Minute<Asked> | ((value: Quote) => Ttl | undefined);
    },
  ): Promise<Quote | null>;
}

/** Stored as JSON under `region:{ip}`. */
export type Region = "eu" | 1 | boolean;

/** The parameters of `region:{ip}`. */
export interface RegionParams {
  readonly ip: string;
}

/** {@link Region} as a list returns it: without its value. */
export interface RegionEntry extends ListEntry<RegionParams> {}

/** Reads and writes `region:{ip}`. Records expire after 1 hour. */
export interface RegionCollection {
  /** Builds a key. */
  key(params: RegionParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): RegionParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: RegionParams, options?: GetOptions): Promise<Region | null>;
  /** Whether there is a value. */
  has(params: RegionParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(
    params: readonly RegionParams[],
    options?: GetOptions,
  ): Promise<readonly (Region | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: RegionParams, value: Region): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: RegionParams; value: Region }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update<const Given extends Region>(
    params: RegionParams,
    change: (value: Region) => Given | Promise<Given>,
  ): Promise<Region | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch(params: RegionParams): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: RegionParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<RegionEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<RegionEntry & { readonly value: Region }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<RegionEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly RegionEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
  /**
   * Reads a value, or loads and keeps it. A `null` from the loader means that there is none, and is
   * kept for 1 hour.
   */
  getOrLoad<const Given extends Region>(
    params: RegionParams,
    load: () => Given | null | Promise<Given | null>,
    options?: { cacheTtl?: number | Duration; context?: LoadContext },
  ): Promise<Region | null>;
}

/** The collections of `APP`. */
export interface AppNamespace {
  /** Records under `page:{url}`. */
  readonly page: PageCollection;
  /** Records under `plan:{customer}`. */
  readonly plan: PlanCollection;
  /** Records under `price:{sku}`. */
  readonly price: PriceCollection;
  /** Records under `quote:{symbol}`. */
  readonly quote: QuoteCollection;
  /** Records under `region:{ip}`. */
  readonly region: RegionCollection;
}

/** All collections, by binding. */
export interface Keyloom {
  readonly APP: AppNamespace;
}

/** Binds the collections to the namespaces of one request's `env`. */
export function keyloom(env: Env): Keyloom {
  return {
    APP: {
      page: new Cache(env.APP, pageSpec),
      plan: new Cache(env.APP, planSpec),
      price: new Cache(env.APP, priceSpec),
      quote: new Cache(env.APP, quoteSpec),
      region: new Cache(env.APP, regionSpec),
    },
  };
}

const SPECIAL = /[%:]/g;

function checkPage(input: unknown, issues: Issue[]): Page {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { html } = input;
  if (typeof html !== "string") wrongType(issues, ["html"], "a string", html);
  return { html } as Page;
}

const pageSpec: CachedSpec<PageParams, Page> = {
  key: {
    name: "APP.page",
    parts: ["page:", textParam("url", SPECIAL)],
    pattern: /^page:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkPage,
  ttl: fixedTtl(3600),
  cache: {},
  onInvalid: "missing",
};

function checkPlan(input: unknown, issues: Issue[]): Plan {
  if (input !== null && input !== "free" && input !== "paid") {
    wrongValue(issues, [], ["free", "paid"]);
  }
  return input as Plan;
}

const planSpec: CachedSpec<PlanParams, Plan> = {
  key: {
    name: "APP.plan",
    parts: ["plan:", textParam("customer", SPECIAL)],
    pattern: /^plan:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkPlan,
  ttl: defaultTtl(3600, 60, 2147483647),
  cache: { stale: 3600 },
  onInvalid: "missing",
};

function checkPrice(input: unknown, issues: Issue[]): Price {
  if (!Number.isFinite(input)) wrongType(issues, [], "a number", input);
  return input as Price;
}

const priceSpec: CachedSpec<PriceParams, Price> = {
  key: {
    name: "APP.price",
    parts: ["price:", textParam("sku", SPECIAL)],
    pattern: /^price:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkPrice,
  ttl: requiredTtl(60, 86400),
  cache: { stale: 86400, jitter: 0.1 },
  onInvalid: "missing",
};

function checkQuote(input: unknown, issues: Issue[]): Quote {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { price } = input;
  if (!Number.isFinite(price)) wrongType(issues, ["price"], "a number", price);
  return { price } as Quote;
}

const quoteSpec: CachedSpec<QuoteParams, Quote> = {
  key: {
    name: "APP.quote",
    parts: ["quote:", textParam("symbol", SPECIAL)],
    pattern: /^quote:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkQuote,
  ttl: defaultTtl(3600, 60, 2147483647),
  cache: { negative: 300 },
  cacheTtl: 60,
  onInvalid: "missing",
};

function checkRegion(input: unknown, issues: Issue[]): Region {
  if (input !== "eu" && input !== 1 && typeof input !== "boolean") noMatch(issues, [], input);
  return input as Region;
}

const regionSpec: CachedSpec<RegionParams, Region> = {
  key: {
    name: "APP.region",
    parts: ["region:", textParam("ip", SPECIAL)],
    pattern: /^region:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkRegion,
  ttl: fixedTtl(3600),
  cache: { negative: 3600 },
  onInvalid: "missing",
};
