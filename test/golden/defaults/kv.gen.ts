// Made from keyloom.schema.ts by `keyloom generate`. Change that file and run the command again.
// biome-ignore-all format lint assist: made by a program
/* eslint-disable */
/* eslint max-lines: ["warn", 4] -- so there is always something to disable */

import {
  addIssue,
  asGiven,
  type CollectionSpec,
  decodeText,
  fixedTtl,
  type GetOptions,
  isRecord,
  type Issue,
  json,
  type KVNamespace,
  ListedCollection,
  notInteger,
  noTtl,
  type PageOptions,
  textParam,
  uuidParam,
  wrongType,
  wrongValue,
} from "keyloom/runtime";

/** The KV bindings of the Worker. */
export interface Env {
  /** The namespace `settings-{stage}`. */
  readonly SETTINGS: KVNamespace;
}

/** Stored as JSON under `counter:{name}`. */
export type Counter = number;

/** {@link Counter} as a `put` accepts it: parts with a default may be left out. */
export type CounterInput = number | undefined;

/** The parameters of `counter:{name}`. */
export interface CounterParams {
  readonly name: string;
}

/** {@link Counter} as a list returns it: without its value. */
export interface CounterEntry {
  readonly key: string;
  readonly params: CounterParams;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
}

/** Reads and writes `counter:{name}`. Records expire after 1 day. */
export interface CounterCollection {
  /** Builds a key. */
  key(params: CounterParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): CounterParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: CounterParams, options?: GetOptions): Promise<Counter | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: CounterParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(
    params: readonly CounterParams[],
    options?: GetOptions,
  ): Promise<readonly (Counter | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: CounterParams, value: CounterInput): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: CounterParams; value: CounterInput }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(
    params: CounterParams,
    change: (value: Counter) => CounterInput | Promise<CounterInput>,
  ): Promise<Counter | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch(params: CounterParams): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: CounterParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<CounterEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<CounterEntry & { readonly value: Counter }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<CounterEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly CounterEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
}

/** Stored as JSON under `profile:{user}`. */
export interface Profile {
  theme: "light" | "dark";
  pageSize: number;
  tags: string[];
  nickname: string;
  limits: {
    daily: number;
    weekly?: number | undefined;
  };
  address: {
    street: string;
    city: string;
  } | null;
  locale?: string | undefined;
  range: [number, number, number];
  unchanged: {
    street: string;
    city: string;
  };
}

/** {@link Profile} as a `put` accepts it: parts with a default may be left out. */
export interface ProfileInput {
  theme?: "light" | "dark" | undefined;
  pageSize?: number | undefined;
  tags?: string[] | undefined;
  nickname?: string | undefined;
  limits?:
    | {
        daily?: number | undefined;
        weekly?: number | undefined;
      }
    | undefined;
  address?:
    | {
        street: string;
        city: string;
      }
    | null
    | undefined;
  locale?: string | undefined;
  range: [number, (number | undefined)?, (number | undefined)?];
  unchanged: Profile["unchanged"];
}

/** The metadata of {@link Profile}. */
export interface ProfileMetadata {
  version: number;
}

/** {@link ProfileMetadata} as a `put` accepts it: parts with a default may be left out. */
export interface ProfileMetadataInput {
  version?: number | undefined;
}

/** The parameters of `profile:{user}`. */
export interface ProfileParams {
  readonly user: string;
}

/** {@link Profile} as a list returns it: without its value. */
export interface ProfileEntry {
  readonly key: string;
  readonly params: ProfileParams;
  readonly metadata: ProfileMetadata;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
}

