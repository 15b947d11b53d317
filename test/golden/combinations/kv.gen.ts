// Made from keyloom.schema.ts by `keyloom generate`. Change that file and run the command again.
// biome-ignore-all format lint assist: made by a program
/* eslint-disable */
/* eslint max-lines: ["warn", 4] -- so there is always something to disable */

import {
  addIssue,
  authored,
  besideVersion,
  bytes,
  Cache,
  type CachedSpec,
  type CollectionSpec,
  dateParam,
  decodeDate,
  decodeText,
  defaultTtl,
  type Duration,
  fieldTtl,
  fixedTtl,
  type GetOptions,
  gzip,
  integerParam,
  isLongerThan,
  isRecord,
  type Issue,
  json,
  keyRange,
  type KVNamespace,
  ListedCollection,
  type LoadContext,
  type NotALeadingParameter,
  notInteger,
  noTtl,
  type PageOptions,
  pointed,
  type PointedSpec,
  type PointerRepair,
  prefixIssues,
  type Range,
  repairedBy,
  type RepairOptions,
  requiredTtl,
  sealed,
  Singleton,
  stream,
  text,
  textParam,
  type Ttl,
  type TtlWithin,
  versioned,
  versionInMetadata,
  wrongType,
  wrongValue,
} from "keyloom/runtime";
import { safeEncode, safeParse } from "zod/v4/core";
import schema from "./keyloom.schema.ts";
import { draftFrom1, draft, orderFrom1, order, quote, quoteFrom1, blob } from "./functions.ts";

/** The KV bindings and secrets of the Worker. */
export interface Env {
  /** The namespace `app-{stage}`. */
  readonly APP: KVNamespace;
  /** The namespace `files-{stage}`. */
  readonly FILES: KVNamespace;
  /**
   * The key ring that seals `FILES.blob`, `FILES.cover`, `FILES.note`: a secret, or a binding of
   * the Secrets Store.
   */
  readonly FILE_KEYS: string | { get(): Promise<string> };
  /** The key ring that seals `APP.account`: a secret, or a binding of the Secrets Store. */
  readonly KEYS: string | { get(): Promise<string> };
}

/** How long a record may be kept: 1 minute to 7 days. */
export type Ttl1MinuteTo7Days<Asked extends Ttl = Ttl> = Ttl extends Asked
  ? Asked
  : TtlWithin<
      Asked,
      "a TTL of 1 minute to 7 days",
      { s: ["60", "604800"]; m: ["1", "10080"]; h: ["1", "168"]; d: ["1", "7"]; w: ["1", "1"] }
    >;

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

/** What a list returns of a record. */
type ListEntry<Params> = {
  readonly key: string;
  readonly params: Params;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
};

/** What a list returns of a record with metadata. */
type ListEntryWithMetadata<Params, Metadata> = {
  readonly key: string;
  readonly params: Params;
  readonly metadata: Metadata;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
};

/** Stored as sealed JSON, version 1, under `account:{tenant}:{id}`. */
export interface Account {
  email: string;
  team: string;
  since: Date;
}

/** The parameters of `account:{tenant}:{id}`. */
export interface AccountParams {
  readonly tenant: string;
  readonly id: string;
}

/** The leading parameters of `account:{tenant}:{id}` that a list may filter by. */
export interface AccountPrefix {
  readonly tenant?: string;
  readonly id?: NotALeadingParameter;
}

/** {@link Account} as a list returns it: without its value. */
export interface AccountEntry extends ListEntry<AccountParams> {}

/** The parameters of `account-email:{email}`. */
export interface AccountByEmailParams {
  readonly email: string;
}

