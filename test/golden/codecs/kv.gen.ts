// Made from keyloom.schema.ts by `keyloom generate`. Change that file and run the command again.
// biome-ignore-all format lint assist: made by a program
/* eslint-disable */
/* eslint max-lines: ["warn", 4] -- so there is always something to disable */

import {
  addIssue,
  asGiven,
  bytes,
  type CollectionSpec,
  dateParam,
  decodeDate,
  decodeText,
  defaultTtl,
  fixedTtl,
  type GetOptions,
  gzip,
  gzipStream,
  isLongerThan,
  isRecord,
  type Issue,
  json,
  keyRange,
  type KVNamespace,
  ListedCollection,
  type NotALeadingParameter,
  noTtl,
  type PageOptions,
  pointed,
  type PointedSpec,
  type PointerRepair,
  type Range,
  repairedBy,
  type RepairOptions,
  sealed,
  Singleton,
  stream,
  text,
  textParam,
  type Ttl,
  type TtlWithin,
  uuidParam,
  versioned,
  wrongType,
} from "keyloom/runtime";
import { sessionFrom1, secret as secret2 } from "./repair.ts";

/** The KV bindings and secrets of the Worker. */
export interface Env {
  /** The namespace `files-{stage}`. */
  readonly FILES: KVNamespace;
  /** The namespace `sessions-{stage}`. */
  readonly SESSIONS: KVNamespace;
  /** The key ring that seals `SESSIONS.session`: a secret, or a binding of the Secrets Store. */
  readonly SESSION_KEYS: string | { get(): Promise<string> };
  /** The key ring that seals `SESSIONS.token`: a secret, or a binding of the Secrets Store. */
  readonly TOKEN_KEYS: string | { get(): Promise<string> };
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

/** Stored as gzipped bytes under `backup:{day}`. */
export type Backup = ReadableStream<Uint8Array>;

/** {@link Backup} as a `put` accepts it: bytes will do. */
export type BackupInput = ReadableStream<Uint8Array> | Uint8Array;

/** The parameters of `backup:{day}`. */
export interface BackupParams {
  readonly day: Date;
}

/** The leading parameters of `backup:{day}` that a list may filter by. */
export interface BackupPrefix {
  readonly day?: Range<Date>;
}

/** {@link Backup} as a list returns it: without its value. */
export interface BackupEntry extends ListEntry<BackupParams> {}

/** Reads and writes `backup:{day}`. Records expire after 30 days. */
export interface BackupCollection {
  /** Builds a key. */
  key(params: BackupParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): BackupParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: BackupParams, options?: GetOptions): Promise<Backup | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: BackupParams, options?: GetOptions): Promise<boolean>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: BackupParams, value: BackupInput): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: BackupParams; value: BackupInput }[]): Promise<void>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch(params: BackupParams): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: BackupParams): Promise<void>;
  /**
   * Finds records by leading parameters, over all pages, in the order of keys. No value is read.
   */
  list(params?: BackupPrefix): AsyncIterable<BackupEntry>;
  /** Finds only keys, as `list` does. */
  keys(params?: BackupPrefix): AsyncIterable<string>;
  /** Finds records with their values. */
  entries(
    params?: BackupPrefix,
    options?: GetOptions,
  ): AsyncIterable<BackupEntry & { readonly value: Backup }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(params?: BackupPrefix): Promise<BackupEntry | null>;
  /** Counts records. All their keys are read. */
  count(params?: BackupPrefix): Promise<number>;
  /**
   * Finds one page of records by leading parameters, and the cursor of the next page; `null` after
   * the last.
   */
  page(
    params?: BackupPrefix,
    options?: PageOptions,
  ): Promise<{ entries: readonly BackupEntry[]; cursor: string | null }>;
  /** Removes records by leading parameters, `{}` for all, and returns how many there were. */
  deleteAll(params: BackupPrefix): Promise<number>;
}

/** Stored as gzipped bytes under `logo`. */
export type Logo = Uint8Array<ArrayBuffer>;

/** {@link Logo} as a `put` accepts it: in any buffer. */
export type LogoInput = Uint8Array;

