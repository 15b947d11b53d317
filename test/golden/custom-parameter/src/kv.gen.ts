// Made from keyloom.schema.ts by `keyloom generate`. Change that file and run the command again.
// biome-ignore-all format lint assist: made by a program
/* eslint-disable */
/* eslint max-lines: ["warn", 4] -- so there is always something to disable */

import {
  addIssue,
  type CollectionSpec,
  customParam,
  decodeCustom,
  decodeText,
  fixedTtl,
  type GetOptions,
  integerParam,
  isRecord,
  type Issue,
  json,
  keyRange,
  type KVNamespace,
  ListedCollection,
  type NotALeadingParameter,
  notInteger,
  noTtl,
  type PageOptions,
  type Range,
  textParam,
  wrongType,
} from "keyloom/runtime";
import { code as codeCodec, town as townCodec } from "../codecs/country.ts";
import { code as codeCodec2 } from "../codecs/money.ts";

/** The KV bindings of the Worker. */
export interface Env {
  /** The namespace `prices-{stage}`. */
  readonly PRICES: KVNamespace;
}

/** Methods that several accessors have. */
type Methods<Params, Value, Prefix, Entry> = {
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

/** Stored as JSON under `price:{country}/{code}/{amount}`. */
export interface Price {
  since: string;
}

/** The parameters of `price:{country}/{code}/{amount}`. */
export interface PriceParams {
  readonly country: import("../codecs/country.ts").Country;
  readonly code: string;
  readonly amount: { cents: number; currency: "EUR" };
}

/** The leading parameters of `price:{country}/{code}/{amount}` that a list may filter by. */
export type PricePrefix =
  | { readonly country?: never; readonly code?: never; readonly amount?: never }
  | { readonly country: PriceParams["country"]; readonly code?: never; readonly amount?: never }
  | { readonly country: PriceParams["country"]; readonly code: string; readonly amount?: never };

/** {@link Price} as a list returns it: without its value. */
export interface PriceEntry extends ListEntry<PriceParams> {}

/** Reads and writes `price:{country}/{code}/{amount}`. Records expire after 1 day. */
export interface PriceCollection extends Methods<PriceParams, Price, PricePrefix, PriceEntry> {}

/** Stored as JSON under `seat:{room}:{row}:{number}`. */
export type Seat = string;

/** The parameters of `seat:{room}:{row}:{number}`. */
export interface SeatParams {
  readonly room: number;
  /** In keys it has 2 digits: `01`. */
  readonly row: number;
  readonly number: number;
}

/** The leading parameters of `seat:{room}:{row}:{number}` that a list may filter by. */
export type SeatPrefix =
  | { readonly room?: never; readonly row?: never; readonly number?: never }
  | { readonly room: number; readonly row?: Range<number>; readonly number?: never }
  | { readonly room: number; readonly row: number; readonly number?: never };

/** {@link Seat} as a list returns it: without its value. */
export interface SeatEntry extends ListEntry<SeatParams> {}

/** Reads and writes `seat:{room}:{row}:{number}`. Records expire after 1 day. */
export interface SeatCollection extends Methods<SeatParams, Seat, SeatPrefix, SeatEntry> {}

/** Stored as JSON under `tax:{country}:{town}`. */
export type Tax = number;

/** The parameters of `tax:{country}:{town}`. */
export interface TaxParams {
  readonly country: import("../codecs/country.ts").Country;
  readonly town: Parameters<typeof townCodec.encode>[0];
}

/** The leading parameters of `tax:{country}:{town}` that a list may filter by. */
export interface TaxPrefix {
  readonly country?: TaxParams["country"];
  readonly town?: NotALeadingParameter;
}

/** {@link Tax} as a list returns it: without its value. */
export interface TaxEntry extends ListEntry<TaxParams> {}

/** Reads and writes `tax:{country}:{town}`. Records never expire: changed by law. */
export interface TaxCollection {
  /** Builds a key. */
  key(params: TaxParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): TaxParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: TaxParams, options?: GetOptions): Promise<Tax | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: TaxParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(params: readonly TaxParams[], options?: GetOptions): Promise<readonly (Tax | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: TaxParams, value: Tax): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: TaxParams; value: Tax }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(params: TaxParams, change: (value: Tax) => Tax | Promise<Tax>): Promise<Tax | null>;
  /** Removes a record. A missing key is not an error. */
  delete(params: TaxParams): Promise<void>;
  /**
   * Finds records by leading parameters, over all pages, in the order of keys. No value is read.
   */
  list(params?: TaxPrefix): AsyncIterable<TaxEntry>;
  /** Finds only keys, as `list` does. */
  keys(params?: TaxPrefix): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: TaxPrefix,
    options?: GetOptions,
  ): AsyncIterable<TaxEntry & { readonly value: Tax }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(params?: TaxPrefix): Promise<TaxEntry | null>;
  /** Counts records. All their keys are read. */
  count(params?: TaxPrefix): Promise<number>;
  /**
   * Finds one page of records by leading parameters, and the cursor of the next page; `null` after
   * the last.
   */
  page(
    params?: TaxPrefix,
    options?: PageOptions,
  ): Promise<{ entries: readonly TaxEntry[]; cursor: string | null }>;
  /** Removes records by leading parameters, `{}` for all, and returns how many there were. */
  deleteAll(params: TaxPrefix): Promise<number>;
}