/** Finds {@link Account} by `account-email:{email}`, as far as KV already shows it. */
export interface AccountByEmail {
  /** Builds the key of a pointer. */
  key(params: AccountByEmailParams): string;
  /** Reads the value of the record that has this pointer; `null` if there is none. */
  get(params: AccountByEmailParams, options?: GetOptions): Promise<Account | null>;
  /** Reads the whole record, with the parameters of its key; `null` if there is none. */
  find(
    params: AccountByEmailParams,
    options?: GetOptions,
  ): Promise<{ params: AccountParams; value: Account } | null>;
  /**
   * Finds records with their values, in the order of the pointers' keys, over all pages, 100
   * records at a time.
   */
  list(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<AccountEntry & { readonly value: Account }>;
}

/** The parameters of `account-team:{team}:{tenant}:{id}`. */
export interface AccountByTeamParams {
  readonly team: string;
  readonly tenant: string;
  readonly id: string;
}

/** The leading parameters of `account-team:{team}:{tenant}:{id}` that a list may filter by. */
export type AccountByTeamPrefix =
  | { readonly team?: never; readonly tenant?: never; readonly id?: never }
  | { readonly team: string; readonly tenant?: never; readonly id?: never }
  | { readonly team: string; readonly tenant: string; readonly id?: never };

/** Finds {@link Account} by `account-team:{team}:{tenant}:{id}`, as far as KV already shows it. */
export interface AccountByTeam {
  /** Builds the key of a pointer. */
  key(params: AccountByTeamParams): string;
  /** Reads the value of the record that has this pointer; `null` if there is none. */
  get(params: AccountByTeamParams, options?: GetOptions): Promise<Account | null>;
  /** Reads the whole record, with the parameters of its key; `null` if there is none. */
  find(
    params: AccountByTeamParams,
    options?: GetOptions,
  ): Promise<{ params: AccountParams; value: Account } | null>;
  /**
   * Finds records with their values, in the order of the pointers' keys, over all pages, 100
   * records at a time.
   */
  list(
    params?: AccountByTeamPrefix,
    options?: GetOptions,
  ): AsyncIterable<AccountEntry & { readonly value: Account }>;
}

/**
 * Reads and writes `account:{tenant}:{id}`. Each `put` says when the record expires: a `ttl` of 1
 * minute to 7 days.
 */
export interface AccountCollection {
  /** Builds a key. */
  key(params: AccountParams): string;
  /** Reads a value; the fallback if the key is missing. */
  get(params: AccountParams, options?: GetOptions): Promise<Account>;
  /** Reads values in the order of `params`; the fallback for each missing key. */
  getMany(params: readonly AccountParams[], options?: GetOptions): Promise<readonly Account[]>;
  /** Replaces the whole record: value, metadata and expiration. Its pointers go with it. */
  put<Asked extends Ttl>(
    params: AccountParams,
    value: Account,
    options: { ttl: Ttl1MinuteTo7Days<Asked> },
  ): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. A missing key starts from the
   * fallback.
   */
  update<Asked extends Ttl>(
    params: AccountParams,
    change: (value: Account) => Account | Promise<Account>,
    options?: { ttl?: Ttl1MinuteTo7Days<Asked> },
  ): Promise<Account>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch<Asked extends Ttl>(
    params: AccountParams,
    options: { ttl: Ttl1MinuteTo7Days<Asked> },
  ): Promise<boolean>;
  /** Counts records. All their keys are read. */
  count(params?: AccountPrefix): Promise<number>;
  /** Finds records by `account-email:{email}`. */
  readonly byEmail: AccountByEmail;
  /** Finds records by `account-team:{team}:{tenant}:{id}`. */
  readonly byTeam: AccountByTeam;
  /**
   * Writes missing pointers and removes those that lead nowhere, one page of keys at a time: call
   * it again with the `cursor` until it is `null`.
   */
  repairPointers(options?: RepairOptions): Promise<PointerRepair>;
}

/** Stored as gzipped text, version 2, under `draft`. */
export type Draft = string;

/** The metadata of {@link Draft}. */
export interface DraftMetadata {
  label: string;
}

/** Reads and writes `draft`. Records expire after 1 day, or after a `ttl` of at least 1 minute. */
export interface DraftCollection {
  /** Builds a key. */
  key(): string;
  /** Reads a value; the fallback if the key is missing. */
  get(options?: GetOptions): Promise<Draft>;
  /** Reads a value with its metadata; `null` if the key is missing. */
  getWithMetadata(options?: GetOptions): Promise<{ value: Draft; metadata: DraftMetadata } | null>;
  /** Replaces the whole record: value, metadata and expiration. */
  put<Asked extends Ttl>(
    value: Draft,
    options: { metadata: DraftMetadata; ttl?: TtlAtLeast1Minute<Asked> },
  ): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. A missing key starts from the
   * fallback.
   */
  update<Asked extends Ttl>(
    change: (value: Draft) => Draft | Promise<Draft>,
    options?: { metadata?: DraftMetadata; ttl?: TtlAtLeast1Minute<Asked> },
  ): Promise<Draft>;
}

/** Stored as gzipped JSON, version 1, under `event:{day}:{id}`. */
export interface Event {
  kind: string;
  until: number;
  tags: string[];
}

/** {@link Event} as a `put` accepts it: parts with a default may be left out. */
export interface EventInput {
  kind: string;
  until: number;
  tags?: string[] | undefined;
}

/** The metadata of {@link Event}. */
export interface EventMetadata {
  seen: Date;
}

/** The parameters of `event:{day}:{id}`. */
export interface EventParams {
  readonly day: Date;
  readonly id: string;
}

/** The leading parameters of `event:{day}:{id}` that a list may filter by. */
export interface EventPrefix {
  readonly day?: Date | Range<Date>;
  readonly id?: NotALeadingParameter;
}

/** {@link Event} as a list returns it: without its value. */
export interface EventEntry extends ListEntryWithMetadata<EventParams, EventMetadata> {}

/** The parameters of `event-kind:{kind}`. */
export interface EventByKindParams {
  readonly kind: string;
}

/** Finds {@link Event} by `event-kind:{kind}`, as far as KV already shows it. */
export interface EventByKind {
  /** Builds the key of a pointer. */
  key(params: EventByKindParams): string;
  /** Reads the value of the record that has this pointer; `null` if there is none. */
  get(params: EventByKindParams, options?: GetOptions): Promise<Event | null>;
  /** Reads the whole record, with the parameters of its key; `null` if there is none. */
  find(
    params: EventByKindParams,
    options?: GetOptions,
  ): Promise<{ params: EventParams; value: Event; metadata: EventMetadata } | null>;
  /**
   * Finds records with their values, in the order of the pointers' keys, over all pages, 100
   * records at a time.
   */
  list(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<EventEntry & { readonly value: Event }>;
}

/** Reads and writes `event:{day}:{id}`. Records expire at their `until`. */
export interface EventCollection {
  /** Builds a key. */
  key(params: EventParams): string;
  /** Reads a value; `null` if the key is missing. */
  get(params: EventParams, options?: GetOptions): Promise<Event | null>;
  /** Reads values with their metadata, as `getMany` does; `null` for each missing key. */
  getManyWithMetadata(
    params: readonly EventParams[],
    options?: GetOptions,
  ): Promise<readonly ({ value: Event; metadata: EventMetadata } | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. Its pointers go with it. */
  put(params: EventParams, value: EventInput, options: { metadata: EventMetadata }): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(
    records: readonly { params: EventParams; value: EventInput; metadata: EventMetadata }[],
  ): Promise<void>;
  /** Removes a record. A missing key is not an error. */
  delete(params: EventParams): Promise<void>;
  /** Finds records with their values. */
  entries(
    params?: EventPrefix,
    options?: GetOptions,
  ): AsyncIterable<EventEntry & { readonly value: Event }>;
  /** Finds records by `event-kind:{kind}`. */
  readonly byKind: EventByKind;
  /**
   * Writes missing pointers and removes those that lead nowhere, one page of keys at a time: call
   * it again with the `cursor` until it is `null`.
   */
  repairPointers(options?: RepairOptions): Promise<PointerRepair>;
}

/** Stored as gzipped JSON, version 2, under `order:{shop}:{id}`. */
export interface Order {
  buyer: string;
  until: string;
  paid: Date;
  lines: string[];
}

/** The metadata of {@link Order}. */
export interface OrderMetadata {
  label?: string | undefined;
}

/** The parameters of `order:{shop}:{id}`. */
export interface OrderParams {
  /** In keys it has 2 digits: `01`. */
  readonly shop: number;
  readonly id: string;
}

/** The leading parameters of `order:{shop}:{id}` that a list may filter by. */
export interface OrderPrefix {
  readonly shop?: number | Range<number>;
  readonly id?: NotALeadingParameter;
}

/** {@link Order} as a list returns it: without its value. */
export interface OrderEntry extends ListEntryWithMetadata<OrderParams, OrderMetadata> {}

/** The parameters of `order-buyer:{buyer}:{shop}:{id}`. */
export interface OrderByBuyerParams {
  readonly buyer: string;
  /** In keys it has 2 digits: `01`. */
  readonly shop: number;
  readonly id: string;
}

/** The leading parameters of `order-buyer:{buyer}:{shop}:{id}` that a list may filter by. */
export type OrderByBuyerPrefix =
  | { readonly buyer?: never; readonly shop?: never; readonly id?: never }
  | { readonly buyer: string; readonly shop?: Range<number>; readonly id?: never }
  | { readonly buyer: string; readonly shop: number; readonly id?: never };

/** Finds {@link Order} by `order-buyer:{buyer}:{shop}:{id}`, as far as KV already shows it. */
export interface OrderByBuyer {
  /** Builds the key of a pointer. */
  key(params: OrderByBuyerParams): string;
  /** Reads the value of the record that has this pointer; `null` if there is none. */
  get(params: OrderByBuyerParams, options?: GetOptions): Promise<Order | null>;
  /** Reads the whole record, with the parameters of its key; `null` if there is none. */
  find(
    params: OrderByBuyerParams,
    options?: GetOptions,
  ): Promise<{ params: OrderParams; value: Order; metadata: OrderMetadata } | null>;
  /**
   * Finds records with their values, in the order of the pointers' keys, over all pages, 100
   * records at a time.
   */
  list(
    params?: OrderByBuyerPrefix,
    options?: GetOptions,
  ): AsyncIterable<OrderEntry & { readonly value: Order }>;
}

/** The parameters of `order-until:{until}:{shop}:{id}`. */
export interface OrderByPaperParams {
  readonly until: string;
  /** In keys it has 2 digits: `01`. */
  readonly shop: number;
  readonly id: string;
}

/** The leading parameters of `order-until:{until}:{shop}:{id}` that a list may filter by. */
export type OrderByPaperPrefix =
  | { readonly until?: never; readonly shop?: never; readonly id?: never }
  | { readonly until: string; readonly shop?: Range<number>; readonly id?: never }
  | { readonly until: string; readonly shop: number; readonly id?: never };

/** Finds {@link Order} by `order-until:{until}:{shop}:{id}`, as far as KV already shows it. */
export interface OrderByPaper {
  /** Builds the key of a pointer. */
  key(params: OrderByPaperParams): string;
  /** Reads the value of the record that has this pointer; `null` if there is none. */
  get(params: OrderByPaperParams, options?: GetOptions): Promise<Order | null>;
  /** Reads the whole record, with the parameters of its key; `null` if there is none. */
  find(
    params: OrderByPaperParams,
    options?: GetOptions,
  ): Promise<{ params: OrderParams; value: Order; metadata: OrderMetadata } | null>;
  /**
   * Finds records with their values, in the order of the pointers' keys, over all pages, 100
   * records at a time.
   */
  list(
    params?: OrderByPaperPrefix,
    options?: GetOptions,
  ): AsyncIterable<OrderEntry & { readonly value: Order }>;
}

/** Reads and writes `order:{shop}:{id}`. Records expire at their `until`. */
export interface OrderCollection {
  /** Builds a key. */
  key(params: OrderParams): string;
  /** Reads a value with its metadata; `null` if the key is missing. */
  getWithMetadata(
    params: OrderParams,
    options?: GetOptions,
  ): Promise<{ value: Order; metadata: OrderMetadata } | null>;
  /** Replaces the whole record: value, metadata and expiration. Its pointers go with it. */
  put(params: OrderParams, value: Order, options: { metadata: OrderMetadata }): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(
    params: OrderParams,
    change: (value: Order) => Order | Promise<Order>,
    options?: { metadata?: OrderMetadata },
  ): Promise<Order | null>;
  /**
   * Finds one page of records by leading parameters, and the cursor of the next page; `null` after
   * the last.
   */
  page(
    params?: OrderPrefix,
    options?: PageOptions,
  ): Promise<{ entries: readonly OrderEntry[]; cursor: string | null }>;
  /** Finds records by `order-buyer:{buyer}:{shop}:{id}`. */
  readonly byBuyer: OrderByBuyer;
  /** Finds records by `order-until:{until}:{shop}:{id}`. */
  readonly byPaper: OrderByPaper;
  /**
   * Writes missing pointers and removes those that lead nowhere, one page of keys at a time: call
   * it again with the `cursor` until it is `null`.
   */
  repairPointers(options?: RepairOptions): Promise<PointerRepair>;
}

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
  /** Reads a value; the fallback if the key is missing. */
  get(params: PageParams, options?: GetOptions): Promise<Page>;
  /** Whether there is a value. */
  has(params: PageParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; the fallback for each missing
   * key.
   */
  getMany(params: readonly PageParams[], options?: GetOptions): Promise<readonly Page[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: PageParams, value: Page): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: PageParams; value: Page }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. A missing key starts from the
   * fallback.
   */
  update(params: PageParams, change: (value: Page) => Page | Promise<Page>): Promise<Page>;
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
  /**
   * Reads a value, or loads and keeps it. A `null` from the loader means that there is none, and is
   * kept for 5 minutes. A value is served up to 1 day past its TTL, while a new one is loaded or if
   * loading fails.
   */
  getOrLoad(
    params: PageParams,
    load: () => Page | null | Promise<Page | null>,
    options?: { cacheTtl?: number | Duration; context?: LoadContext },
  ): Promise<Page | null>;
}

/** Stored as JSON, version 1, under `price:{sku}`. */
export interface Price {
  price: number;
  currency: string;
}

/** {@link Price} as a `put` accepts it: parts with a default may be left out. */
export interface PriceInput {
  price: number;
  currency?: string | undefined;
}

/** The parameters of `price:{sku}`. */
export interface PriceParams {
  readonly sku: string;
}

/** {@link Price} as a list returns it: without its value. */
export interface PriceEntry extends ListEntry<PriceParams> {}

/**
 * Reads and writes `price:{sku}`. Records expire after 1 hour, or after a `ttl` of at least 1
 * minute.
 */
export interface PriceCollection {
  /** Builds a key. */
  key(params: PriceParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): PriceParams | null;
  /** Reads a value; the fallback if the key is missing. */
  get(params: PriceParams, options?: GetOptions): Promise<Price>;
  /** Whether there is a value. */
  has(params: PriceParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; the fallback for each missing
   * key.
   */
  getMany(params: readonly PriceParams[], options?: GetOptions): Promise<readonly Price[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put<Asked extends Ttl>(
    params: PriceParams,
    value: PriceInput,
    options?: { ttl?: TtlAtLeast1Minute<Asked> },
  ): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: PriceParams; value: PriceInput; ttl?: Ttl }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. A missing key starts from the
   * fallback.
   */
  update<Asked extends Ttl>(
    params: PriceParams,
    change: (value: Price) => PriceInput | Promise<PriceInput>,
    options?: { ttl?: TtlAtLeast1Minute<Asked> },
  ): Promise<Price>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch<Asked extends Ttl>(
    params: PriceParams,
    options?: { ttl?: TtlAtLeast1Minute<Asked> },
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
   * Reads a value, or loads and keeps it. A `null` from the loader means that there is none, and is
   * kept for 5 minutes. A value is served up to 1 day past its TTL, while a new one is loaded or if
   * loading fails.
   */
  getOrLoad<Asked extends Ttl>(
    params: PriceParams,
    load: () => PriceInput | null | Promise<PriceInput | null>,
    options?: {
      cacheTtl?: number | Duration;
      context?: LoadContext;
      ttl?: TtlAtLeast1Minute<Asked> | ((value: Price) => Ttl | undefined);
    },
  ): Promise<Price | null>;
}

/** Stored as JSON, version 2, under `quote:{market}:{symbol}`. */
export interface Quote {
  price: number;
}

/** The parameters of `quote:{market}:{symbol}`. */
export interface QuoteParams {
  readonly market: string;
  readonly symbol: string;
}

/** Reads and writes `quote:{market}:{symbol}`. Records expire after 1 hour. */
export interface QuoteCollection {
  /** Builds a key. */
  key(params: QuoteParams): string;
  /** Reads a value; the fallback if the key is missing. */
  get(params: QuoteParams, options?: GetOptions): Promise<Quote>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; the fallback for each missing
   * key.
   */
  getMany(params: readonly QuoteParams[], options?: GetOptions): Promise<readonly Quote[]>;
  /** Removes a record. A missing key is not an error. */
  delete(params: QuoteParams): Promise<void>;
  /**
   * Reads a value, or loads and keeps it. A `null` from the loader means that there is none, and is
   * kept for 5 minutes.
   */
  getOrLoad(
    params: QuoteParams,
    load: () => Quote | null | Promise<Quote | null>,
    options?: { cacheTtl?: number | Duration; context?: LoadContext },
  ): Promise<Quote | null>;
}

/** Stored as sealed bytes under `blob:{id}`. */
export type Blob = Uint8Array<ArrayBuffer>;

/** {@link Blob} as a `put` accepts it: in any buffer. */
export type BlobInput = Uint8Array;

/** The metadata of {@link Blob}. */
export type BlobMetadata = "image" | "video";

/** The parameters of `blob:{id}`. */
export interface BlobParams {
  readonly id: string;
}

/** {@link Blob} as a list returns it: without its value. */
export interface BlobEntry extends ListEntryWithMetadata<BlobParams, BlobMetadata> {}

/**
 * Reads and writes `blob:{id}`. Each `put` says when the record expires: a `ttl` of at least 1
 * minute.
 */
export interface BlobCollection {
  /** Builds a key. */
  key(params: BlobParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): BlobParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: BlobParams, options?: GetOptions): Promise<Blob | null>;
  /** Reads a value with its metadata; `null` if the key is missing. */
  getWithMetadata(
    params: BlobParams,
    options?: GetOptions,
  ): Promise<{ value: Blob; metadata: BlobMetadata } | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: BlobParams, options?: GetOptions): Promise<boolean>;
  /** Reads values in the order of `params`; `null` for each missing key. */
  getMany(params: readonly BlobParams[], options?: GetOptions): Promise<readonly (Blob | null)[]>;
  /** Reads values with their metadata, as `getMany` does; `null` for each missing key. */
  getManyWithMetadata(
    params: readonly BlobParams[],
    options?: GetOptions,
  ): Promise<readonly ({ value: Blob; metadata: BlobMetadata } | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put<Asked extends Ttl>(
    params: BlobParams,
    value: BlobInput,
    options: { metadata: BlobMetadata; ttl: TtlAtLeast1Minute<Asked> },
  ): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(
    records: readonly { params: BlobParams; value: BlobInput; metadata: BlobMetadata; ttl: Ttl }[],
  ): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update<Asked extends Ttl>(
    params: BlobParams,
    change: (value: Blob) => BlobInput | Promise<BlobInput>,
    options?: { metadata?: BlobMetadata; ttl?: TtlAtLeast1Minute<Asked> },
  ): Promise<Blob | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch<Asked extends Ttl>(
    params: BlobParams,
    options: { ttl: TtlAtLeast1Minute<Asked> },
  ): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: BlobParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<BlobEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<BlobEntry & { readonly value: Blob }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<BlobEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly BlobEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
}

/** Stored as sealed gzipped bytes under `cover`. */
export type Cover = Uint8Array<ArrayBuffer>;

/** {@link Cover} as a `put` accepts it: in any buffer. */
export type CoverInput = Uint8Array;

/** The metadata of {@link Cover}. */
export interface CoverMetadata {
  seen: Date;
}

/** Reads and writes `cover`. Records never expire: there is one. */
export interface CoverCollection {
  /** Builds a key. */
  key(): string;
  /** Reads a value with its metadata; `null` if the key is missing. */
  getWithMetadata(options?: GetOptions): Promise<{ value: Cover; metadata: CoverMetadata } | null>;
  /** Whether there is such a record. Its value is not read. */
  has(options?: GetOptions): Promise<boolean>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(value: CoverInput, options: { metadata: CoverMetadata }): Promise<void>;
}

/** Stored as sealed text, version 1, under `note:{owner}:{id}`. */
export type Note = string;

/** The metadata of {@link Note}. */
export interface NoteMetadata {
  seen: Date;
}

/** The parameters of `note:{owner}:{id}`. */
export interface NoteParams {
  readonly owner: string;
  readonly id: string;
}

/** The leading parameters of `note:{owner}:{id}` that a list may filter by. */
export interface NotePrefix {
  readonly owner?: string;
  readonly id?: NotALeadingParameter;
}

/** {@link Note} as a list returns it: without its value. */
export interface NoteEntry extends ListEntryWithMetadata<NoteParams, NoteMetadata> {}

/**
 * Reads and writes `note:{owner}:{id}`. Records expire after 1 day, or after a `ttl` of at least 1
 * minute.
 */
export interface NoteCollection {
  /** Builds a key. */
  key(params: NoteParams): string;
  /** Reads values in the order of `params`; the fallback for each missing key. */
  getMany(params: readonly NoteParams[], options?: GetOptions): Promise<readonly Note[]>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(
    records: readonly { params: NoteParams; value: Note; metadata: NoteMetadata; ttl?: Ttl }[],
  ): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. A missing key starts from the
   * fallback.
   */
  update<Asked extends Ttl>(
    params: NoteParams,
    change: (value: Note) => Note | Promise<Note>,
    options?: { metadata?: NoteMetadata; ttl?: TtlAtLeast1Minute<Asked> },
  ): Promise<Note>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch<Asked extends Ttl>(
    params: NoteParams,
    options?: { ttl?: TtlAtLeast1Minute<Asked> },
  ): Promise<boolean>;
  /**
   * Finds records by leading parameters, over all pages, in the order of keys. No value is read.
   */
  list(params?: NotePrefix): AsyncIterable<NoteEntry>;
}

/** Stored as bytes under `video:{owner}:{id}`. */
export type Video = ReadableStream<Uint8Array>;

/** {@link Video} as a `put` accepts it: bytes will do. */
export type VideoInput = ReadableStream<Uint8Array> | Uint8Array;

/** The metadata of {@link Video}. */
export type VideoMetadata =
  | {
      seconds: number;
    }
  | undefined;

/** The parameters of `video:{owner}:{id}`. */
export interface VideoParams {
  readonly owner: string;
  readonly id: string;
}

/** The leading parameters of `video:{owner}:{id}` that a list may filter by. */
export interface VideoPrefix {
  readonly owner?: string;
  readonly id?: NotALeadingParameter;
}

/** {@link Video} as a list returns it: without its value. */
export interface VideoEntry extends ListEntryWithMetadata<VideoParams, VideoMetadata> {}

/** Reads and writes `video:{owner}:{id}`. Records expire after 30 days. */
export interface VideoCollection {
  /** Builds a key. */
  key(params: VideoParams): string;
  /** Reads a value; `null` if the key is missing. */
  get(params: VideoParams, options?: GetOptions): Promise<Video | null>;
  /** Reads a value with its metadata; `null` if the key is missing. */
  getWithMetadata(
    params: VideoParams,
    options?: GetOptions,
  ): Promise<{ value: Video; metadata: VideoMetadata } | null>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(
    params: VideoParams,
    value: VideoInput,
    options?: { metadata?: VideoMetadata },
  ): Promise<void>;
  /** Finds records with their values. */
  entries(
    params?: VideoPrefix,
    options?: GetOptions,
  ): AsyncIterable<VideoEntry & { readonly value: Video }>;
}

/** The collections of `APP`. */
export interface AppNamespace {
  /** Records under `account:{tenant}:{id}`. */
  readonly account: AccountCollection;
  /** Records under `draft`. */
  readonly draft: DraftCollection;
  /** Records under `event:{day}:{id}`. */
  readonly event: EventCollection;
  /** Records under `order:{shop}:{id}`. */
  readonly order: OrderCollection;
  /** Records under `page:{url}`. */
  readonly page: PageCollection;
  /** Records under `price:{sku}`. */
  readonly price: PriceCollection;
  /** Records under `quote:{market}:{symbol}`. */
  readonly quote: QuoteCollection;
}

/** The collections of `FILES`. */
export interface FilesNamespace {
  /** Records under `blob:{id}`. */
  readonly blob: BlobCollection;
  /** Records under `cover`. */
  readonly cover: CoverCollection;
  /** Records under `note:{owner}:{id}`. */
  readonly note: NoteCollection;
  /** Records under `video:{owner}:{id}`. */
  readonly video: VideoCollection;
}

/** All collections, by binding. */
export interface Keyloom {
  readonly APP: AppNamespace;
  readonly FILES: FilesNamespace;
}

/** Binds the collections to the namespaces of one request's `env`. */
export function keyloom(env: Env): Keyloom {
  return {
    APP: {
      account: pointed(env.APP, accountSpec(env.KEYS)),
      draft: new Singleton(env.APP, draftSpec),
      event: pointed(env.APP, eventSpec),
      order: pointed(env.APP, orderSpec),
      page: new Cache(env.APP, pageSpec),
      price: new Cache(env.APP, priceSpec),
      quote: new Cache(env.APP, quoteSpec),
    },
    FILES: {
      blob: new ListedCollection(env.FILES, blobSpec(env.FILE_KEYS)),
      cover: new Singleton(env.FILES, coverSpec(env.FILE_KEYS)),
      note: new ListedCollection(env.FILES, noteSpec(env.FILE_KEYS)),
      video: new ListedCollection(env.FILES, videoSpec),
    },
  };
}

const EMAIL =
  /^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$/;
const SINCE_CHECK = authored(schema, "APP.account.value", ["shape", "since"], safeParse);
const SINCE_ENCODER = authored(schema, "APP.account.value", ["shape", "since"], safeEncode);
const SPECIAL = /[%:]/g;
const SEEN_CHECK = authored(schema, "APP.event.metadata", ["shape", "seen"], safeParse);
const SEEN_ENCODER = authored(schema, "APP.event.metadata", ["shape", "seen"], safeEncode);
const DATETIME =
  /^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}(?:Z))$/;
const PAID_CHECK = authored(schema, "APP.order.value", ["shape", "paid"], safeParse);
const PAID_ENCODER = authored(schema, "APP.order.value", ["shape", "paid"], safeEncode);
const SEEN_CHECK_2 = authored(schema, "FILES.cover.metadata", ["shape", "seen"], safeParse);
const SEEN_ENCODER_2 = authored(schema, "FILES.cover.metadata", ["shape", "seen"], safeEncode);
const SEEN_CHECK_3 = authored(schema, "FILES.note.metadata", ["shape", "seen"], safeParse);
const SEEN_ENCODER_3 = authored(schema, "FILES.note.metadata", ["shape", "seen"], safeEncode);

function checkAccount(input: unknown, issues: Issue[]): Account {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { email, team, since } = input;
  if (typeof email !== "string") {
    wrongType(issues, ["email"], "a string", email);
  } else {
    if (!EMAIL.test(email)) addIssue(issues, "invalid_format", ["email"], "not a valid email");
    if (isLongerThan(email, 60)) {
      addIssue(issues, "too_big", ["email"], "expected at most 60 characters");
    }
  }
  if (typeof team !== "string") {
    wrongType(issues, ["team"], "a string", team);
  } else if (isLongerThan(team, 20)) {
    addIssue(issues, "too_big", ["team"], "expected at most 20 characters");
  }
  const issuesBefore = issues.length;
  const sinceOutput = SINCE_CHECK(since, issues);
  if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, ["since"]);
  return { email, team, since: sinceOutput } as Account;
}