/** Reads and writes `logo`. Records never expire: there is one. */
export interface LogoCollection {
  /** Builds a key. */
  key(): string;
  /** Reads a value; `null` if the key is missing. */
  get(options?: GetOptions): Promise<Logo | null>;
  /** Whether there is such a record. Its value is not read. */
  has(options?: GetOptions): Promise<boolean>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(value: LogoInput): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(change: (value: Logo) => LogoInput | Promise<LogoInput>): Promise<Logo | null>;
  /** Removes a record. A missing key is not an error. */
  delete(): Promise<void>;
}

/** Stored as bytes under `thumbnail:{id}`. */
export type Thumbnail = Uint8Array<ArrayBuffer>;

/** {@link Thumbnail} as a `put` accepts it: in any buffer. */
export type ThumbnailInput = Uint8Array;

/** The parameters of `thumbnail:{id}`. */
export interface ThumbnailParams {
  readonly id: string;
}

/** {@link Thumbnail} as a list returns it: without its value. */
export interface ThumbnailEntry extends ListEntry<ThumbnailParams> {}

/** Reads and writes `thumbnail:{id}`. Records never expire: made anew by hand. */
export interface ThumbnailCollection {
  /** Builds a key. */
  key(params: ThumbnailParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): ThumbnailParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: ThumbnailParams, options?: GetOptions): Promise<Thumbnail | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: ThumbnailParams, options?: GetOptions): Promise<boolean>;
  /** Reads values in the order of `params`; `null` for each missing key. */
  getMany(
    params: readonly ThumbnailParams[],
    options?: GetOptions,
  ): Promise<readonly (Thumbnail | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: ThumbnailParams, value: ThumbnailInput): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: ThumbnailParams; value: ThumbnailInput }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(
    params: ThumbnailParams,
    change: (value: Thumbnail) => ThumbnailInput | Promise<ThumbnailInput>,
  ): Promise<Thumbnail | null>;
  /** Removes a record. A missing key is not an error. */
  delete(params: ThumbnailParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<ThumbnailEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<ThumbnailEntry & { readonly value: Thumbnail }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<ThumbnailEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly ThumbnailEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
}

/** Stored as bytes under `upload:{id}`. */
export type Upload = ReadableStream<Uint8Array>;

/** {@link Upload} as a `put` accepts it: bytes will do. */
export type UploadInput = ReadableStream<Uint8Array> | Uint8Array;

/** The metadata of {@link Upload}. */
export interface UploadMetadata {
  contentType: string;
}

/** The parameters of `upload:{id}`. */
export interface UploadParams {
  readonly id: string;
}

/** {@link Upload} as a list returns it: without its value. */
export interface UploadEntry {
  readonly key: string;
  readonly params: UploadParams;
  readonly metadata: UploadMetadata;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
}

/**
 * Reads and writes `upload:{id}`. Records expire after 1 day, or after a `ttl` of 1 minute to 7
 * days.
 */
export interface UploadCollection {
  /** Builds a key. */
  key(params: UploadParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): UploadParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: UploadParams, options?: GetOptions): Promise<Upload | null>;
  /** Reads a value with its metadata; `null` if the key is missing. */
  getWithMetadata(
    params: UploadParams,
    options?: GetOptions,
  ): Promise<{ value: Upload; metadata: UploadMetadata } | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: UploadParams, options?: GetOptions): Promise<boolean>;
  /** Replaces the whole record: value, metadata and expiration. */
  put<Asked extends Ttl>(
    params: UploadParams,
    value: UploadInput,
    options: { metadata: UploadMetadata; ttl?: Ttl1MinuteTo7Days<Asked> },
  ): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(
    records: readonly {
      params: UploadParams;
      value: UploadInput;
      metadata: UploadMetadata;
      ttl?: Ttl;
    }[],
  ): Promise<void>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch<Asked extends Ttl>(
    params: UploadParams,
    options?: { ttl?: Ttl1MinuteTo7Days<Asked> },
  ): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: UploadParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<UploadEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<UploadEntry & { readonly value: Upload }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<UploadEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly UploadEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
}

/** Stored as gzipped JSON under `report:{gzip}`. */
export type Report = {
  stream: string;
}[];

