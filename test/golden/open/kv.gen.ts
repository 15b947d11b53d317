// Made from keyloom.schema.ts by `keyloom generate`. Change that file and run the command again.
// biome-ignore-all format lint assist: made by a program
/* eslint-disable */
/* eslint max-lines: ["warn", 4] -- so there is always something to disable */

import {
  addIssue,
  asGiven,
  type CollectionSpec,
  copyOtherKeys,
  decodeText,
  defaultTtl,
  exactJson,
  fixedTtl,
  frozen,
  type GetOptions,
  gzip,
  isPlainObject,
  isRecord,
  type Issue,
  type KVNamespace,
  ListedCollection,
  noTtl,
  type PageOptions,
  sealed,
  Singleton,
  textParam,
  type Ttl,
  type TtlWithin,
  versioned,
  wrongType,
} from "keyloom/runtime";
import { profileFrom1 } from "./upcasts.ts";

/** The KV bindings and secrets of the Worker. */
export interface Env {
  /** The namespace `others`. */
  readonly OTHERS: KVNamespace;
  /** The key ring that seals `OTHERS.profile`: a secret, or a binding of the Secrets Store. */
  readonly PROFILE_KEYS: string | { get(): Promise<string> };
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

/** Stored as JSON under `answer:{url}`. */
export type Answer = unknown;

/** The parameters of `answer:{url}`. */
export interface AnswerParams {
  readonly url: string;
}

/** {@link Answer} as a list returns it: without its value. */
export interface AnswerEntry extends ListEntry<AnswerParams> {}

/** Reads and writes `answer:{url}`. Records expire after 5 minutes. */
export interface AnswerCollection extends Methods<AnswerParams, Answer, AnswerEntry> {}

/** Stored as JSON under `either:{id}`. */
export type Either = unknown;

/** The parameters of `either:{id}`. */
export interface EitherParams {
  readonly id: string;
}

/** {@link Either} as a list returns it: without its value. */
export interface EitherEntry extends ListEntry<EitherParams> {}

/** Reads and writes `either:{id}`. Records expire after 1 hour. */
export interface EitherCollection extends Methods<EitherParams, Either, EitherEntry> {}

/** Stored as sealed JSON, version 2, under `profile:{id}`. */
export interface Profile {
  name: string;
  [key: string]: unknown;
}

/** The parameters of `profile:{id}`. */
export interface ProfileParams {
  readonly id: string;
}

/** {@link Profile} as a list returns it: without its value. */
export interface ProfileEntry extends ListEntry<ProfileParams> {}

/** Reads and writes `profile:{id}`. Records never expire: profiles stay. */
export interface ProfileCollection {
  /** Builds a key. */
  key(params: ProfileParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): ProfileParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: ProfileParams, options?: GetOptions): Promise<Profile | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: ProfileParams, options?: GetOptions): Promise<boolean>;
  /** Reads values in the order of `params`; `null` for each missing key. */
  getMany(
    params: readonly ProfileParams[],
    options?: GetOptions,
  ): Promise<readonly (Profile | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: ProfileParams, value: Profile): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: ProfileParams; value: Profile }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(
    params: ProfileParams,
    change: (value: Profile) => Profile | Promise<Profile>,
  ): Promise<Profile | null>;
  /** Removes a record. A missing key is not an error. */
  delete(params: ProfileParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<ProfileEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values. */
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

/** Stored as JSON under `state`. */
export type State = unknown;

/** Reads and writes `state`. Records never expire: there is one. */
export interface StateCollection {
  /** Builds a key. */
  key(): string;
  /** Reads a value; `null` if the key is missing. */
  get(options?: GetOptions): Promise<State | null>;
  /** Whether there is such a record. Its value is not read. */
  has(options?: GetOptions): Promise<boolean>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(value: State): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(change: (value: State) => State | Promise<State>): Promise<State | null>;
  /** Removes a record. A missing key is not an error. */
  delete(): Promise<void>;
}

/** Stored as gzipped JSON under `webhook:{id}`. */
export interface Webhook {
  source: string;
  payload: unknown;
  headers?: Record<string, unknown> | undefined;
  attempts: readonly unknown[];
  last?: unknown;
}

/** The parameters of `webhook:{id}`. */
export interface WebhookParams {
  readonly id: string;
}

/** {@link Webhook} as a list returns it: without its value. */
export interface WebhookEntry extends ListEntry<WebhookParams> {}

/**
 * Reads and writes `webhook:{id}`. Records expire after 1 day, or after a `ttl` of at least 1
 * minute.
 */
export interface WebhookCollection {
  /** Builds a key. */
  key(params: WebhookParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): WebhookParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: WebhookParams, options?: GetOptions): Promise<Webhook | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: WebhookParams, options?: GetOptions): Promise<boolean>;
  /** Reads values in the order of `params`; `null` for each missing key. */
  getMany(
    params: readonly WebhookParams[],
    options?: GetOptions,
  ): Promise<readonly (Webhook | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put<Asked extends Ttl>(
    params: WebhookParams,
    value: Webhook,
    options?: { ttl?: TtlAtLeast1Minute<Asked> },
  ): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: WebhookParams; value: Webhook; ttl?: Ttl }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update<Asked extends Ttl>(
    params: WebhookParams,
    change: (value: Webhook) => Webhook | Promise<Webhook>,
    options?: { ttl?: TtlAtLeast1Minute<Asked> },
  ): Promise<Webhook | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch<Asked extends Ttl>(
    params: WebhookParams,
    options?: { ttl?: TtlAtLeast1Minute<Asked> },
  ): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: WebhookParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<WebhookEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<WebhookEntry & { readonly value: Webhook }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<WebhookEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly WebhookEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
}

