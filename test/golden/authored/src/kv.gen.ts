// Made from keyloom.schema.ts by `keyloom generate`. Change that file and run the command again.
// biome-ignore-all format lint assist: made by a program
/* eslint-disable */
/* eslint max-lines: ["warn", 4] -- so there is always something to disable */

import {
  addIssue,
  authored,
  type CollectionSpec,
  decodeText,
  fixedTtl,
  type GetOptions,
  isLongerThan,
  isRecord,
  type Issue,
  json,
  type KVNamespace,
  ListedCollection,
  noTtl,
  type PageOptions,
  prefixIssues,
  Singleton,
  textParam,
  wrongTag,
  wrongType,
  wrongValue,
} from "keyloom/runtime";
import { safeParse } from "zod/v4/core";
import schema from "../keyloom.schema.ts";

/** The KV bindings of the Worker. */
export interface Env {
  /** The namespace `shop-{stage}`. */
  readonly SHOP: KVNamespace;
}

/** Stored as JSON under `booking:{id}`. */
export interface Booking {
  from: string;
  to: string;
  guests: number;
}

/** {@link Booking} as a `put` accepts it: parts with a default may be left out. */
export interface BookingInput {
  from: string;
  to: string;
  guests?: number | undefined;
}

/** The metadata of {@link Booking}. */
export interface BookingMetadata {
  color: string;
}

/** The parameters of `booking:{id}`. */
export interface BookingParams {
  readonly id: string;
}

/** {@link Booking} as a list returns it: without its value. */
export interface BookingEntry {
  readonly key: string;
  readonly params: BookingParams;
  readonly metadata: BookingMetadata;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
}

/** Reads and writes `booking:{id}`. Records expire after 30 days. */
export interface BookingCollection {
  /** Builds a key. */
  key(params: BookingParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): BookingParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: BookingParams, options?: GetOptions): Promise<Booking | null>;
  /** Reads a value with its metadata; `null` if the key is missing. */
  getWithMetadata(
    params: BookingParams,
    options?: GetOptions,
  ): Promise<{ value: Booking; metadata: BookingMetadata } | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: BookingParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(
    params: readonly BookingParams[],
    options?: GetOptions,
  ): Promise<readonly (Booking | null)[]>;
  /** Reads values with their metadata, as `getMany` does; `null` for each missing key. */
  getManyWithMetadata(
    params: readonly BookingParams[],
    options?: GetOptions,
  ): Promise<readonly ({ value: Booking; metadata: BookingMetadata } | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(
    params: BookingParams,
    value: BookingInput,
    options: { metadata: BookingMetadata },
  ): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(
    records: readonly { params: BookingParams; value: BookingInput; metadata: BookingMetadata }[],
  ): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(
    params: BookingParams,
    change: (value: Booking) => BookingInput | Promise<BookingInput>,
    options?: { metadata?: BookingMetadata },
  ): Promise<Booking | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch(params: BookingParams): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: BookingParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<BookingEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<BookingEntry & { readonly value: Booking }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<BookingEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly BookingEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
}

/** Stored as JSON under `customer:{id}`. */
export interface Customer {
  name: string;
  nickname?: string | undefined;
  visits: {
    day: string;
    count: number;
  }[];
  contact: string;
  payment:
    | {
        kind: "card";
        last: string;
      }
    | {
        kind: "invoice";
      };
  createdAt: string;
}

/** {@link Customer} as a `put` accepts it: parts with a default may be left out. */
export interface CustomerInput {
  name: string;
  nickname?: string | undefined;
  visits: Customer["visits"];
  contact: string;
  payment: Customer["payment"];
  createdAt?: string | undefined;
}

/** The parameters of `customer:{id}`. */
export interface CustomerParams {
  readonly id: string;
}

/** {@link Customer} as a list returns it: without its value. */
export interface CustomerEntry {
  readonly key: string;
  readonly params: CustomerParams;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
}