function encodeAccount(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { email, team, since } = input;
  if (typeof email !== "string") {
    wrongType(issues, ["email"], "a string", email);
  } else {
    if (!EMAIL.test(email)) addIssue(issues, "invalid_format", ["email"], "not a valid email");
    if (isLongerThan(email, 60)) {
      addIssue(issues, "too_big", ["email"], "expected at most 60 characters");
    }
  }
  if (typeof team !== "string") {
    wrongType(issues, ["team"], "a string", team);
  } else if (isLongerThan(team, 20)) {
    addIssue(issues, "too_big", ["team"], "expected at most 20 characters");
  }
  const issuesBefore = issues.length;
  const sinceOutput = SINCE_ENCODER(since, issues);
  if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, ["since"]);
  return { email, team, since: sinceOutput };
}

const accountSpec = (
  secret: Env["KEYS"],
): PointedSpec<
  AccountParams,
  Account,
  undefined,
  { byEmail: AccountByEmailParams; byTeam: AccountByTeamParams },
  Account
> => ({
  key: {
    name: "APP.account",
    parts: ["account:", textParam("tenant", SPECIAL), ":", textParam("id", SPECIAL)],
    pattern: /^account:([^:]+):([^:]+)$/su,
    decode: [decodeText, decodeText],
  },
  codec: sealed(json, "KEYS", secret),
  version: versionInMetadata(1, {}),
  value: checkAccount,
  encodeValue: encodeAccount,
  ttl: requiredTtl(60, 604800),
  cacheTtl: 60,
  onInvalid: "missing",
  fallback: () =>
    checkAccount({ email: "a@a.org", team: "none", since: "1970-01-01T00:00:00.000Z" }, []),
  pointers: {
    byEmail: {
      key: {
        name: "APP.account.byEmail",
        parts: [
          "account-email:",
          textParam("email", SPECIAL, (input, issues) => {
            if (!EMAIL.test(input)) {
              addIssue(issues, "invalid_format", ["email"], "not a valid email");
            }
            if (isLongerThan(input, 60)) {
              addIssue(issues, "too_big", ["email"], "expected at most 60 characters");
            }
          }),
        ],
        pattern: /^account-email:([^:]+)$/su,
        decode: [decodeText],
      },
      by: (_, { email }) => ({ email }),
      exclusive: true,
    },
    byTeam: {
      key: {
        name: "APP.account.byTeam",
        parts: [
          "account-team:",
          textParam("team", SPECIAL, 20),
          ":",
          textParam("tenant", SPECIAL),
          ":",
          textParam("id", SPECIAL),
        ],
        pattern: /^account-team:([^:]+):([^:]+):([^:]+)$/su,
        decode: [decodeText, decodeText, decodeText],
      },
      by: ({ tenant, id }, { team }) => ({ team, tenant, id }),
    },
  },
});

