// Made from keyloom.schema.ts by `keyloom generate`. Change that file and run the command again.
// biome-ignore-all format lint assist: made by a program
/* eslint-disable */
/* eslint max-lines: ["warn", 4] -- so there is always something to disable */

import {
  type CollectionSpec,
  decodeText,
  fixedTtl,
  type GetOptions,
  isRecord,
  type Issue,
  json,
  type KVNamespace,
  ListedCollection,
  type NotALeadingParameter,
  type PageOptions,
  textParam,
  wrongType,
} from "keyloom/runtime";

/** The KV bindings of the Worker. */
export interface Env {
  /** The namespace `admins-{stage}`. */
  readonly ADMINS: KVNamespace;
  /** The namespace `users-{stage}`. */
  readonly USERS: KVNamespace;
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

/** What a list returns of a record. */
type ListEntry<Params> = {
  readonly key: string;
  readonly params: Params;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
};

/** Stored as JSON under `key:{id}`. */
export interface AdminsApiKey {
  name: string;
}

/** The parameters of `key:{id}`. */
export interface AdminsApiKeyParams {
  readonly id: string;
}

/** {@link AdminsApiKey} as a list returns it: without its value. */
export interface AdminsApiKeyEntry extends ListEntry<AdminsApiKeyParams> {}

/** Reads and writes `key:{id}`. Records expire after 1 day. */
export interface AdminsApiKeyCollection
  extends Methods<AdminsApiKeyParams, AdminsApiKey, AdminsApiKeyEntry> {}

/** Stored as JSON under `session:{id}:{device}`. */
export interface AdminsSession {
  name: string;
}

/** The parameters of `session:{id}:{device}`. */
export interface AdminsSessionParams {
  readonly id: string;
  readonly device: string;
}

/** The leading parameters of `session:{id}:{device}` that a list may filter by. */
export interface AdminsSessionPrefix {
  readonly id?: string;
  readonly device?: NotALeadingParameter;
}

/** {@link AdminsSession} as a list returns it: without its value. */
export interface AdminsSessionEntry extends ListEntry<AdminsSessionParams> {}

/** Reads and writes `session:{id}:{device}`. Records expire after 1 day. */
export interface AdminsSessionCollection {
  /** Builds a key. */
  key(params: AdminsSessionParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): AdminsSessionParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: AdminsSessionParams, options?: GetOptions): Promise<AdminsSession | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: AdminsSessionParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(
    params: readonly AdminsSessionParams[],
    options?: GetOptions,
  ): Promise<readonly (AdminsSession | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: AdminsSessionParams, value: AdminsSession): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: AdminsSessionParams; value: AdminsSession }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(
    params: AdminsSessionParams,
    change: (value: AdminsSession) => AdminsSession | Promise<AdminsSession>,
  ): Promise<AdminsSession | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch(params: AdminsSessionParams): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: AdminsSessionParams): Promise<void>;
  /**
   * Finds records by leading parameters, over all pages, in the order of keys. No value is read.
   */
  list(params?: AdminsSessionPrefix): AsyncIterable<AdminsSessionEntry>;
  /** Finds only keys, as `list` does. */
  keys(params?: AdminsSessionPrefix): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: AdminsSessionPrefix,
    options?: GetOptions,
  ): AsyncIterable<AdminsSessionEntry & { readonly value: AdminsSession }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(params?: AdminsSessionPrefix): Promise<AdminsSessionEntry | null>;
  /** Counts records. All their keys are read. */
  count(params?: AdminsSessionPrefix): Promise<number>;
  /**
   * Finds one page of records by leading parameters, and the cursor of the next page; `null` after
   * the last.
   */
  page(
    params?: AdminsSessionPrefix,
    options?: PageOptions,
  ): Promise<{ entries: readonly AdminsSessionEntry[]; cursor: string | null }>;
  /** Removes records by leading parameters, `{}` for all, and returns how many there were. */
  deleteAll(params: AdminsSessionPrefix): Promise<number>;
}

/** Stored as JSON under `api-key:{id}`. */
export interface UsersApiKey {
  name: string;
}

/** The parameters of `api-key:{id}`. */
export interface UsersApiKeyParams {
  readonly id: string;
}

/** {@link UsersApiKey} as a list returns it: without its value. */
export interface UsersApiKeyEntry extends ListEntry<UsersApiKeyParams> {}

/** Reads and writes `api-key:{id}`. Records expire after 1 day. */
export interface UsersApiKeyCollection
  extends Methods<UsersApiKeyParams, UsersApiKey, UsersApiKeyEntry> {}

/** Stored as JSON under `session:{id}`. */
export interface UsersSession {
  name: string;
}

/** The parameters of `session:{id}`. */
export interface UsersSessionParams {
  readonly id: string;
}

/** {@link UsersSession} as a list returns it: without its value. */
export interface UsersSessionEntry extends ListEntry<UsersSessionParams> {}

/** Reads and writes `session:{id}`. Records expire after 1 day. */
export interface UsersSessionCollection
  extends Methods<UsersSessionParams, UsersSession, UsersSessionEntry> {}

/** Stored as JSON under `user:{id}`. */
export interface User {
  name: string;
}

/** The parameters of `user:{id}`. */
export interface UserParams {
  readonly id: string;
}

/** {@link User} as a list returns it: without its value. */
export interface UserEntry extends ListEntry<UserParams> {}

/** Reads and writes `user:{id}`. Records expire after 1 day. */
export interface UserCollection extends Methods<UserParams, User, UserEntry> {}