/** The collections of `PRICES`. */
export interface PricesNamespace {
  /** Records under `price:{country}/{code}/{amount}`. */
  readonly price: PriceCollection;
  /** Records under `seat:{room}:{row}:{number}`. */
  readonly seat: SeatCollection;
  /** Records under `tax:{country}:{town}`. */
  readonly tax: TaxCollection;
}

/** All collections, by binding. */
export interface Keyloom {
  readonly PRICES: PricesNamespace;
}

/** Binds the collections to the namespaces of one request's `env`. */
export function keyloom(env: Env): Keyloom {
  return {
    PRICES: {
      price: new ListedCollection(env.PRICES, priceSpec),
      seat: new ListedCollection(env.PRICES, seatSpec),
      tax: new ListedCollection(env.PRICES, taxSpec),
    },
  };
}

const DATE =
  /^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))$/;
const SPECIAL = /[%:/]/g;
const SPECIAL_2 = /[%:]/g;

function checkPrice(input: unknown, issues: Issue[]): Price {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { since } = input;
  if (typeof since !== "string") wrongType(issues, ["since"], "a string", since);
  else if (!DATE.test(since)) addIssue(issues, "invalid_format", ["since"], "not a valid date");
  return { since } as Price;
}

const priceSpec: CollectionSpec<PriceParams, Price, undefined> = {
  key: {
    name: "PRICES.price",
    parts: [
      "price:",
      customParam("country", SPECIAL, codeCodec),
      "/",
      textParam("code", SPECIAL, 20),
      "/",
      customParam("amount", SPECIAL_2, codeCodec2),
    ],
    pattern: /^price:([^:/]+)\/([^:/]+)\/([^:]+)$/su,
    decode: [
      (text) => decodeCustom(codeCodec, text),
      decodeText,
      (text) => decodeCustom(codeCodec2, text),
    ],
  },
  codec: json,
  value: checkPrice,
  ttl: fixedTtl(86400),
};

function checkSeat(input: unknown, issues: Issue[]): Seat {
  if (typeof input !== "string") wrongType(issues, [], "a string", input);
  return input as Seat;
}

const seatSpec: CollectionSpec<SeatParams, Seat, undefined> = {
  key: {
    name: "PRICES.seat",
    parts: [
      "seat:",
      integerParam("room", 3, 1, 999, String),
      ":",
      integerParam("row", 2, 1, 99),
      ":",
      {
        name: "number",
        check(input, issues) {
          if (typeof input !== "number" || !Number.isSafeInteger(input)) {
            notInteger(issues, ["number"], input);
          } else if (input <= 0) {
            addIssue(issues, "too_small", ["number"], "expected a number above 0");
          }
        },
        encode: String,
      },
    ],
    pattern: /^seat:(0|[1-9]\d{0,2}):(\d{2}):(0|[1-9]\d{0,15})$/su,
    decode: [Number, Number, Number],
    range: keyRange,
  },
  codec: json,
  value: checkSeat,
  ttl: fixedTtl(86400),
};

function checkTax(input: unknown, issues: Issue[]): Tax {
  if (typeof input !== "number" || !Number.isFinite(input)) {
    wrongType(issues, [], "a number", input);
  } else {
    if (input < 0) addIssue(issues, "too_small", [], "expected a number from 0");
    if (input > 1) addIssue(issues, "too_big", [], "expected a number up to 1");
  }
  return input as Tax;
}

const taxSpec: CollectionSpec<TaxParams, Tax, undefined> = {
  key: {
    name: "PRICES.tax",
    parts: [
      "tax:",
      customParam("country", SPECIAL_2, codeCodec),
      ":",
      customParam("town", SPECIAL_2, townCodec),
    ],
    pattern: /^tax:([^:]+):([^:]+)$/su,
    decode: [(text) => decodeCustom(codeCodec, text), (text) => decodeCustom(townCodec, text)],
  },
  codec: json,
  value: checkTax,
  ttl: noTtl,
};