/** The parameters of `report:{gzip}`. */
export interface ReportParams {
  readonly gzip: string;
}

/** {@link Report} as a list returns it: without its value. */
export interface ReportEntry extends ListEntry<ReportParams> {}

/** Reads and writes `report:{gzip}`. Records expire after 1 day. */
export interface ReportCollection {
  /** Builds a key. */
  key(params: ReportParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): ReportParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: ReportParams, options?: GetOptions): Promise<Report | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: ReportParams, options?: GetOptions): Promise<boolean>;
  /** Reads values in the order of `params`; `null` for each missing key. */
  getMany(
    params: readonly ReportParams[],
    options?: GetOptions,
  ): Promise<readonly (Report | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: ReportParams, value: Report): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: ReportParams; value: Report }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(
    params: ReportParams,
    change: (value: Report) => Report | Promise<Report>,
  ): Promise<Report | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch(params: ReportParams): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: ReportParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<ReportEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<ReportEntry & { readonly value: Report }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<ReportEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly ReportEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
}

/** Stored as sealed gzipped JSON, version 2, under `session:{id}`. */
export interface Session {
  userId: string;
  theme: string;
}

/** {@link Session} as a `put` accepts it: parts with a default may be left out. */
export interface SessionInput {
  userId: string;
  theme?: string | undefined;
}

/** The parameters of `session:{id}`. */
export interface SessionParams {
  readonly id: string;
}

/** {@link Session} as a list returns it: without its value. */
export interface SessionEntry extends ListEntry<SessionParams> {}

/** The parameters of `session-user:{userId}:{id}`. */
export interface SessionByUserParams {
  readonly userId: string;
  readonly id: string;
}

/** The leading parameters of `session-user:{userId}:{id}` that a list may filter by. */
export interface SessionByUserPrefix {
  readonly userId?: string;
  readonly id?: NotALeadingParameter;
}

/** Finds {@link Session} by `session-user:{userId}:{id}`, as far as KV already shows it. */
export interface SessionByUser {
  /** Builds the key of a pointer. */
  key(params: SessionByUserParams): string;
  /** Reads the value of the record that has this pointer; `null` if there is none. */
  get(params: SessionByUserParams, options?: GetOptions): Promise<Session | null>;
  /** Reads the whole record, with the parameters of its key; `null` if there is none. */
  find(
    params: SessionByUserParams,
    options?: GetOptions,
  ): Promise<{ params: SessionParams; value: Session } | null>;
  /**
   * Finds records with their values, in the order of the pointers' keys, over all pages, 100
   * records at a time.
   */
  list(
    params?: SessionByUserPrefix,
    options?: GetOptions,
  ): AsyncIterable<SessionEntry & { readonly value: Session }>;
}

/**
 * Reads and writes `session:{id}`. Records expire after 1 hour, or after a `ttl` of at least 1
 * minute.
 */
export interface SessionCollection {
  /** Builds a key. */
  key(params: SessionParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): SessionParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: SessionParams, options?: GetOptions): Promise<Session | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: SessionParams, options?: GetOptions): Promise<boolean>;
  /** Reads values in the order of `params`; `null` for each missing key. */
  getMany(
    params: readonly SessionParams[],
    options?: GetOptions,
  ): Promise<readonly (Session | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. Its pointers go with it. */
  put<Asked extends Ttl>(
    params: SessionParams,
    value: SessionInput,
    options?: { ttl?: TtlAtLeast1Minute<Asked> },
  ): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(
    records: readonly { params: SessionParams; value: SessionInput; ttl?: Ttl }[],
  ): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update<Asked extends Ttl>(
    params: SessionParams,
    change: (value: Session) => SessionInput | Promise<SessionInput>,
    options?: { ttl?: TtlAtLeast1Minute<Asked> },
  ): Promise<Session | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch<Asked extends Ttl>(
    params: SessionParams,
    options?: { ttl?: TtlAtLeast1Minute<Asked> },
  ): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: SessionParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<SessionEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<SessionEntry & { readonly value: Session }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<SessionEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly SessionEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
  /** Finds records by `session-user:{userId}:{id}`. */
  readonly byUser: SessionByUser;
  /**
   * Writes missing pointers and removes those that lead nowhere, one page of keys at a time: call
   * it again with the `cursor` until it is `null`.
   */
  repairPointers(options?: RepairOptions): Promise<PointerRepair>;
}