function checkDraft(input: unknown, issues: Issue[]): Draft {
  if (typeof input !== "string") wrongType(issues, [], "a string", input);
  return input as Draft;
}

function checkDraftMetadata(input: unknown, issues: Issue[]): DraftMetadata {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { label } = input;
  if (typeof label !== "string") {
    wrongType(issues, ["label"], "a string", label);
  } else if (isLongerThan(label, 20)) {
    addIssue(issues, "too_big", ["label"], "expected at most 20 characters");
  }
  return { label } as DraftMetadata;
}

const draftSpec: CollectionSpec<object, Draft, DraftMetadata, Draft> = {
  key: {
    name: "APP.draft",
    parts: ["draft"],
  },
  codec: gzip(text),
  version: versionInMetadata(2, { 1: draftFrom1 }),
  value: checkDraft,
  metadata: besideVersion(checkDraftMetadata),
  ttl: defaultTtl(86400, 60, 2147483647),
  cacheTtl: 60,
  onInvalid: repairedBy(draft),
  fallback: () => "",
};

function checkEvent(input: unknown, issues: Issue[]): Event {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { kind, until, tags = [] } = input;
  if (typeof kind !== "string") {
    wrongType(issues, ["kind"], "a string", kind);
  } else if (isLongerThan(kind, 20)) {
    addIssue(issues, "too_big", ["kind"], "expected at most 20 characters");
  }
  if (!Number.isSafeInteger(until)) notInteger(issues, ["until"], until);
  if (!Array.isArray(tags)) {
    wrongType(issues, ["tags"], "an array", tags);
  } else {
    for (let i = 0; i < tags.length; i++) {
      const tag: unknown = tags[i];
      if (typeof tag !== "string") wrongType(issues, ["tags", i], "a string", tag);
    }
  }
  return { kind, until, tags } as Event;
}