/** Reads and writes `profile:{user}`. Records never expire: people's settings. */
export interface ProfileCollection {
  /** Builds a key. */
  key(params: ProfileParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): ProfileParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: ProfileParams, options?: GetOptions): Promise<Profile | null>;
  /** Reads a value with its metadata; `null` if the key is missing. */
  getWithMetadata(
    params: ProfileParams,
    options?: GetOptions,
  ): Promise<{ value: Profile; metadata: ProfileMetadata } | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: ProfileParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(
    params: readonly ProfileParams[],
    options?: GetOptions,
  ): Promise<readonly (Profile | null)[]>;
  /** Reads values with their metadata, as `getMany` does; `null` for each missing key. */
  getManyWithMetadata(
    params: readonly ProfileParams[],
    options?: GetOptions,
  ): Promise<readonly ({ value: Profile; metadata: ProfileMetadata } | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(
    params: ProfileParams,
    value: ProfileInput,
    options: { metadata: ProfileMetadataInput },
  ): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(
    records: readonly {
      params: ProfileParams;
      value: ProfileInput;
      metadata: ProfileMetadataInput;
    }[],
  ): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(
    params: ProfileParams,
    change: (value: Profile) => ProfileInput | Promise<ProfileInput>,
    options?: { metadata?: ProfileMetadataInput },
  ): Promise<Profile | null>;
  /** Removes a record. A missing key is not an error. */
  delete(params: ProfileParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<ProfileEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<ProfileEntry & { readonly value: Profile }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<ProfileEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly ProfileEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
}

/** The collections of `SETTINGS`. */
export interface SettingsNamespace {
  /** Records under `counter:{name}`. */
  readonly counter: CounterCollection;
  /** Records under `profile:{user}`. */
  readonly profile: ProfileCollection;
}

/** All collections, by binding. */
export interface Keyloom {
  readonly SETTINGS: SettingsNamespace;
}

/** Binds the collections to the namespaces of one request's `env`. */
export function keyloom(env: Env): Keyloom {
  return {
    SETTINGS: {
      counter: new ListedCollection(env.SETTINGS, counterSpec),
      profile: new ListedCollection(env.SETTINGS, profileSpec),
    },
  };
}

const SPECIAL = /[%:]/g;
const UUID =
  /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/;

function checkCounter(input: unknown, issues: Issue[]): Counter {
  const valueOrDefault = input === undefined ? 0 : input;
  if (input !== undefined && !Number.isSafeInteger(input)) notInteger(issues, [], input);
  return valueOrDefault as Counter;
}

const counterSpec: CollectionSpec<CounterParams, Counter, undefined> = {
  key: {
    name: "SETTINGS.counter",
    parts: ["counter:", textParam("name", SPECIAL)],
    pattern: /^counter:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkCounter,
  ttl: fixedTtl(86400),
};

function checkProfile(input: unknown, issues: Issue[]): Profile {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const {
    theme = "light",
    pageSize = 20,
    tags = [],
    nickname,
    limits,
    address = null,
    locale = "en",
    range,
    unchanged,
  } = input;
  if (theme !== "light" && theme !== "dark") wrongValue(issues, ["theme"], ["light", "dark"]);
  if (typeof pageSize !== "number" || !Number.isSafeInteger(pageSize)) {
    notInteger(issues, ["pageSize"], pageSize);
  } else {
    if (pageSize < 1) addIssue(issues, "too_small", ["pageSize"], "expected a number from 1");
    if (pageSize > 100) addIssue(issues, "too_big", ["pageSize"], "expected a number up to 100");
  }
  if (!Array.isArray(tags)) {
    wrongType(issues, ["tags"], "an array", tags);
  } else {
    for (let i = 0; i < tags.length; i++) {
      const tag: unknown = tags[i];
      if (typeof tag !== "string") wrongType(issues, ["tags", i], "a string", tag);
    }
  }
  const nicknameOrDefault = nickname === undefined ? "" : nickname;
  if (nickname !== undefined) {
    if (typeof nickname !== "string") {
      wrongType(issues, ["nickname"], "a string", nickname);
    } else if (nickname === "") {
      addIssue(issues, "too_small", ["nickname"], "expected at least 1 character");
    }
  }
  let limitsOrDefault: unknown = limits === undefined ? { daily: 5 } : limits;
  if (limits !== undefined) {
    if (!isRecord(limits)) {
      wrongType(issues, ["limits"], "an object", limits);
    } else {
      const { daily = 10, weekly } = limits;
      if (!Number.isSafeInteger(daily)) notInteger(issues, ["limits", "daily"], daily);
      if (weekly !== undefined && !Number.isSafeInteger(weekly)) {
        notInteger(issues, ["limits", "weekly"], weekly);
      }
      const limitsObject: Record<string, unknown> = { daily };
      if ("weekly" in limits) limitsObject["weekly"] = weekly;
      limitsOrDefault = limitsObject;
    }
  }
  let addressOutput: unknown = address;
  if (address !== null) {
    if (!isRecord(address)) {
      wrongType(issues, ["address"], "an object", address);
    } else {
      const { street, city } = address;
      if (typeof street !== "string") wrongType(issues, ["address", "street"], "a string", street);
      if (typeof city !== "string") wrongType(issues, ["address", "city"], "a string", city);
      addressOutput = { street, city };
    }
  }
  if (typeof locale !== "string") wrongType(issues, ["locale"], "a string", locale);
  let rangeOutput: unknown;
  if (!Array.isArray(range)) {
    wrongType(issues, ["range"], "an array", range);
  } else if (range.length < 1) {
    addIssue(issues, "too_small", ["range"], "expected at least 1 item", true);
  } else {
    if (range.length > 3) addIssue(issues, "too_big", ["range"], "expected at most 3 items", true);
    const range0: unknown = range[0];
    if (!Number.isSafeInteger(range0)) notInteger(issues, ["range", 0], range0);
    const range1: unknown = range[1];
    const range1OrDefault = range1 === undefined ? 10 : range1;
    if (range1 !== undefined && !Number.isSafeInteger(range1)) {
      notInteger(issues, ["range", 1], range1);
    }
    const range2: unknown = range[2];
    const range2OrDefault = range2 === undefined ? 0 : range2;
    if (range2 !== undefined) {
      if (typeof range2 !== "number" || !Number.isSafeInteger(range2)) {
        notInteger(issues, ["range", 2], range2);
      } else if (range2 <= 0) {
        addIssue(issues, "too_small", ["range", 2], "expected a number above 0");
      }
    }
    rangeOutput = [range0, range1OrDefault, range2OrDefault];
  }
  let unchangedOutput: unknown;
  if (!isRecord(unchanged)) {
    wrongType(issues, ["unchanged"], "an object", unchanged);
  } else {
    const { street, city } = unchanged;
    if (typeof street !== "string") wrongType(issues, ["unchanged", "street"], "a string", street);
    if (typeof city !== "string") wrongType(issues, ["unchanged", "city"], "a string", city);
    unchangedOutput = { street, city };
  }
  return {
    theme,
    pageSize,
    tags,
    nickname: nicknameOrDefault,
    limits: limitsOrDefault,
    address: addressOutput,
    locale,
    range: rangeOutput,
    unchanged: unchangedOutput,
  } as Profile;
}

function checkProfileMetadata(input: unknown, issues: Issue[]): ProfileMetadata {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { version = 1 } = input;
  if (!Number.isSafeInteger(version)) notInteger(issues, ["version"], version);
  return { version } as ProfileMetadata;
}

const profileSpec: CollectionSpec<ProfileParams, Profile, ProfileMetadata> = {
  key: {
    name: "SETTINGS.profile",
    parts: ["profile:", uuidParam("user", UUID)],
    pattern: /^profile:([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/su,
    decode: [asGiven],
  },
  codec: json,
  value: checkProfile,
  metadata: checkProfileMetadata,
  ttl: noTtl,
};