/** The collections of `OTHERS`. */
export interface OthersNamespace {
  /** Records under `answer:{url}`. */
  readonly answer: AnswerCollection;
  /** Records under `either:{id}`. */
  readonly either: EitherCollection;
  /** Records under `profile:{id}`. */
  readonly profile: ProfileCollection;
  /** Records under `state`. */
  readonly state: StateCollection;
  /** Records under `webhook:{id}`. */
  readonly webhook: WebhookCollection;
}

/** All collections, by binding. */
export interface Keyloom {
  readonly OTHERS: OthersNamespace;
}

/** Binds the collections to the namespaces of one request's `env`. */
export function keyloom(env: Env): Keyloom {
  return {
    OTHERS: {
      answer: new ListedCollection(env.OTHERS, answerSpec),
      either: new ListedCollection(env.OTHERS, eitherSpec),
      profile: new ListedCollection(env.OTHERS, profileSpec(env.PROFILE_KEYS)),
      state: new Singleton(env.OTHERS, stateSpec),
      webhook: new ListedCollection(env.OTHERS, webhookSpec),
    },
  };
}

const URL_PATTERN = /^https:\/\/[!-~]{1,400}$/;
const SPECIAL = /[%:]/g;

function checkAnswer(input: unknown, _issues: Issue[]): Answer {
  return input as Answer;
}

const answerSpec: CollectionSpec<AnswerParams, Answer, undefined> = {
  key: {
    name: "OTHERS.answer",
    parts: [
      "answer:",
      textParam("url", undefined, (input, issues) => {
        if (!URL_PATTERN.test(input)) {
          addIssue(
            issues,
            "invalid_format",
            ["url"],
            "expected a text like /^https:\\/\\/[!-~]{1,400}$/",
          );
        }
      }),
    ],
    pattern: /^answer:(.+)$/su,
    decode: [asGiven],
  },
  codec: exactJson,
  value: checkAnswer,
  ttl: fixedTtl(300),
};

function checkEither(input: unknown, _issues: Issue[]): Either {
  return input as Either;
}

const eitherSpec: CollectionSpec<EitherParams, Either, undefined> = {
  key: {
    name: "OTHERS.either",
    parts: ["either:", textParam("id", SPECIAL)],
    pattern: /^either:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: exactJson,
  value: checkEither,
  ttl: fixedTtl(3600),
};

function checkProfile(input: unknown, issues: Issue[]): Profile {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { name } = input;
  if (typeof name !== "string") wrongType(issues, ["name"], "a string", name);
  const output: Record<string, unknown> = { name };
  copyOtherKeys(input, output);
  return output as unknown as Profile;
}

const profileSpec = (
  secret: Env["PROFILE_KEYS"],
): CollectionSpec<ProfileParams, Profile, undefined> => ({
  key: {
    name: "OTHERS.profile",
    parts: ["profile:", textParam("id", SPECIAL)],
    pattern: /^profile:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: sealed(versioned(2, { 1: profileFrom1 }, exactJson), "PROFILE_KEYS", secret),
  value: checkProfile,
  ttl: noTtl,
});

function checkState(input: unknown, _issues: Issue[]): State {
  return input as State;
}

const stateSpec: CollectionSpec<object, State, undefined> = {
  key: {
    name: "OTHERS.state",
    parts: ["state"],
  },
  codec: exactJson,
  value: checkState,
  ttl: noTtl,
};

function checkWebhook(input: unknown, issues: Issue[]): Webhook {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { source, payload, headers, attempts, last } = input;
  if (typeof source !== "string") wrongType(issues, ["source"], "a string", source);
  if (!("payload" in input)) wrongType(issues, ["payload"], "a value", payload);
  let headersOutput: unknown = headers;
  if (headers !== undefined) {
    if (!isPlainObject(headers)) {
      wrongType(issues, ["headers"], "an object", headers);
    } else {
      const entries: Record<string, unknown> = {};
      for (const key of Object.keys(headers)) {
        if (key === "__proto__") continue;
        const header: unknown = headers[key];
        entries[key] = header;
      }
      headersOutput = entries;
    }
  }
  if (!Array.isArray(attempts)) {
    wrongType(issues, ["attempts"], "an array", attempts);
  }
  const attemptsFrozen = frozen(attempts, attempts);
  const output: Record<string, unknown> = { source, payload };
  if ("headers" in input) output["headers"] = headersOutput;
  output["attempts"] = attemptsFrozen;
  if ("last" in input) output["last"] = last;
  return output as unknown as Webhook;
}

const webhookSpec: CollectionSpec<WebhookParams, Webhook, undefined> = {
  key: {
    name: "OTHERS.webhook",
    parts: ["webhook:", textParam("id", SPECIAL)],
    pattern: /^webhook:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: gzip(exactJson),
  value: checkWebhook,
  ttl: defaultTtl(86400, 60, 2147483647),
};