function checkEventMetadata(input: unknown, issues: Issue[]): EventMetadata {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { seen } = input;
  const issuesBefore = issues.length;
  const seenOutput = SEEN_CHECK(seen, issues);
  if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, ["seen"]);
  return { seen: seenOutput } as EventMetadata;
}

function encodeEventMetadata(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { seen } = input;
  const issuesBefore = issues.length;
  const seenOutput = SEEN_ENCODER(seen, issues);
  if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, ["seen"]);
  return { seen: seenOutput };
}

const eventSpec: PointedSpec<EventParams, Event, EventMetadata, { byKind: EventByKindParams }> = {
  key: {
    name: "APP.event",
    parts: ["event:", dateParam("day"), ":", textParam("id", SPECIAL)],
    pattern: /^event:(\d{8}T\d{6}\.\d{3}Z):([^:]+)$/su,
    decode: [decodeDate, decodeText],
    range: keyRange,
  },
  codec: gzip(json),
  version: versionInMetadata(1, {}),
  value: checkEvent,
  metadata: besideVersion(checkEventMetadata),
  encodeMetadata: encodeEventMetadata,
  ttl: fieldTtl("until", "seconds"),
  onInvalid: "missing",
  pointers: {
    byKind: {
      key: {
        name: "APP.event.byKind",
        parts: ["event-kind:", textParam("kind", SPECIAL, 20)],
        pattern: /^event-kind:([^:]+)$/su,
        decode: [decodeText],
      },
      by: (_, { kind }) => ({ kind }),
    },
  },
};