/** Stored as sealed text under `token`. */
export type Token = string;

/** Reads and writes `token`. Records never expire: kept until the next one. */
export interface TokenCollection {
  /** Builds a key. */
  key(): string;
  /** Reads a value; `null` if the key is missing. */
  get(options?: GetOptions): Promise<Token | null>;
  /** Whether there is such a record. Its value is not read. */
  has(options?: GetOptions): Promise<boolean>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(value: Token): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(change: (value: Token) => Token | Promise<Token>): Promise<Token | null>;
  /** Removes a record. A missing key is not an error. */
  delete(): Promise<void>;
}

/** The collections of `FILES`. */
export interface FilesNamespace {
  /** Records under `backup:{day}`. */
  readonly backup: BackupCollection;
  /** Records under `logo`. */
  readonly logo: LogoCollection;
  /** Records under `thumbnail:{id}`. */
  readonly thumbnail: ThumbnailCollection;
  /** Records under `upload:{id}`. */
  readonly upload: UploadCollection;
}

/** The collections of `SESSIONS`. */
export interface SessionsNamespace {
  /** Records under `report:{gzip}`. */
  readonly report: ReportCollection;
  /** Records under `session:{id}`. */
  readonly session: SessionCollection;
  /** Records under `token`. */
  readonly token: TokenCollection;
}

/** All collections, by binding. */
export interface Keyloom {
  readonly FILES: FilesNamespace;
  readonly SESSIONS: SessionsNamespace;
}

/** Binds the collections to the namespaces of one request's `env`. */
export function keyloom(env: Env): Keyloom {
  return {
    FILES: {
      backup: new ListedCollection(env.FILES, backupSpec),
      logo: new Singleton(env.FILES, logoSpec),
      thumbnail: new ListedCollection(env.FILES, thumbnailSpec),
      upload: new ListedCollection(env.FILES, uploadSpec),
    },
    SESSIONS: {
      report: new ListedCollection(env.SESSIONS, reportSpec),
      session: pointed(env.SESSIONS, sessionSpec(env.SESSION_KEYS)),
      token: new Singleton(env.SESSIONS, tokenSpec(env.TOKEN_KEYS)),
    },
  };
}

const SPECIAL = /[%:]/g;
const UUID =
  /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/;

function checkBackup(input: unknown, issues: Issue[]): Backup {
  if (!(input instanceof ReadableStream) && !(input instanceof Uint8Array)) {
    wrongType(issues, [], "a ReadableStream or a Uint8Array", input);
  }
  return input as Backup;
}

const backupSpec: CollectionSpec<BackupParams, Backup, undefined> = {
  key: {
    name: "FILES.backup",
    parts: ["backup:", dateParam("day")],
    pattern: /^backup:(\d{8}T\d{6}\.\d{3}Z)$/su,
    decode: [decodeDate],
    range: keyRange,
  },
  codec: gzipStream,
  value: checkBackup,
  ttl: fixedTtl(2592000),
};

function checkLogo(input: unknown, issues: Issue[]): Logo {
  if (!(input instanceof Uint8Array)) wrongType(issues, [], "a Uint8Array", input);
  return input as Logo;
}

const logoSpec: CollectionSpec<object, Logo, undefined> = {
  key: {
    name: "FILES.logo",
    parts: ["logo"],
  },
  codec: gzip(bytes),
  value: checkLogo,
  ttl: noTtl,
};

function checkThumbnail(input: unknown, issues: Issue[]): Thumbnail {
  if (!(input instanceof Uint8Array)) wrongType(issues, [], "a Uint8Array", input);
  return input as Thumbnail;
}