/** Reads and writes `customer:{id}`. Records never expire: kept until they ask for removal. */
export interface CustomerCollection {
  /** Builds a key. */
  key(params: CustomerParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): CustomerParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: CustomerParams, options?: GetOptions): Promise<Customer | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: CustomerParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(
    params: readonly CustomerParams[],
    options?: GetOptions,
  ): Promise<readonly (Customer | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: CustomerParams, value: CustomerInput): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: CustomerParams; value: CustomerInput }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(
    params: CustomerParams,
    change: (value: Customer) => CustomerInput | Promise<CustomerInput>,
  ): Promise<Customer | null>;
  /** Removes a record. A missing key is not an error. */
  delete(params: CustomerParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<CustomerEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<CustomerEntry & { readonly value: Customer }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<CustomerEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly CustomerEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
}

/** Stored as JSON under `folder`. */
export interface Folder {
  schema: string;
  folders: Folder[];
}

/** Reads and writes `folder`. Records never expire: the tree of the shop. */
export interface FolderCollection {
  /** Builds a key. */
  key(): string;
  /** Reads a value; `null` if the key is missing. */
  get(options?: GetOptions): Promise<Folder | null>;
  /** Whether there is such a record. Its value is not read. */
  has(options?: GetOptions): Promise<boolean>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(value: Folder): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(change: (value: Folder) => Folder | Promise<Folder>): Promise<Folder | null>;
  /** Removes a record. A missing key is not an error. */
  delete(): Promise<void>;
}

/** The collections of `SHOP`. */
export interface ShopNamespace {
  /** Records under `booking:{id}`. */
  readonly booking: BookingCollection;
  /** Records under `customer:{id}`. */
  readonly customer: CustomerCollection;
  /** Records under `folder`. */
  readonly folder: FolderCollection;
}

/** All collections, by binding. */
export interface Keyloom {
  readonly SHOP: ShopNamespace;
}

/** Binds the collections to the namespaces of one request's `env`. */
export function keyloom(env: Env): Keyloom {
  return {
    SHOP: {
      booking: new ListedCollection(env.SHOP, bookingSpec),
      customer: new ListedCollection(env.SHOP, customerSpec),
      folder: new Singleton(env.SHOP, folderSpec),
    },
  };
}

const BOOKING_CHECK = authored(schema, "SHOP.booking.value", [], safeParse);
const COLOR_CHECK = authored(schema, "SHOP.booking.metadata", ["shape", "color"], safeParse);
const SPECIAL = /[%:]/g;
const NICKNAME_CHECK = authored(schema, "SHOP.customer.value", ["shape", "nickname"], safeParse);
const DATE =
  /^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))$/;
const COUNT_CHECK = authored(
  schema,
  "SHOP.customer.value",
  ["shape", "visits", "element", "shape", "count"],
  safeParse,
);
const CONTACT_CHECK = authored(schema, "SHOP.customer.value", ["shape", "contact"], safeParse);
const CREATED_AT_CHECK = authored(schema, "SHOP.customer.value", ["shape", "createdAt"], safeParse);
const PAYMENT_CHECK = authored(
  schema,
  "SHOP.customer.value",
  ["shape", "payment", "options", 0],
  safeParse,
);
const SCHEMA_CHECK = authored(schema, "SHOP.folder.value", ["shape", "schema"], safeParse);

function checkBooking(input: unknown, issues: Issue[]): Booking {
  return BOOKING_CHECK(input, issues) as Booking;
}

function checkBookingMetadata(input: unknown, issues: Issue[]): BookingMetadata {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { color } = input;
  const issuesBefore = issues.length;
  const colorOutput = COLOR_CHECK(color, issues);
  if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, ["color"]);
  return { color: colorOutput } as BookingMetadata;
}