function checkOrder(input: unknown, issues: Issue[]): Order {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { buyer, until, paid, lines } = input;
  if (typeof buyer !== "string") {
    wrongType(issues, ["buyer"], "a string", buyer);
  } else if (isLongerThan(buyer, 20)) {
    addIssue(issues, "too_big", ["buyer"], "expected at most 20 characters");
  }
  if (typeof until !== "string") {
    wrongType(issues, ["until"], "a string", until);
  } else {
    if (!DATETIME.test(until)) {
      addIssue(issues, "invalid_format", ["until"], "not a valid datetime");
    }
    if (isLongerThan(until, 24)) {
      addIssue(issues, "too_big", ["until"], "expected at most 24 characters");
    }
  }
  const issuesBefore = issues.length;
  const paidOutput = PAID_CHECK(paid, issues);
  if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, ["paid"]);
  if (!Array.isArray(lines)) {
    wrongType(issues, ["lines"], "an array", lines);
  } else {
    for (let i = 0; i < lines.length; i++) {
      const line: unknown = lines[i];
      if (typeof line !== "string") wrongType(issues, ["lines", i], "a string", line);
    }
  }
  return { buyer, until, paid: paidOutput, lines } as Order;
}

function encodeOrder(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { buyer, until, paid, lines } = input;
  if (typeof buyer !== "string") {
    wrongType(issues, ["buyer"], "a string", buyer);
  } else if (isLongerThan(buyer, 20)) {
    addIssue(issues, "too_big", ["buyer"], "expected at most 20 characters");
  }
  if (typeof until !== "string") {
    wrongType(issues, ["until"], "a string", until);
  } else {
    if (!DATETIME.test(until)) {
      addIssue(issues, "invalid_format", ["until"], "not a valid datetime");
    }
    if (isLongerThan(until, 24)) {
      addIssue(issues, "too_big", ["until"], "expected at most 24 characters");
    }
  }
  const issuesBefore = issues.length;
  const paidOutput = PAID_ENCODER(paid, issues);
  if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, ["paid"]);
  if (!Array.isArray(lines)) {
    wrongType(issues, ["lines"], "an array", lines);
  } else {
    for (let i = 0; i < lines.length; i++) {
      const line: unknown = lines[i];
      if (typeof line !== "string") wrongType(issues, ["lines", i], "a string", line);
    }
  }
  return { buyer, until, paid: paidOutput, lines };
}

