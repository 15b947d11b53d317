// Made from keyloom.schema.ts by `keyloom generate`. Change that file and run the command again.
// biome-ignore-all format lint assist: made by a program
/* eslint-disable */
/* eslint max-lines: ["warn", 4] -- so there is always something to disable */

import {
  abort,
  addIssue,
  asGiven,
  authored,
  type CollectionSpec,
  decodeText,
  exactJson,
  fieldTtl,
  firstMatch,
  fixedTtl,
  type GetOptions,
  isRecord,
  type Issue,
  json,
  type KVNamespace,
  ListedCollection,
  type PageOptions,
  passesOn,
  prefixIssues,
  textParam,
  wrongTag,
  wrongType,
  wrongValue,
} from "keyloom/runtime";
import { safeEncode, safeParse } from "zod/v4/core";
import schema from "./keyloom.schema.ts";

/** The KV bindings of the Worker. */
export interface Env {
  /** The namespace `shop-{stage}`. */
  readonly SHOP: KVNamespace;
}

/** What a list returns of a record. */
type ListEntry<Params> = {
  readonly key: string;
  readonly params: Params;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
};

/** Stored as JSON under `event:{id}`. */
export interface Event {
  at: Date;
  until: Date | null;
  total: bigint;
  tags: string[];
  place:
    | {
        kind: "room";
        since: Date;
      }
    | {
        kind: "online";
      };
  when: Date | "later";
  name: string;
}

/** The metadata of {@link Event}. */
export interface EventMetadata {
  seenAt: Date;
}

/** The parameters of `event:{id}`. */
export interface EventParams {
  readonly id: string;
}

/** {@link Event} as a list returns it: without its value. */
export interface EventEntry {
  readonly key: string;
  readonly params: EventParams;
  readonly metadata: EventMetadata;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
}

/** Reads and writes `event:{id}`. Records expire after 30 days. */
export interface EventCollection {
  /** Builds a key. */
  key(params: EventParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): EventParams | null;
  /** Reads a value; the fallback if the key is missing. */
  get(params: EventParams, options?: GetOptions): Promise<Event>;
  /** Reads a value with its metadata; `null` if the key is missing. */
  getWithMetadata(
    params: EventParams,
    options?: GetOptions,
  ): Promise<{ value: Event; metadata: EventMetadata } | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: EventParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; the fallback for each missing
   * key.
   */
  getMany(params: readonly EventParams[], options?: GetOptions): Promise<readonly Event[]>;
  /** Reads values with their metadata, as `getMany` does; `null` for each missing key. */
  getManyWithMetadata(
    params: readonly EventParams[],
    options?: GetOptions,
  ): Promise<readonly ({ value: Event; metadata: EventMetadata } | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: EventParams, value: Event, options: { metadata: EventMetadata }): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(
    records: readonly { params: EventParams; value: Event; metadata: EventMetadata }[],
  ): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. A missing key starts from the
   * fallback.
   */
  update(
    params: EventParams,
    change: (value: Event) => Event | Promise<Event>,
    options?: { metadata?: EventMetadata },
  ): Promise<Event>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch(params: EventParams): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: EventParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<EventEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<EventEntry & { readonly value: Event }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<EventEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly EventEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
}

/** Stored as JSON under `task:{id}`. */
export interface Task {
  due?: Date | undefined;
  parts: Task[];
}

/** The parameters of `task:{id}`. */
export interface TaskParams {
  readonly id: string;
}

/** {@link Task} as a list returns it: without its value. */
export interface TaskEntry extends ListEntry<TaskParams> {}

/** Reads and writes `task:{id}`. Records expire after 30 days. */
export interface TaskCollection {
  /** Builds a key. */
  key(params: TaskParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): TaskParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: TaskParams, options?: GetOptions): Promise<Task | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: TaskParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(params: readonly TaskParams[], options?: GetOptions): Promise<readonly (Task | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: TaskParams, value: Task): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: TaskParams; value: Task }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(params: TaskParams, change: (value: Task) => Task | Promise<Task>): Promise<Task | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch(params: TaskParams): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: TaskParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<TaskEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<TaskEntry & { readonly value: Task }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<TaskEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly TaskEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
}

/** Stored as JSON under `ticket:{id}`. */
export interface Ticket {
  open: boolean;
  expiresAt: Date;
}