/** Stored as JSON under `user-params:{id}`. */
export interface UsersUserParams {
  name: string;
}

/** The parameters of `user-params:{id}`. */
export interface UsersUserParamsParams {
  readonly id: string;
}

/** {@link UsersUserParams} as a list returns it: without its value. */
export interface UsersUserParamsEntry extends ListEntry<UsersUserParamsParams> {}

/** Reads and writes `user-params:{id}`. Records expire after 1 day. */
export interface UsersUserParamsCollection
  extends Methods<UsersUserParamsParams, UsersUserParams, UsersUserParamsEntry> {}

/** The collections of `ADMINS`. */
export interface AdminsNamespace {
  /** Records under `key:{id}`. */
  readonly APIKey: AdminsApiKeyCollection;
  /** Records under `session:{id}:{device}`. */
  readonly session: AdminsSessionCollection;
}

/** The collections of `USERS`. */
export interface UsersNamespace {
  /** Records under `api-key:{id}`. */
  readonly apiKey: UsersApiKeyCollection;
  /** Records under `session:{id}`. */
  readonly session: UsersSessionCollection;
  /** Records under `user:{id}`. */
  readonly user: UserCollection;
  /** Records under `user-params:{id}`. */
  readonly userParams: UsersUserParamsCollection;
}

/** All collections, by binding. */
export interface Keyloom {
  readonly ADMINS: AdminsNamespace;
  readonly USERS: UsersNamespace;
}

/** Binds the collections to the namespaces of one request's `env`. */
export function keyloom(env: Env): Keyloom {
  return {
    ADMINS: {
      APIKey: new ListedCollection(env.ADMINS, adminsApiKeySpec),
      session: new ListedCollection(env.ADMINS, adminsSessionSpec),
    },
    USERS: {
      apiKey: new ListedCollection(env.USERS, usersApiKeySpec),
      session: new ListedCollection(env.USERS, usersSessionSpec),
      user: new ListedCollection(env.USERS, userSpec),
      userParams: new ListedCollection(env.USERS, usersUserParamsSpec),
    },
  };
}

const SPECIAL = /[%:]/g;

function checkAdminsApiKey(input: unknown, issues: Issue[]): AdminsApiKey {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { name } = input;
  if (typeof name !== "string") wrongType(issues, ["name"], "a string", name);
  return { name } as AdminsApiKey;
}

const adminsApiKeySpec: CollectionSpec<AdminsApiKeyParams, AdminsApiKey, undefined> = {
  key: {
    name: "ADMINS.APIKey",
    parts: ["key:", textParam("id", SPECIAL)],
    pattern: /^key:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkAdminsApiKey,
  ttl: fixedTtl(86400),
};

function checkAdminsSession(input: unknown, issues: Issue[]): AdminsSession {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { name } = input;
  if (typeof name !== "string") wrongType(issues, ["name"], "a string", name);
  return { name } as AdminsSession;
}

const adminsSessionSpec: CollectionSpec<AdminsSessionParams, AdminsSession, undefined> = {
  key: {
    name: "ADMINS.session",
    parts: ["session:", textParam("id", SPECIAL), ":", textParam("device", SPECIAL)],
    pattern: /^session:([^:]+):([^:]+)$/su,
    decode: [decodeText, decodeText],
  },
  codec: json,
  value: checkAdminsSession,
  ttl: fixedTtl(86400),
};

function checkUsersApiKey(input: unknown, issues: Issue[]): UsersApiKey {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { name } = input;
  if (typeof name !== "string") wrongType(issues, ["name"], "a string", name);
  return { name } as UsersApiKey;
}

const usersApiKeySpec: CollectionSpec<UsersApiKeyParams, UsersApiKey, undefined> = {
  key: {
    name: "USERS.apiKey",
    parts: ["api-key:", textParam("id", SPECIAL)],
    pattern: /^api-key:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkUsersApiKey,
  ttl: fixedTtl(86400),
};

function checkUsersSession(input: unknown, issues: Issue[]): UsersSession {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { name } = input;
  if (typeof name !== "string") wrongType(issues, ["name"], "a string", name);
  return { name } as UsersSession;
}

const usersSessionSpec: CollectionSpec<UsersSessionParams, UsersSession, undefined> = {
  key: {
    name: "USERS.session",
    parts: ["session:", textParam("id", SPECIAL)],
    pattern: /^session:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkUsersSession,
  ttl: fixedTtl(86400),
};

function checkUser(input: unknown, issues: Issue[]): User {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { name } = input;
  if (typeof name !== "string") wrongType(issues, ["name"], "a string", name);
  return { name } as User;
}

const userSpec: CollectionSpec<UserParams, User, undefined> = {
  key: {
    name: "USERS.user",
    parts: ["user:", textParam("id", SPECIAL)],
    pattern: /^user:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkUser,
  ttl: fixedTtl(86400),
};

function checkUsersUserParams(input: unknown, issues: Issue[]): UsersUserParams {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { name } = input;
  if (typeof name !== "string") wrongType(issues, ["name"], "a string", name);
  return { name } as UsersUserParams;
}

const usersUserParamsSpec: CollectionSpec<UsersUserParamsParams, UsersUserParams, undefined> = {
  key: {
    name: "USERS.userParams",
    parts: ["user-params:", textParam("id", SPECIAL)],
    pattern: /^user-params:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkUsersUserParams,
  ttl: fixedTtl(86400),
};