function checkOrderMetadata(input: unknown, issues: Issue[]): OrderMetadata {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { label } = input;
  if (label !== undefined) {
    if (typeof label !== "string") {
      wrongType(issues, ["label"], "a string", label);
    } else if (isLongerThan(label, 20)) {
      addIssue(issues, "too_big", ["label"], "expected at most 20 characters");
    }
  }
  const output: Record<string, unknown> = {};
  if ("label" in input) output["label"] = label;
  return output as unknown as OrderMetadata;
}

const orderSpec: PointedSpec<
  OrderParams,
  Order,
  OrderMetadata,
  { byBuyer: OrderByBuyerParams; byPaper: OrderByPaperParams }
> = {
  key: {
    name: "APP.order",
    parts: ["order:", integerParam("shop", 2, 0, 99), ":", textParam("id", SPECIAL)],
    pattern: /^order:(\d{2}):([^:]+)$/su,
    decode: [Number, decodeText],
    range: keyRange,
  },
  codec: gzip(json),
  version: versionInMetadata(2, { 1: orderFrom1 }),
  value: checkOrder,
  encodeValue: encodeOrder,
  metadata: besideVersion(checkOrderMetadata),
  ttl: fieldTtl("until", "datetime"),
  cacheTtl: 60,
  onInvalid: repairedBy(order),
  pointers: {
    byBuyer: {
      key: {
        name: "APP.order.byBuyer",
        parts: [
          "order-buyer:",
          textParam("buyer", SPECIAL, 20),
          ":",
          integerParam("shop", 2, 0, 99),
          ":",
          textParam("id", SPECIAL),
        ],
        pattern: /^order-buyer:([^:]+):(\d{2}):([^:]+)$/su,
        decode: [decodeText, Number, decodeText],
        range: keyRange,
      },
      by: ({ shop, id }, { buyer }) => ({ buyer, shop, id }),
    },
    byPaper: {
      key: {
        name: "APP.order.byPaper",
        parts: [
          "order-until:",
          textParam("until", SPECIAL, (input, issues) => {
            if (!DATETIME.test(input)) {
              addIssue(issues, "invalid_format", ["until"], "not a valid datetime");
            }
            if (isLongerThan(input, 24)) {
              addIssue(issues, "too_big", ["until"], "expected at most 24 characters");
            }
          }),
          ":",
          integerParam("shop", 2, 0, 99),
          ":",
          textParam("id", SPECIAL),
        ],
        pattern: /^order-until:([^:]+):(\d{2}):([^:]+)$/su,
        decode: [decodeText, Number, decodeText],
        range: keyRange,
      },
      by: ({ shop, id }, { until }) => ({ until, shop, id }),
    },
  },
};

function checkPage(input: unknown, issues: Issue[]): Page {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { html } = input;
  if (typeof html !== "string") wrongType(issues, ["html"], "a string", html);
  return { html } as Page;
}