/** The parameters of `ticket:{id}`. */
export interface TicketParams {
  readonly id: string;
}

/** {@link Ticket} as a list returns it: without its value. */
export interface TicketEntry extends ListEntry<TicketParams> {}

/** Reads and writes `ticket:{id}`. Records expire at their `expiresAt`. */
export interface TicketCollection {
  /** Builds a key. */
  key(params: TicketParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): TicketParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: TicketParams, options?: GetOptions): Promise<Ticket | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: TicketParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(
    params: readonly TicketParams[],
    options?: GetOptions,
  ): Promise<readonly (Ticket | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: TicketParams, value: Ticket): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: TicketParams; value: Ticket }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(
    params: TicketParams,
    change: (value: Ticket) => Ticket | Promise<Ticket>,
  ): Promise<Ticket | null>;
  /** Removes a record. A missing key is not an error. */
  delete(params: TicketParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<TicketEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<TicketEntry & { readonly value: Ticket }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<TicketEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly TicketEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
}

/** Stored as JSON under `visits:{page}`. */
export interface Visits {
  count: number;
  raw: string;
}

/** {@link Visits} as a `put` accepts it: as it is stored. */
export interface VisitsInput {
  count: string;
  raw?: unknown;
}

/** The parameters of `visits:{page}`. */
export interface VisitsParams {
  readonly page: string;
}

/** {@link Visits} as a list returns it: without its value. */
export interface VisitsEntry extends ListEntry<VisitsParams> {}

/** Reads and writes `visits:{page}`. Records expire after 1 day. */
export interface VisitsCollection {
  /** Builds a key. */
  key(params: VisitsParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): VisitsParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: VisitsParams, options?: GetOptions): Promise<Visits | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: VisitsParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(
    params: readonly VisitsParams[],
    options?: GetOptions,
  ): Promise<readonly (Visits | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: VisitsParams, value: VisitsInput): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: VisitsParams; value: VisitsInput }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(
    params: VisitsParams,
    change: (value: Visits) => VisitsInput | Promise<VisitsInput>,
  ): Promise<Visits | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch(params: VisitsParams): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: VisitsParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<VisitsEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<VisitsEntry & { readonly value: Visits }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<VisitsEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly VisitsEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
}

/** The collections of `SHOP`. */
export interface ShopNamespace {
  /** Records under `event:{id}`. */
  readonly event: EventCollection;
  /** Records under `task:{id}`. */
  readonly task: TaskCollection;
  /** Records under `ticket:{id}`. */
  readonly ticket: TicketCollection;
  /** Records under `visits:{page}`. */
  readonly visits: VisitsCollection;
}

/** All collections, by binding. */
export interface Keyloom {
  readonly SHOP: ShopNamespace;
}

/** Binds the collections to the namespaces of one request's `env`. */
export function keyloom(env: Env): Keyloom {
  return {
    SHOP: {
      event: new ListedCollection(env.SHOP, eventSpec),
      task: new ListedCollection(env.SHOP, taskSpec),
      ticket: new ListedCollection(env.SHOP, ticketSpec),
      visits: new ListedCollection(env.SHOP, visitsSpec),
    },
  };
}

const DATETIME =
  /^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z))$/;
const TOTAL_PATTERN = /^-?\d+$/;
const SPECIAL = /[%:]/g;
const OPEN_CHECK = authored(schema, "SHOP.ticket.value", ["shape", "open"], safeParse);
const EXPIRES_AT_CHECK = authored(schema, "SHOP.ticket.value", ["shape", "expiresAt"], safeParse);
const OPEN_ENCODER = authored(schema, "SHOP.ticket.value", ["shape", "open"], safeEncode);
const EXPIRES_AT_ENCODER = authored(
  schema,
  "SHOP.ticket.value",
  ["shape", "expiresAt"],
  safeEncode,
);
const COUNT_CHECK = authored(schema, "SHOP.visits.value", ["shape", "count"], safeParse);
const RAW_CHECK = authored(schema, "SHOP.visits.value", ["shape", "raw"], safeParse);

