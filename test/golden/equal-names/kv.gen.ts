// Made from keyloom.schema.ts by `keyloom generate`. Change that file and run the command again.
// biome-ignore-all format lint assist: made by a program
/* eslint-disable */

import {
  Collection,
  type CollectionSpec,
  decodeText,
  encodeText,
  type GetOptions,
  isRecord,
  type Issue,
  json,
  type KeySpec,
  keyText,
  type KVNamespace,
  wrongType,
} from "keyloom/runtime";

/** The KV bindings of the Worker. */
export interface Env {
  /** The namespace `admins-{stage}`. */
  readonly ADMINS: KVNamespace;
  /** The namespace `users-{stage}`. */
  readonly USERS: KVNamespace;
}

/** Stored as JSON under `key:{id}`. */
export interface AdminsApiKey {
  name: string;
}

/** The parameters of `key:{id}`. */
export interface AdminsApiKeyParams {
  readonly id: string;
}

/** {@link AdminsApiKey} as a list finds it: without its value. */
export interface AdminsApiKeyEntry {
  readonly key: string;
  readonly params: AdminsApiKeyParams;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
}

/** Reads and writes `key:{id}`. Records expire after 1 day. */
export interface AdminsApiKeyCollection {
  /** Builds a key. */
  key(params: AdminsApiKeyParams): string;
  /** Takes a key apart; `null` for a key that is not of this collection. */
  parse(key: string): AdminsApiKeyParams | null;
  /** Reads a value; `null` where the key is missing. */
  get(params: AdminsApiKeyParams, options?: GetOptions): Promise<AdminsApiKey | null>;
  /** Writes a value in place of the whole record: value, metadata and expiration. */
  put(params: AdminsApiKeyParams, value: AdminsApiKey): Promise<void>;
  /** Removes a record. A key that is missing is no error. */
  delete(params: AdminsApiKeyParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. */
  list(): AsyncIterable<AdminsApiKeyEntry>;
}

/** Stored as JSON under `session:{id}:{device}`. */
export interface AdminsSession {
  name: string;
}

/** The parameters of `session:{id}:{device}`. */
export interface AdminsSessionParams {
  readonly id: string;
  readonly device: string;
}

/** The leading parameters of `session:{id}:{device}` that a list may go by. */
export interface AdminsSessionPrefix {
  readonly id?: string;
  readonly device?: never;
}

/** {@link AdminsSession} as a list finds it: without its value. */
export interface AdminsSessionEntry {
  readonly key: string;
  readonly params: AdminsSessionParams;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
}

/** Reads and writes `session:{id}:{device}`. Records expire after 1 day. */
export interface AdminsSessionCollection {
  /** Builds a key. */
  key(params: AdminsSessionParams): string;
  /** Takes a key apart; `null` for a key that is not of this collection. */
  parse(key: string): AdminsSessionParams | null;
  /** Reads a value; `null` where the key is missing. */
  get(params: AdminsSessionParams, options?: GetOptions): Promise<AdminsSession | null>;
  /** Writes a value in place of the whole record: value, metadata and expiration. */
  put(params: AdminsSessionParams, value: AdminsSession): Promise<void>;
  /** Removes a record. A key that is missing is no error. */
  delete(params: AdminsSessionParams): Promise<void>;
  /** Finds records by leading parameters, over all pages, in the order of keys. */
  list(params?: AdminsSessionPrefix): AsyncIterable<AdminsSessionEntry>;
}

/** Stored as JSON under `api-key:{id}`. */
export interface UsersApiKey {
  name: string;
}

/** The parameters of `api-key:{id}`. */
export interface UsersApiKeyParams {
  readonly id: string;
}

/** {@link UsersApiKey} as a list finds it: without its value. */
export interface UsersApiKeyEntry {
  readonly key: string;
  readonly params: UsersApiKeyParams;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
}

/** Reads and writes `api-key:{id}`. Records expire after 1 day. */
export interface UsersApiKeyCollection {
  /** Builds a key. */
  key(params: UsersApiKeyParams): string;
  /** Takes a key apart; `null` for a key that is not of this collection. */
  parse(key: string): UsersApiKeyParams | null;
  /** Reads a value; `null` where the key is missing. */
  get(params: UsersApiKeyParams, options?: GetOptions): Promise<UsersApiKey | null>;
  /** Writes a value in place of the whole record: value, metadata and expiration. */
  put(params: UsersApiKeyParams, value: UsersApiKey): Promise<void>;
  /** Removes a record. A key that is missing is no error. */
  delete(params: UsersApiKeyParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. */
  list(): AsyncIterable<UsersApiKeyEntry>;
}

/** Stored as JSON under `session:{id}`. */
export interface UsersSession {
  name: string;
}

/** The parameters of `session:{id}`. */
export interface UsersSessionParams {
  readonly id: string;
}

/** {@link UsersSession} as a list finds it: without its value. */
export interface UsersSessionEntry {
  readonly key: string;
  readonly params: UsersSessionParams;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
}

/** Reads and writes `session:{id}`. Records expire after 1 day. */
export interface UsersSessionCollection {
  /** Builds a key. */
  key(params: UsersSessionParams): string;
  /** Takes a key apart; `null` for a key that is not of this collection. */
  parse(key: string): UsersSessionParams | null;
  /** Reads a value; `null` where the key is missing. */
  get(params: UsersSessionParams, options?: GetOptions): Promise<UsersSession | null>;
  /** Writes a value in place of the whole record: value, metadata and expiration. */
  put(params: UsersSessionParams, value: UsersSession): Promise<void>;
  /** Removes a record. A key that is missing is no error. */
  delete(params: UsersSessionParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. */
  list(): AsyncIterable<UsersSessionEntry>;
}

/** Stored as JSON under `user:{id}`. */
export interface User {
  name: string;
}

/** The parameters of `user:{id}`. */
export interface UserParams {
  readonly id: string;
}

/** {@link User} as a list finds it: without its value. */
export interface UserEntry {
  readonly key: string;
  readonly params: UserParams;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
}

/** Reads and writes `user:{id}`. Records expire after 1 day. */
export interface UserCollection {
  /** Builds a key. */
  key(params: UserParams): string;
  /** Takes a key apart; `null` for a key that is not of this collection. */
  parse(key: string): UserParams | null;
  /** Reads a value; `null` where the key is missing. */
  get(params: UserParams, options?: GetOptions): Promise<User | null>;
  /** Writes a value in place of the whole record: value, metadata and expiration. */
  put(params: UserParams, value: User): Promise<void>;
  /** Removes a record. A key that is missing is no error. */
  delete(params: UserParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. */
  list(): AsyncIterable<UserEntry>;
}

/** Stored as JSON under `user-params:{id}`. */
export interface UsersUserParams {
  name: string;
}

/** The parameters of `user-params:{id}`. */
export interface UsersUserParamsParams {
  readonly id: string;
}

/** {@link UsersUserParams} as a list finds it: without its value. */
export interface UsersUserParamsEntry {
  readonly key: string;
  readonly params: UsersUserParamsParams;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
}

/** Reads and writes `user-params:{id}`. Records expire after 1 day. */
export interface UsersUserParamsCollection {
  /** Builds a key. */
  key(params: UsersUserParamsParams): string;
  /** Takes a key apart; `null` for a key that is not of this collection. */
  parse(key: string): UsersUserParamsParams | null;
  /** Reads a value; `null` where the key is missing. */
  get(params: UsersUserParamsParams, options?: GetOptions): Promise<UsersUserParams | null>;
  /** Writes a value in place of the whole record: value, metadata and expiration. */
  put(params: UsersUserParamsParams, value: UsersUserParams): Promise<void>;
  /** Removes a record. A key that is missing is no error. */
  delete(params: UsersUserParamsParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. */
  list(): AsyncIterable<UsersUserParamsEntry>;
}

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
      APIKey: new Collection(env.ADMINS, adminsApiKeySpec),
      session: new Collection(env.ADMINS, adminsSessionSpec),
    },
    USERS: {
      apiKey: new Collection(env.USERS, usersApiKeySpec),
      session: new Collection(env.USERS, usersSessionSpec),
      user: new Collection(env.USERS, userSpec),
      userParams: new Collection(env.USERS, usersUserParamsSpec),
    },
  };
}

const SPECIAL = /[%:]/g;

const adminsApiKeyPattern = /^key:([^:]+)$/su;

const adminsApiKeyKey: KeySpec<AdminsApiKeyParams> = {
  name: "ADMINS.APIKey",
  params: {
    id: (input, issues) => keyText(input, issues, "id"),
  },
  build: ({ id }) => `key:${encodeText(id, SPECIAL)}`,
  prefixes: [() => "key:"],
  match(key) {
    const match = adminsApiKeyPattern.exec(key);
    if (match === null) return null;
    const [, id = ""] = match;
    return { id: decodeText(id) };
  },
};

function checkAdminsApiKey(input: unknown, issues: Issue[]): AdminsApiKey {
  if (!isRecord(input)) {
    wrongType(issues, [], "an object", input);
    return input as never;
  }
  const { name } = input;
  if (typeof name !== "string") wrongType(issues, ["name"], "a string", name);
  return { name } as AdminsApiKey;
}

const adminsApiKeySpec: CollectionSpec<AdminsApiKeyParams, AdminsApiKey, undefined> = {
  key: adminsApiKeyKey,
  codec: json,
  value: checkAdminsApiKey,
  ttl: { policy: "fixed", seconds: 86400 },
};

const adminsSessionPattern = /^session:([^:]+):([^:]+)$/su;

const adminsSessionKey: KeySpec<AdminsSessionParams> = {
  name: "ADMINS.session",
  params: {
    id: (input, issues) => keyText(input, issues, "id"),
    device: (input, issues) => keyText(input, issues, "device"),
  },
  build: ({ id, device }) => `session:${encodeText(id, SPECIAL)}:${encodeText(device, SPECIAL)}`,
  prefixes: [() => "session:", ({ id }) => `session:${encodeText(id, SPECIAL)}:`],
  match(key) {
    const match = adminsSessionPattern.exec(key);
    if (match === null) return null;
    const [, id = "", device = ""] = match;
    return { id: decodeText(id), device: decodeText(device) };
  },
};

function checkAdminsSession(input: unknown, issues: Issue[]): AdminsSession {
  if (!isRecord(input)) {
    wrongType(issues, [], "an object", input);
    return input as never;
  }
  const { name } = input;
  if (typeof name !== "string") wrongType(issues, ["name"], "a string", name);
  return { name } as AdminsSession;
}

const adminsSessionSpec: CollectionSpec<AdminsSessionParams, AdminsSession, undefined> = {
  key: adminsSessionKey,
  codec: json,
  value: checkAdminsSession,
  ttl: { policy: "fixed", seconds: 86400 },
};

const usersApiKeyPattern = /^api-key:([^:]+)$/su;

const usersApiKeyKey: KeySpec<UsersApiKeyParams> = {
  name: "USERS.apiKey",
  params: {
    id: (input, issues) => keyText(input, issues, "id"),
  },
  build: ({ id }) => `api-key:${encodeText(id, SPECIAL)}`,
  prefixes: [() => "api-key:"],
  match(key) {
    const match = usersApiKeyPattern.exec(key);
    if (match === null) return null;
    const [, id = ""] = match;
    return { id: decodeText(id) };
  },
};

function checkUsersApiKey(input: unknown, issues: Issue[]): UsersApiKey {
  if (!isRecord(input)) {
    wrongType(issues, [], "an object", input);
    return input as never;
  }
  const { name } = input;
  if (typeof name !== "string") wrongType(issues, ["name"], "a string", name);
  return { name } as UsersApiKey;
}

const usersApiKeySpec: CollectionSpec<UsersApiKeyParams, UsersApiKey, undefined> = {
  key: usersApiKeyKey,
  codec: json,
  value: checkUsersApiKey,
  ttl: { policy: "fixed", seconds: 86400 },
};

const usersSessionPattern = /^session:([^:]+)$/su;

const usersSessionKey: KeySpec<UsersSessionParams> = {
  name: "USERS.session",
  params: {
    id: (input, issues) => keyText(input, issues, "id"),
  },
  build: ({ id }) => `session:${encodeText(id, SPECIAL)}`,
  prefixes: [() => "session:"],
  match(key) {
    const match = usersSessionPattern.exec(key);
    if (match === null) return null;
    const [, id = ""] = match;
    return { id: decodeText(id) };
  },
};

function checkUsersSession(input: unknown, issues: Issue[]): UsersSession {
  if (!isRecord(input)) {
    wrongType(issues, [], "an object", input);
    return input as never;
  }
  const { name } = input;
  if (typeof name !== "string") wrongType(issues, ["name"], "a string", name);
  return { name } as UsersSession;
}

const usersSessionSpec: CollectionSpec<UsersSessionParams, UsersSession, undefined> = {
  key: usersSessionKey,
  codec: json,
  value: checkUsersSession,
  ttl: { policy: "fixed", seconds: 86400 },
};

const userPattern = /^user:([^:]+)$/su;

const userKey: KeySpec<UserParams> = {
  name: "USERS.user",
  params: {
    id: (input, issues) => keyText(input, issues, "id"),
  },
  build: ({ id }) => `user:${encodeText(id, SPECIAL)}`,
  prefixes: [() => "user:"],
  match(key) {
    const match = userPattern.exec(key);
    if (match === null) return null;
    const [, id = ""] = match;
    return { id: decodeText(id) };
  },
};

function checkUser(input: unknown, issues: Issue[]): User {
  if (!isRecord(input)) {
    wrongType(issues, [], "an object", input);
    return input as never;
  }
  const { name } = input;
  if (typeof name !== "string") wrongType(issues, ["name"], "a string", name);
  return { name } as User;
}

const userSpec: CollectionSpec<UserParams, User, undefined> = {
  key: userKey,
  codec: json,
  value: checkUser,
  ttl: { policy: "fixed", seconds: 86400 },
};

const usersUserParamsPattern = /^user-params:([^:]+)$/su;

const usersUserParamsKey: KeySpec<UsersUserParamsParams> = {
  name: "USERS.userParams",
  params: {
    id: (input, issues) => keyText(input, issues, "id"),
  },
  build: ({ id }) => `user-params:${encodeText(id, SPECIAL)}`,
  prefixes: [() => "user-params:"],
  match(key) {
    const match = usersUserParamsPattern.exec(key);
    if (match === null) return null;
    const [, id = ""] = match;
    return { id: decodeText(id) };
  },
};

function checkUsersUserParams(input: unknown, issues: Issue[]): UsersUserParams {
  if (!isRecord(input)) {
    wrongType(issues, [], "an object", input);
    return input as never;
  }
  const { name } = input;
  if (typeof name !== "string") wrongType(issues, ["name"], "a string", name);
  return { name } as UsersUserParams;
}

const usersUserParamsSpec: CollectionSpec<UsersUserParamsParams, UsersUserParams, undefined> = {
  key: usersUserParamsKey,
  codec: json,
  value: checkUsersUserParams,
  ttl: { policy: "fixed", seconds: 86400 },
};
