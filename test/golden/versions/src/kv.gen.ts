// Made from keyloom.schema.ts by `keyloom generate`. Change that file and run the command again.
// biome-ignore-all format lint assist: made by a program
/* eslint-disable */
/* eslint max-lines: ["warn", 4] -- so there is always something to disable */

import {
  addIssue,
  besideVersion,
  type CollectionSpec,
  decodeText,
  fixedTtl,
  type GetOptions,
  gzip,
  isLongerThan,
  isRecord,
  type Issue,
  type KVNamespace,
  ListedCollection,
  noTtl,
  type PageOptions,
  sealed,
  Singleton,
  text,
  textParam,
  versioned,
  versionInMetadata,
  wrongType,
  wrongValue,
} from "keyloom/runtime";
import { bioFrom1, consentFromTheFirstVersionOfTheForm, userFrom1, userFrom2 } from "../upcasts.ts";

/** The KV bindings and secrets of the Worker. */
export interface Env {
  /** The namespace `users-{stage}`. */
  readonly USERS: KVNamespace;
  /** The key ring that seals `USERS.consent`: a secret, or a binding of the Secrets Store. */
  readonly CONSENT_KEYS: string | { get(): Promise<string> };
}

/** What a list returns of a record. */
type ListEntry<Params> = {
  readonly key: string;
  readonly params: Params;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
};

/** Stored as text, version 2, under `bio:{id}`. */
export type Bio = string;

/** The metadata of {@link Bio}. */
export interface BioMetadata {
  language: string;
}

/** The parameters of `bio:{id}`. */
export interface BioParams {
  readonly id: string;
}

/** {@link Bio} as a list returns it: without its value. */
export interface BioEntry {
  readonly key: string;
  readonly params: BioParams;
  readonly metadata: BioMetadata;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
}

/** Reads and writes `bio:{id}`. Records expire after 30 days. */
export interface BioCollection {
  /** Builds a key. */
  key(params: BioParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): BioParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: BioParams, options?: GetOptions): Promise<Bio | null>;
  /** Reads a value with its metadata; `null` if the key is missing. */
  getWithMetadata(
    params: BioParams,
    options?: GetOptions,
  ): Promise<{ value: Bio; metadata: BioMetadata } | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: BioParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(params: readonly BioParams[], options?: GetOptions): Promise<readonly (Bio | null)[]>;
  /** Reads values with their metadata, as `getMany` does; `null` for each missing key. */
  getManyWithMetadata(
    params: readonly BioParams[],
    options?: GetOptions,
  ): Promise<readonly ({ value: Bio; metadata: BioMetadata } | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: BioParams, value: Bio, options: { metadata: BioMetadata }): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(
    records: readonly { params: BioParams; value: Bio; metadata: BioMetadata }[],
  ): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(
    params: BioParams,
    change: (value: Bio) => Bio | Promise<Bio>,
    options?: { metadata?: BioMetadata },
  ): Promise<Bio | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch(params: BioParams): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: BioParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<BioEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<BioEntry & { readonly value: Bio }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<BioEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly BioEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
}

/** Stored as sealed gzipped JSON, version 2, under `consent:{id}`. */
export interface Consent {
  given: boolean;
}

/** The parameters of `consent:{id}`. */
export interface ConsentParams {
  readonly id: string;
}

/** {@link Consent} as a list returns it: without its value. */
export interface ConsentEntry extends ListEntry<ConsentParams> {}

/** Reads and writes `consent:{id}`. Records never expire: the law says so. */
export interface ConsentCollection {
  /** Builds a key. */
  key(params: ConsentParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): ConsentParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: ConsentParams, options?: GetOptions): Promise<Consent | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: ConsentParams, options?: GetOptions): Promise<boolean>;
  /** Reads values in the order of `params`; `null` for each missing key. */
  getMany(
    params: readonly ConsentParams[],
    options?: GetOptions,
  ): Promise<readonly (Consent | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: ConsentParams, value: Consent): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: ConsentParams; value: Consent }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(
    params: ConsentParams,
    change: (value: Consent) => Consent | Promise<Consent>,
  ): Promise<Consent | null>;
  /** Removes a record. A missing key is not an error. */
  delete(params: ConsentParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<ConsentEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<ConsentEntry & { readonly value: Consent }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<ConsentEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly ConsentEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
}

/** Stored as JSON, version 1, under `theme`. */
export type Theme = "light" | "dark";

/** Reads and writes `theme`. Records never expire: there is one. */
export interface ThemeCollection {
  /** Builds a key. */
  key(): string;
  /** Reads a value; `null` if the key is missing. */
  get(options?: GetOptions): Promise<Theme | null>;
  /** Whether there is such a record. Its value is not read. */
  has(options?: GetOptions): Promise<boolean>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(value: Theme): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update<const Given extends Theme>(
    change: (value: Theme) => Given | Promise<Given>,
  ): Promise<Theme | null>;
  /** Removes a record. A missing key is not an error. */
  delete(): Promise<void>;
}