const thumbnailSpec: CollectionSpec<ThumbnailParams, Thumbnail, undefined> = {
  key: {
    name: "FILES.thumbnail",
    parts: ["thumbnail:", textParam("id", SPECIAL)],
    pattern: /^thumbnail:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: bytes,
  value: checkThumbnail,
  ttl: noTtl,
};

function checkUpload(input: unknown, issues: Issue[]): Upload {
  if (!(input instanceof ReadableStream) && !(input instanceof Uint8Array)) {
    wrongType(issues, [], "a ReadableStream or a Uint8Array", input);
  }
  return input as Upload;
}

function checkUploadMetadata(input: unknown, issues: Issue[]): UploadMetadata {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { contentType } = input;
  if (typeof contentType !== "string") {
    wrongType(issues, ["contentType"], "a string", contentType);
  } else if (isLongerThan(contentType, 100)) {
    addIssue(issues, "too_big", ["contentType"], "expected at most 100 characters");
  }
  return { contentType } as UploadMetadata;
}

const uploadSpec: CollectionSpec<UploadParams, Upload, UploadMetadata> = {
  key: {
    name: "FILES.upload",
    parts: ["upload:", textParam("id", SPECIAL)],
    pattern: /^upload:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: stream,
  value: checkUpload,
  metadata: checkUploadMetadata,
  ttl: defaultTtl(86400, 60, 604800),
};

function checkReport(input: unknown, issues: Issue[]): Report {
  const output: unknown[] = [];
  if (!Array.isArray(input)) {
    wrongType(issues, [], "an array", input);
  } else {
    for (let i = 0; i < input.length; i++) {
      const item: unknown = input[i];
      let itemOutput: unknown;
      if (!isRecord(item)) {
        wrongType(issues, [i], "an object", item);
      } else {
        const { stream } = item;
        if (typeof stream !== "string") wrongType(issues, [i, "stream"], "a string", stream);
        itemOutput = { stream };
      }
      output.push(itemOutput);
    }
  }
  return output as Report;
}

const reportSpec: CollectionSpec<ReportParams, Report, undefined> = {
  key: {
    name: "SESSIONS.report",
    parts: ["report:", textParam("gzip", SPECIAL)],
    pattern: /^report:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: gzip(json),
  value: checkReport,
  ttl: fixedTtl(86400),
};

function checkSession(input: unknown, issues: Issue[]): Session {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { userId, theme = "light" } = input;
  if (typeof userId !== "string") wrongType(issues, ["userId"], "a string", userId);
  else if (!UUID.test(userId)) addIssue(issues, "invalid_format", ["userId"], "not a valid uuid");
  if (typeof theme !== "string") wrongType(issues, ["theme"], "a string", theme);
  return { userId, theme } as Session;
}

const sessionSpec = (
  secret: Env["SESSION_KEYS"],
): PointedSpec<SessionParams, Session, undefined, { byUser: SessionByUserParams }> => ({
  key: {
    name: "SESSIONS.session",
    parts: ["session:", uuidParam("id", UUID)],
    pattern: /^session:([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/su,
    decode: [asGiven],
  },
  codec: sealed(gzip(versioned(2, { 1: sessionFrom1 })), "SESSION_KEYS", secret),
  value: checkSession,
  ttl: defaultTtl(3600, 60, 2147483647),
  onInvalid: "missing",
  pointers: {
    byUser: {
      key: {
        name: "SESSIONS.session.byUser",
        parts: ["session-user:", uuidParam("userId", UUID), ":", uuidParam("id", UUID)],
        pattern:
          /^session-user:([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}):([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/su,
        decode: [asGiven, asGiven],
      },
      by: ({ id }, { userId }) => ({ userId, id }),
    },
  },
});

function checkToken(input: unknown, issues: Issue[]): Token {
  if (typeof input !== "string") {
    wrongType(issues, [], "a string", input);
  } else if (isLongerThan(input, 200)) {
    addIssue(issues, "too_big", [], "expected at most 200 characters");
  }
  return input as Token;
}

const tokenSpec = (secret: Env["TOKEN_KEYS"]): CollectionSpec<object, Token, undefined> => ({
  key: {
    name: "SESSIONS.token",
    parts: ["token"],
  },
  codec: sealed(text, "TOKEN_KEYS", secret),
  value: checkToken,
  ttl: noTtl,
  onInvalid: repairedBy(secret2),
});