function checkEvent(input: unknown, issues: Issue[]): Event {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { at, until, total, tags = [], place, when, name } = input;
  const issuesBefore = issues.length;
  if (typeof at !== "string") wrongType(issues, ["at"], "a string", at);
  else if (!DATETIME.test(at)) addIssue(issues, "invalid_format", ["at"], "not a valid datetime");
  let atOutput: unknown = at;
  if (issues.length === issuesBefore) atOutput = new Date(at as string);
  let untilOutput: unknown = until;
  if (until !== null) {
    const issuesBefore2 = issues.length;
    if (typeof until !== "string") {
      wrongType(issues, ["until"], "a string", until);
    } else if (!DATETIME.test(until)) {
      addIssue(issues, "invalid_format", ["until"], "not a valid datetime");
    }
    untilOutput = until;
    if (issues.length === issuesBefore2) {
      const untilDate = new Date(until as string);
      if (untilDate.getTime() < 1577836800000) {
        addIssue(issues, "too_small", ["until"], "expected a date from 2020-01-01T00:00:00.000Z");
      }
      untilOutput = untilDate;
    }
  }
  const issuesBefore2 = issues.length;
  if (typeof total !== "string") {
    wrongType(issues, ["total"], "a string", total);
  } else if (!TOTAL_PATTERN.test(total)) {
    addIssue(issues, "invalid_format", ["total"], "expected a text like /^-?\\d+$/");
  }
  let totalOutput: unknown = total;
  if (issues.length === issuesBefore2) {
    const totalNumber = BigInt(total as string);
    if (totalNumber < 0n) {
      addIssue(issues, "too_small", ["total"], "expected a bigint of at least 0");
    }
    totalOutput = totalNumber;
  }
  if (!Array.isArray(tags)) {
    wrongType(issues, ["tags"], "an array", tags);
  } else {
    for (let i = 0; i < tags.length; i++) {
      const tag: unknown = tags[i];
      if (typeof tag !== "string") wrongType(issues, ["tags", i], "a string", tag);
    }
  }
  let placeOutput: unknown;
  if (!isRecord(place)) {
    wrongType(issues, ["place"], "an object", place);
  } else if (place["kind"] === "room") {
    const issuesBefore3 = issues.length;
    placeOutput = checkEventPlaceRoom(place, issues);
    if (issues.length > issuesBefore3) prefixIssues(issues, issuesBefore3, ["place"]);
  } else if (place["kind"] === "online") {
    const issuesBefore3 = issues.length;
    placeOutput = checkEventPlaceOnline(place, issues);
    if (issues.length > issuesBefore3) prefixIssues(issues, issuesBefore3, ["place"]);
  } else {
    wrongTag(issues, ["place", "kind"], ["room", "online"]);
  }
  const whenOutput = firstMatch(
    when,
    issues,
    ["when"],
    [checkEventWhenDate, checkEventWhenLiteral],
  );
  const issuesBefore3 = issues.length;
  let nameOutput: unknown = name;
  if (typeof name !== "string") {
    wrongType(issues, ["name"], "a string", name);
  } else {
    const nameText = name.trim();
    nameOutput = nameText;
  }
  let nameOutput2: unknown = nameOutput;
  if (passesOn(issues, issuesBefore3)) {
    if (typeof nameOutput !== "string") {
      wrongType(issues, ["name"], "a string", nameOutput);
    } else if (nameOutput === "") {
      addIssue(issues, "too_small", ["name"], "expected at least 1 character");
    }
    nameOutput2 = nameOutput;
  }
  return {
    at: atOutput,
    until: untilOutput,
    total: totalOutput,
    tags,
    place: placeOutput,
    when: whenOutput,
    name: nameOutput2,
  } as Event;
}

function checkEventPlaceRoom(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { kind, since } = input;
  if (kind !== "room") wrongValue(issues, ["kind"], ["room"]);
  const issuesBefore = issues.length;
  if (typeof since !== "string") {
    wrongType(issues, ["since"], "a string", since);
  } else if (!DATETIME.test(since)) {
    addIssue(issues, "invalid_format", ["since"], "not a valid datetime");
  }
  let sinceOutput: unknown = since;
  if (issues.length === issuesBefore) sinceOutput = new Date(since as string);
  return { kind, since: sinceOutput };
}

function checkEventPlaceOnline(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { kind } = input;
  if (kind !== "online") wrongValue(issues, ["kind"], ["online"]);
  return { kind };
}