const pageSpec: CachedSpec<PageParams, Page, Page> = {
  key: {
    name: "APP.page",
    parts: ["page:", textParam("url", SPECIAL)],
    pattern: /^page:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkPage,
  ttl: fixedTtl(3600),
  cache: { stale: 86400, negative: 300, jitter: 0.1 },
  cacheTtl: 60,
  onInvalid: "missing",
  fallback: () => ({ html: "" }),
};

function checkPrice(input: unknown, issues: Issue[]): Price {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { price, currency = "EUR" } = input;
  if (!Number.isFinite(price)) wrongType(issues, ["price"], "a number", price);
  if (typeof currency !== "string") wrongType(issues, ["currency"], "a string", currency);
  return { price, currency } as Price;
}

const priceSpec: CachedSpec<PriceParams, Price, Price> = {
  key: {
    name: "APP.price",
    parts: ["price:", textParam("sku", SPECIAL)],
    pattern: /^price:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: versioned(1, {}),
  value: checkPrice,
  ttl: defaultTtl(3600, 60, 2147483647),
  cache: { stale: 86400, negative: 300 },
  onInvalid: repairedBy(quote),
  fallback: () => ({ price: 0, currency: "EUR" }),
};

function checkQuote(input: unknown, issues: Issue[]): Quote {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { price } = input;
  if (!Number.isFinite(price)) wrongType(issues, ["price"], "a number", price);
  return { price } as Quote;
}

const quoteSpec: CachedSpec<QuoteParams, Quote, Quote> = {
  key: {
    name: "APP.quote",
    parts: ["quote:", textParam("market", SPECIAL), ":", textParam("symbol", SPECIAL)],
  },
  codec: versioned(2, { 1: quoteFrom1 }),
  value: checkQuote,
  ttl: fixedTtl(3600),
  cache: { negative: 300, jitter: 0.1 },
  cacheTtl: 60,
  onInvalid: repairedBy(quote),
  fallback: () => ({ price: 0 }),
};

function checkBlob(input: unknown, issues: Issue[]): Blob {
  if (!(input instanceof Uint8Array)) wrongType(issues, [], "a Uint8Array", input);
  return input as Blob;
}

function checkBlobMetadata(input: unknown, issues: Issue[]): BlobMetadata {
  if (input !== "image" && input !== "video") wrongValue(issues, [], ["image", "video"]);
  return input as BlobMetadata;
}

const blobSpec = (secret: Env["FILE_KEYS"]): CollectionSpec<BlobParams, Blob, BlobMetadata> => ({
  key: {
    name: "FILES.blob",
    parts: ["blob:", textParam("id", SPECIAL)],
    pattern: /^blob:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: sealed(bytes, "FILE_KEYS", secret),
  value: checkBlob,
  metadata: checkBlobMetadata,
  ttl: requiredTtl(60, 2147483647),
  onInvalid: repairedBy(blob),
});

function checkCover(input: unknown, issues: Issue[]): Cover {
  if (!(input instanceof Uint8Array)) wrongType(issues, [], "a Uint8Array", input);
  return input as Cover;
}

function checkCoverMetadata(input: unknown, issues: Issue[]): CoverMetadata {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { seen } = input;
  const issuesBefore = issues.length;
  const seenOutput = SEEN_CHECK_2(seen, issues);
  if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, ["seen"]);
  return { seen: seenOutput } as CoverMetadata;
}

function encodeCoverMetadata(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { seen } = input;
  const issuesBefore = issues.length;
  const seenOutput = SEEN_ENCODER_2(seen, issues);
  if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, ["seen"]);
  return { seen: seenOutput };
}

const coverSpec = (secret: Env["FILE_KEYS"]): CollectionSpec<object, Cover, CoverMetadata> => ({
  key: {
    name: "FILES.cover",
    parts: ["cover"],
  },
  codec: sealed(gzip(bytes), "FILE_KEYS", secret),
  value: checkCover,
  metadata: checkCoverMetadata,
  encodeMetadata: encodeCoverMetadata,
  ttl: noTtl,
  onInvalid: "missing",
});

function checkNote(input: unknown, issues: Issue[]): Note {
  if (typeof input !== "string") wrongType(issues, [], "a string", input);
  return input as Note;
}

function checkNoteMetadata(input: unknown, issues: Issue[]): NoteMetadata {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { seen } = input;
  const issuesBefore = issues.length;
  const seenOutput = SEEN_CHECK_3(seen, issues);
  if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, ["seen"]);
  return { seen: seenOutput } as NoteMetadata;
}

function encodeNoteMetadata(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { seen } = input;
  const issuesBefore = issues.length;
  const seenOutput = SEEN_ENCODER_3(seen, issues);
  if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, ["seen"]);
  return { seen: seenOutput };
}

const noteSpec = (
  secret: Env["FILE_KEYS"],
): CollectionSpec<NoteParams, Note, NoteMetadata, Note> => ({
  key: {
    name: "FILES.note",
    parts: ["note:", textParam("owner", SPECIAL), ":", textParam("id", SPECIAL)],
    pattern: /^note:([^:]+):([^:]+)$/su,
    decode: [decodeText, decodeText],
  },
  codec: sealed(text, "FILE_KEYS", secret),
  version: versionInMetadata(1, {}),
  value: checkNote,
  metadata: besideVersion(checkNoteMetadata),
  encodeMetadata: encodeNoteMetadata,
  ttl: defaultTtl(86400, 60, 2147483647),
  cacheTtl: 60,
  onInvalid: "missing",
  fallback: () => "",
});

function checkVideo(input: unknown, issues: Issue[]): Video {
  if (!(input instanceof ReadableStream) && !(input instanceof Uint8Array)) {
    wrongType(issues, [], "a ReadableStream or a Uint8Array", input);
  }
  return input as Video;
}

function checkVideoMetadata(input: unknown, issues: Issue[]): VideoMetadata {
  let output: unknown = input;
  if (input !== undefined) {
    if (!isRecord(input)) {
      wrongType(issues, [], "an object", input);
    } else {
      const { seconds } = input;
      if (!Number.isSafeInteger(seconds)) notInteger(issues, ["seconds"], seconds);
      output = { seconds };
    }
  }
  return output as VideoMetadata;
}

const videoSpec: CollectionSpec<VideoParams, Video, VideoMetadata> = {
  key: {
    name: "FILES.video",
    parts: ["video:", textParam("owner", SPECIAL), ":", textParam("id", SPECIAL)],
    pattern: /^video:([^:]+):([^:]+)$/su,
    decode: [decodeText, decodeText],
  },
  codec: stream,
  value: checkVideo,
  metadata: checkVideoMetadata,
  ttl: fixedTtl(2592000),
  cacheTtl: 60,
  onInvalid: "missing",
};