/** Stored as JSON, version 3, under `user:{id}`. */
export interface User {
  firstName: string;
  lastName: string;
  tags: string[];
}

/** The parameters of `user:{id}`. */
export interface UserParams {
  readonly id: string;
}

/** {@link User} as a list returns it: without its value. */
export interface UserEntry extends ListEntry<UserParams> {}

/** Reads and writes `user:{id}`. Records never expire: users stay. */
export interface UserCollection {
  /** Builds a key. */
  key(params: UserParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): UserParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: UserParams, options?: GetOptions): Promise<User | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: UserParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(params: readonly UserParams[], options?: GetOptions): Promise<readonly (User | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: UserParams, value: User): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: UserParams; value: User }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(params: UserParams, change: (value: User) => User | Promise<User>): Promise<User | null>;
  /** Removes a record. A missing key is not an error. */
  delete(params: UserParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<UserEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<UserEntry & { readonly value: User }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<UserEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly UserEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
}

/** The collections of `USERS`. */
export interface UsersNamespace {
  /** Records under `bio:{id}`. */
  readonly bio: BioCollection;
  /** Records under `consent:{id}`. */
  readonly consent: ConsentCollection;
  /** Records under `theme`. */
  readonly theme: ThemeCollection;
  /** Records under `user:{id}`. */
  readonly user: UserCollection;
}

/** All collections, by binding. */
export interface Keyloom {
  readonly USERS: UsersNamespace;
}

/** Binds the collections to the namespaces of one request's `env`. */
export function keyloom(env: Env): Keyloom {
  return {
    USERS: {
      bio: new ListedCollection(env.USERS, bioSpec),
      consent: new ListedCollection(env.USERS, consentSpec(env.CONSENT_KEYS)),
      theme: new Singleton(env.USERS, themeSpec),
      user: new ListedCollection(env.USERS, userSpec),
    },
  };
}

const SPECIAL = /[%:]/g;

function checkBio(input: unknown, issues: Issue[]): Bio {
  if (typeof input !== "string") {
    wrongType(issues, [], "a string", input);
  } else if (isLongerThan(input, 1000)) {
    addIssue(issues, "too_big", [], "expected at most 1000 characters");
  }
  return input as Bio;
}

function checkBioMetadata(input: unknown, issues: Issue[]): BioMetadata {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { language } = input;
  if (typeof language !== "string") {
    wrongType(issues, ["language"], "a string", language);
  } else if (isLongerThan(language, 10)) {
    addIssue(issues, "too_big", ["language"], "expected at most 10 characters");
  }
  return { language } as BioMetadata;
}

const bioSpec: CollectionSpec<BioParams, Bio, BioMetadata> = {
  key: {
    name: "USERS.bio",
    parts: ["bio:", textParam("id", SPECIAL)],
    pattern: /^bio:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: text,
  version: versionInMetadata(2, { 1: bioFrom1 }),
  value: checkBio,
  metadata: besideVersion(checkBioMetadata),
  ttl: fixedTtl(2592000),
};

function checkConsent(input: unknown, issues: Issue[]): Consent {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { given } = input;
  if (typeof given !== "boolean") wrongType(issues, ["given"], "a boolean", given);
  return { given } as Consent;
}

const consentSpec = (
  secret: Env["CONSENT_KEYS"],
): CollectionSpec<ConsentParams, Consent, undefined> => ({
  key: {
    name: "USERS.consent",
    parts: ["consent:", textParam("id", SPECIAL)],
    pattern: /^consent:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: sealed(
    gzip(versioned(2, { 1: consentFromTheFirstVersionOfTheForm })),
    "CONSENT_KEYS",
    secret,
  ),
  value: checkConsent,
  ttl: noTtl,
});

function checkTheme(input: unknown, issues: Issue[]): Theme {
  if (input !== "light" && input !== "dark") wrongValue(issues, [], ["light", "dark"]);
  return input as Theme;
}

const themeSpec: CollectionSpec<object, Theme, undefined> = {
  key: {
    name: "USERS.theme",
    parts: ["theme"],
  },
  codec: versioned(1, {}),
  value: checkTheme,
  ttl: noTtl,
};

function checkUser(input: unknown, issues: Issue[]): User {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { firstName, lastName, tags } = input;
  if (typeof firstName !== "string") wrongType(issues, ["firstName"], "a string", firstName);
  if (typeof lastName !== "string") wrongType(issues, ["lastName"], "a string", lastName);
  if (!Array.isArray(tags)) {
    wrongType(issues, ["tags"], "an array", tags);
  } else {
    for (let i = 0; i < tags.length; i++) {
      const tag: unknown = tags[i];
      if (typeof tag !== "string") wrongType(issues, ["tags", i], "a string", tag);
    }
  }
  return { firstName, lastName, tags } as User;
}

const userSpec: CollectionSpec<UserParams, User, undefined> = {
  key: {
    name: "USERS.user",
    parts: ["user:", textParam("id", SPECIAL)],
    pattern: /^user:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: versioned(3, { 1: userFrom1, 2: userFrom2 }),
  value: checkUser,
  ttl: noTtl,
};