function checkEventWhenDate(input: unknown, issues: Issue[]): unknown {
  const issuesBefore = issues.length;
  if (typeof input !== "string") wrongType(issues, [], "a string", input);
  else if (!DATETIME.test(input)) addIssue(issues, "invalid_format", [], "not a valid datetime");
  let output: unknown = input;
  if (issues.length === issuesBefore) {
    output = new Date(input as string);
  } else {
    abort(issues, issuesBefore);
  }
  return output;
}

function checkEventWhenLiteral(input: unknown, issues: Issue[]): unknown {
  if (input !== "later") wrongValue(issues, [], ["later"]);
  return input;
}

function encodeEvent(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { at, until, total, tags, place, when, name } = input;
  const issuesBefore = issues.length;
  if (!(at instanceof Date) || Number.isNaN(at.getTime())) {
    wrongType(issues, ["at"], "a valid date", at);
  }
  let atOutput: unknown = at;
  if (issues.length === issuesBefore) {
    const atText = (at as Date).toISOString();
    if (!DATETIME.test(atText)) addIssue(issues, "invalid_format", ["at"], "not a valid datetime");
    atOutput = atText;
  }
  let untilOutput: unknown = until;
  if (until !== null) {
    const issuesBefore2 = issues.length;
    if (!(until instanceof Date) || Number.isNaN(until.getTime())) {
      wrongType(issues, ["until"], "a valid date", until);
    } else if (until.getTime() < 1577836800000) {
      addIssue(issues, "too_small", ["until"], "expected a date from 2020-01-01T00:00:00.000Z");
    }
    untilOutput = until;
    if (issues.length === issuesBefore2) {
      const untilText = (until as Date).toISOString();
      if (!DATETIME.test(untilText)) {
        addIssue(issues, "invalid_format", ["until"], "not a valid datetime");
      }
      untilOutput = untilText;
    }
  }
  const issuesBefore2 = issues.length;
  if (typeof total !== "bigint") {
    wrongType(issues, ["total"], "a bigint", total);
  } else {
    if (total < 0n) addIssue(issues, "too_small", ["total"], "expected a bigint of at least 0");
  }
  let totalOutput: unknown = total;
  if (issues.length === issuesBefore2) {
    const totalText = String(total);
    if (!TOTAL_PATTERN.test(totalText)) {
      addIssue(issues, "invalid_format", ["total"], "expected a text like /^-?\\d+$/");
    }
    totalOutput = totalText;
  }
  if (!Array.isArray(tags)) {
    wrongType(issues, ["tags"], "an array", tags);
  } else {
    for (let i = 0; i < tags.length; i++) {
      const tag: unknown = tags[i];
      if (typeof tag !== "string") wrongType(issues, ["tags", i], "a string", tag);
    }
  }
  let placeOutput: unknown;
  if (!isRecord(place)) {
    wrongType(issues, ["place"], "an object", place);
  } else if (place["kind"] === "room") {
    const issuesBefore3 = issues.length;
    placeOutput = encodeEventPlaceRoom(place, issues);
    if (issues.length > issuesBefore3) prefixIssues(issues, issuesBefore3, ["place"]);
  } else if (place["kind"] === "online") {
    const issuesBefore3 = issues.length;
    placeOutput = encodeEventPlaceOnline(place, issues);
    if (issues.length > issuesBefore3) prefixIssues(issues, issuesBefore3, ["place"]);
  } else {
    placeOutput = firstMatch(
      place,
      issues,
      ["place"],
      [encodeEventPlaceRoom, encodeEventPlaceOnline],
    );
  }
  const whenOutput = firstMatch(
    when,
    issues,
    ["when"],
    [encodeEventWhenDate, encodeEventWhenLiteral],
  );
  const issuesBefore3 = issues.length;
  if (typeof name !== "string") wrongType(issues, ["name"], "a string", name);
  else if (name === "") addIssue(issues, "too_small", ["name"], "expected at least 1 character");
  let nameOutput: unknown = name;
  if (passesOn(issues, issuesBefore3)) {
    let nameOutput2: unknown = name;
    if (typeof name !== "string") {
      wrongType(issues, ["name"], "a string", name);
    } else {
      const nameText = name.trim();
      nameOutput2 = nameText;
    }
    nameOutput = nameOutput2;
  }
  return {
    at: atOutput,
    until: untilOutput,
    total: totalOutput,
    tags,
    place: placeOutput,
    when: whenOutput,
    name: nameOutput,
  };
}