const bookingSpec: CollectionSpec<BookingParams, Booking, BookingMetadata> = {
  key: {
    name: "SHOP.booking",
    parts: ["booking:", textParam("id", SPECIAL)],
    pattern: /^booking:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkBooking,
  metadata: checkBookingMetadata,
  ttl: fixedTtl(2592000),
};

function checkCustomer(input: unknown, issues: Issue[]): Customer {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { name, nickname, visits, contact, payment, createdAt } = input;
  if (typeof name !== "string") {
    wrongType(issues, ["name"], "a string", name);
  } else if (isLongerThan(name, 100)) {
    addIssue(issues, "too_big", ["name"], "expected at most 100 characters");
  }
  let nicknameOutput: unknown = nickname;
  if ("nickname" in input) {
    const issuesBefore = issues.length;
    nicknameOutput = NICKNAME_CHECK(nickname, issues);
    if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, ["nickname"]);
  }
  const visitsOutput: unknown[] = [];
  if (!Array.isArray(visits)) {
    wrongType(issues, ["visits"], "an array", visits);
  } else {
    for (let i = 0; i < visits.length; i++) {
      const visit: unknown = visits[i];
      let visitOutput: unknown;
      if (!isRecord(visit)) {
        wrongType(issues, ["visits", i], "an object", visit);
      } else {
        const { day, count } = visit;
        if (typeof day !== "string") {
          wrongType(issues, ["visits", i, "day"], "a string", day);
        } else if (!DATE.test(day)) {
          addIssue(issues, "invalid_format", ["visits", i, "day"], "not a valid date");
        }
        const issuesBefore = issues.length;
        const countOutput = COUNT_CHECK(count, issues);
        if (issues.length > issuesBefore) {
          prefixIssues(issues, issuesBefore, ["visits", i, "count"]);
        }
        visitOutput = { day, count: countOutput };
      }
      visitsOutput.push(visitOutput);
    }
  }
  const issuesBefore = issues.length;
  const contactOutput = CONTACT_CHECK(contact, issues);
  if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, ["contact"]);
  let paymentOutput: unknown;
  if (!isRecord(payment)) {
    wrongType(issues, ["payment"], "an object", payment);
  } else if (payment["kind"] === "card") {
    const issuesBefore2 = issues.length;
    paymentOutput = checkCustomerPaymentCard(payment, issues);
    if (issues.length > issuesBefore2) prefixIssues(issues, issuesBefore2, ["payment"]);
  } else if (payment["kind"] === "invoice") {
    const issuesBefore2 = issues.length;
    paymentOutput = checkCustomerPaymentInvoice(payment, issues);
    if (issues.length > issuesBefore2) prefixIssues(issues, issuesBefore2, ["payment"]);
  } else {
    wrongTag(issues, ["payment", "kind"], ["card", "invoice"]);
  }
  const issuesBefore2 = issues.length;
  const createdAtOutput = CREATED_AT_CHECK(createdAt, issues);
  if (issues.length > issuesBefore2) prefixIssues(issues, issuesBefore2, ["createdAt"]);
  const output: Record<string, unknown> = { name };
  if ("nickname" in input) output["nickname"] = nicknameOutput;
  output["visits"] = visitsOutput;
  output["contact"] = contactOutput;
  output["payment"] = paymentOutput;
  output["createdAt"] = createdAtOutput;
  return output as unknown as Customer;
}

function checkCustomerPaymentCard(input: unknown, issues: Issue[]): unknown {
  return PAYMENT_CHECK(input, issues);
}

function checkCustomerPaymentInvoice(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { kind } = input;
  if (kind !== "invoice") wrongValue(issues, ["kind"], ["invoice"]);
  return { kind };
}

const customerSpec: CollectionSpec<CustomerParams, Customer, undefined> = {
  key: {
    name: "SHOP.customer",
    parts: ["customer:", textParam("id", SPECIAL)],
    pattern: /^customer:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkCustomer,
  ttl: noTtl,
};

function checkFolder(input: unknown, issues: Issue[]): Folder {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { schema: schema2, folders } = input;
  const issuesBefore = issues.length;
  const schema2Output = SCHEMA_CHECK(schema2, issues);
  if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, ["schema"]);
  const foldersOutput: unknown[] = [];
  if (!Array.isArray(folders)) {
    wrongType(issues, ["folders"], "an array", folders);
  } else {
    for (let i = 0; i < folders.length; i++) {
      const folder: unknown = folders[i];
      const issuesBefore2 = issues.length;
      const folderOutput = checkFolder(folder, issues);
      if (issues.length > issuesBefore2) prefixIssues(issues, issuesBefore2, ["folders", i]);
      foldersOutput.push(folderOutput);
    }
  }
  return { schema: schema2Output, folders: foldersOutput } as Folder;
}

const folderSpec: CollectionSpec<object, Folder, undefined> = {
  key: {
    name: "SHOP.folder",
    parts: ["folder"],
  },
  codec: json,
  value: checkFolder,
  ttl: noTtl,
};