function encodeEventPlaceRoom(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { kind, since } = input;
  if (kind !== "room") wrongValue(issues, ["kind"], ["room"]);
  const issuesBefore = issues.length;
  if (!(since instanceof Date) || Number.isNaN(since.getTime())) {
    wrongType(issues, ["since"], "a valid date", since);
  }
  let sinceOutput: unknown = since;
  if (issues.length === issuesBefore) {
    const sinceText = (since as Date).toISOString();
    if (!DATETIME.test(sinceText)) {
      addIssue(issues, "invalid_format", ["since"], "not a valid datetime");
    }
    sinceOutput = sinceText;
  }
  return { kind, since: sinceOutput };
}

function encodeEventPlaceOnline(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { kind } = input;
  if (kind !== "online") wrongValue(issues, ["kind"], ["online"]);
  return { kind };
}

function encodeEventWhenDate(input: unknown, issues: Issue[]): unknown {
  const issuesBefore = issues.length;
  if (!(input instanceof Date) || Number.isNaN(input.getTime())) {
    wrongType(issues, [], "a valid date", input);
  }
  let output: unknown = input;
  if (issues.length === issuesBefore) {
    const inputText = (input as Date).toISOString();
    if (!DATETIME.test(inputText)) addIssue(issues, "invalid_format", [], "not a valid datetime");
    output = inputText;
  } else {
    abort(issues, issuesBefore);
  }
  return output;
}

function encodeEventWhenLiteral(input: unknown, issues: Issue[]): unknown {
  if (input !== "later") wrongValue(issues, [], ["later"]);
  return input;
}

function checkEventMetadata(input: unknown, issues: Issue[]): EventMetadata {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { seenAt } = input;
  const issuesBefore = issues.length;
  if (typeof seenAt !== "string") {
    wrongType(issues, ["seenAt"], "a string", seenAt);
  } else if (!DATETIME.test(seenAt)) {
    addIssue(issues, "invalid_format", ["seenAt"], "not a valid datetime");
  }
  let seenAtOutput: unknown = seenAt;
  if (issues.length === issuesBefore) seenAtOutput = new Date(seenAt as string);
  return { seenAt: seenAtOutput } as EventMetadata;
}

function encodeEventMetadata(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { seenAt } = input;
  const issuesBefore = issues.length;
  if (!(seenAt instanceof Date) || Number.isNaN(seenAt.getTime())) {
    wrongType(issues, ["seenAt"], "a valid date", seenAt);
  }
  let seenAtOutput: unknown = seenAt;
  if (issues.length === issuesBefore) {
    const seenAtText = (seenAt as Date).toISOString();
    if (!DATETIME.test(seenAtText)) {
      addIssue(issues, "invalid_format", ["seenAt"], "not a valid datetime");
    }
    seenAtOutput = seenAtText;
  }
  return { seenAt: seenAtOutput };
}

const eventSpec: CollectionSpec<EventParams, Event, EventMetadata, Event> = {
  key: {
    name: "SHOP.event",
    parts: ["event:", textParam("id", SPECIAL)],
    pattern: /^event:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkEvent,
  encodeValue: encodeEvent,
  metadata: checkEventMetadata,
  encodeMetadata: encodeEventMetadata,
  ttl: fixedTtl(2592000),
  fallback: () =>
    checkEvent(
      {
        at: "1970-01-01T00:00:00.000Z",
        until: null,
        total: "0",
        tags: [],
        place: { kind: "online" },
        when: "later",
        name: "none",
      },
      [],
    ),
};

function checkTask(input: unknown, issues: Issue[]): Task {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { due, parts } = input;
  let dueOutput: unknown = due;
  if (due !== undefined) {
    const issuesBefore = issues.length;
    if (typeof due !== "string") {
      wrongType(issues, ["due"], "a string", due);
    } else if (!DATETIME.test(due)) {
      addIssue(issues, "invalid_format", ["due"], "not a valid datetime");
    }
    dueOutput = due;
    if (issues.length === issuesBefore) dueOutput = new Date(due as string);
  }
  const partsOutput: unknown[] = [];
  if (!Array.isArray(parts)) {
    wrongType(issues, ["parts"], "an array", parts);
  } else {
    for (let i = 0; i < parts.length; i++) {
      const part: unknown = parts[i];
      const issuesBefore = issues.length;
      const partOutput = checkTask(part, issues);
      if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, ["parts", i]);
      partsOutput.push(partOutput);
    }
  }
  const output: Record<string, unknown> = {};
  if ("due" in input) output["due"] = dueOutput;
  output["parts"] = partsOutput;
  return output as unknown as Task;
}

function encodeTask(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { due, parts } = input;
  let dueOutput: unknown = due;
  if (due !== undefined) {
    const issuesBefore = issues.length;
    if (!(due instanceof Date) || Number.isNaN(due.getTime())) {
      wrongType(issues, ["due"], "a valid date", due);
    }
    dueOutput = due;
    if (issues.length === issuesBefore) {
      const dueText = (due as Date).toISOString();
      if (!DATETIME.test(dueText)) {
        addIssue(issues, "invalid_format", ["due"], "not a valid datetime");
      }
      dueOutput = dueText;
    }
  }
  const partsOutput: unknown[] = [];
  if (!Array.isArray(parts)) {
    wrongType(issues, ["parts"], "an array", parts);
  } else {
    for (let i = 0; i < parts.length; i++) {
      const part: unknown = parts[i];
      const issuesBefore = issues.length;
      const partOutput = encodeTask(part, issues);
      if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, ["parts", i]);
      partsOutput.push(partOutput);
    }
  }
  const output: Record<string, unknown> = {};
  if ("due" in input) output["due"] = dueOutput;
  output["parts"] = partsOutput;
  return output;
}

const taskSpec: CollectionSpec<TaskParams, Task, undefined> = {
  key: {
    name: "SHOP.task",
    parts: ["task:", textParam("id", SPECIAL)],
    pattern: /^task:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkTask,
  encodeValue: encodeTask,
  ttl: fixedTtl(2592000),
};

function checkTicket(input: unknown, issues: Issue[]): Ticket {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { open, expiresAt } = input;
  const issuesBefore = issues.length;
  const openOutput = OPEN_CHECK(open, issues);
  if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, ["open"]);
  const issuesBefore2 = issues.length;
  const expiresAtOutput = EXPIRES_AT_CHECK(expiresAt, issues);
  if (issues.length > issuesBefore2) prefixIssues(issues, issuesBefore2, ["expiresAt"]);
  return { open: openOutput, expiresAt: expiresAtOutput } as Ticket;
}

function encodeTicket(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { open, expiresAt } = input;
  const issuesBefore = issues.length;
  const openOutput = OPEN_ENCODER(open, issues);
  if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, ["open"]);
  const issuesBefore2 = issues.length;
  const expiresAtOutput = EXPIRES_AT_ENCODER(expiresAt, issues);
  if (issues.length > issuesBefore2) prefixIssues(issues, issuesBefore2, ["expiresAt"]);
  return { open: openOutput, expiresAt: expiresAtOutput };
}

const ticketSpec: CollectionSpec<TicketParams, Ticket, undefined> = {
  key: {
    name: "SHOP.ticket",
    parts: ["ticket:", textParam("id", SPECIAL)],
    pattern: /^ticket:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkTicket,
  encodeValue: encodeTicket,
  ttl: fieldTtl("expiresAt", "seconds"),
};

function checkVisits(input: unknown, issues: Issue[]): Visits {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { count, raw } = input;
  const issuesBefore = issues.length;
  const countOutput = COUNT_CHECK(count, issues);
  if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, ["count"]);
  const issuesBefore2 = issues.length;
  const rawOutput = RAW_CHECK(raw, issues);
  if (issues.length > issuesBefore2) prefixIssues(issues, issuesBefore2, ["raw"]);
  return { count: countOutput, raw: rawOutput } as Visits;
}

const visitsSpec: CollectionSpec<VisitsParams, Visits, undefined> = {
  key: {
    name: "SHOP.visits",
    parts: ["visits:", textParam("page", SPECIAL)],
    pattern: /^visits:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: exactJson,
  value: checkVisits,
  encodeValue: asGiven,
  ttl: fixedTtl(86400),
};
