// Made from keyloom.schema.ts by `keyloom generate`. Change that file and run the command again.
// biome-ignore-all format lint assist: made by a program
/* eslint-disable */

import {
  addIssue,
  AssetServer,
  type AssetServerSpec,
  bytes,
  type CollectionSpec,
  decodeText,
  type GetOptions,
  isLongerThan,
  isRecord,
  type Issue,
  json,
  type KeySpec,
  type KVNamespace,
  ListedCollection,
  notInteger,
  type PageOptions,
  textParam,
  wrongType,
} from "keyloom/runtime";

/** The KV bindings of the Worker. */
export interface Env {
  /** The namespace `site-{stage}`. */
  readonly SITE: KVNamespace;
}

/** Stored as JSON under `server:{id}`. */
export type SiteAssetServer = string;

/** The parameters of `server:{id}`. */
export interface SiteAssetServerParams {
  readonly id: string;
}

/** {@link SiteAssetServer} as a list finds it: without its value. */
export interface SiteAssetServerEntry {
  readonly key: string;
  readonly params: SiteAssetServerParams;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
}

/** Reads and writes `server:{id}`. Records expire after 1 hour. */
export interface SiteAssetServerCollection {
  /** Builds a key. */
  key(params: SiteAssetServerParams): string;
  /** Takes a key apart; `null` for a key that is not of this collection. */
  parse(key: string): SiteAssetServerParams | null;
  /** Reads a value; `null` where the key is missing. */
  get(params: SiteAssetServerParams, options?: GetOptions): Promise<SiteAssetServer | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: SiteAssetServerParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order asked for, 100 keys in one operation; `null` for each missing key.
   */
  getMany(
    params: readonly SiteAssetServerParams[],
    options?: GetOptions,
  ): Promise<readonly (SiteAssetServer | null)[]>;
  /** Writes a value in place of the whole record: value, metadata and expiration. */
  put(params: SiteAssetServerParams, value: SiteAssetServer): Promise<void>;
  /** Writes many records, some at once. All are checked before the first is written. */
  putMany(
    records: readonly { params: SiteAssetServerParams; value: SiteAssetServer }[],
  ): Promise<void>;
  /**
   * Changes a value, and keeps the rest of the record unless told otherwise. Writes nothing, and
   * gives `null`, where the key is missing.
   */
  update(
    params: SiteAssetServerParams,
    change: (value: SiteAssetServer) => SiteAssetServer | Promise<SiteAssetServer>,
  ): Promise<SiteAssetServer | null>;
  /** Lets a record live on from now, as it is. Gives `false` where the key is missing. */
  touch(params: SiteAssetServerParams): Promise<boolean>;
  /** Removes a record. A key that is missing is no error. */
  delete(params: SiteAssetServerParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<SiteAssetServerEntry>;
  /** Finds keys alone, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(): AsyncIterable<SiteAssetServerEntry & { readonly value: SiteAssetServer }>;
  /** Finds the first record in the order of keys; `null` where there is none. */
  first(): Promise<SiteAssetServerEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly SiteAssetServerEntry[]; cursor: string | null }>;
  /** Removes all records, and gives how many there were. */
  deleteAll(): Promise<number>;
}

/** Stored as the bytes of a file under `document:{path}`. */
export type Document = Uint8Array;

/** The metadata of {@link Document}. */
export interface DocumentMetadata {
  /** The media type, for `Content-Type`. */
  contentType: string;
  /** A strong entity tag, quotes included, for `ETag`. */
  etag: string;
  /** The number of bytes. */
  size: number;
  /** The compressed forms that are stored as well, with their numbers of bytes. */
  encodings?:
    | {
        gzip?: number | undefined;
      }
    | undefined;
}

/** The parameters of `document:{path}`. */
export interface DocumentParams {
  readonly path: string;
}

/** {@link Document} as a list finds it: without its value. */
export interface DocumentEntry {
  readonly key: string;
  readonly params: DocumentParams;
  readonly metadata: DocumentMetadata;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
}

/**
 * Reads and writes `document:{path}`. Records never expire: files stay until a deploy replaces
 * them.
 */
export interface DocumentCollection {
  /** Builds a key. */
  key(params: DocumentParams): string;
  /** Takes a key apart; `null` for a key that is not of this collection. */
  parse(key: string): DocumentParams | null;
  /** Reads a value; `null` where the key is missing. */
  get(params: DocumentParams, options?: GetOptions): Promise<Document | null>;
  /** Reads a value with its metadata; `null` where the key is missing. */
  getWithMetadata(
    params: DocumentParams,
    options?: GetOptions,
  ): Promise<{ value: Document; metadata: DocumentMetadata } | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: DocumentParams, options?: GetOptions): Promise<boolean>;
  /** Reads values in the order asked for; `null` for each missing key. */
  getMany(
    params: readonly DocumentParams[],
    options?: GetOptions,
  ): Promise<readonly (Document | null)[]>;
  /** Reads values with their metadata, as `getMany` does; `null` for each missing key. */
  getManyWithMetadata(
    params: readonly DocumentParams[],
    options?: GetOptions,
  ): Promise<readonly ({ value: Document; metadata: DocumentMetadata } | null)[]>;
  /** Writes a value in place of the whole record: value, metadata and expiration. */
  put(
    params: DocumentParams,
    value: Document,
    options: { metadata: DocumentMetadata },
  ): Promise<void>;
  /** Writes many records, some at once. All are checked before the first is written. */
  putMany(
    records: readonly { params: DocumentParams; value: Document; metadata: DocumentMetadata }[],
  ): Promise<void>;
  /** Removes a record. A key that is missing is no error. */
  delete(params: DocumentParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<DocumentEntry>;
  /** Finds keys alone, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values. */
  entries(): AsyncIterable<DocumentEntry & { readonly value: Document }>;
  /** Finds the first record in the order of keys; `null` where there is none. */
  first(): Promise<DocumentEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly DocumentEntry[]; cursor: string | null }>;
  /** Removes all records, and gives how many there were. */
  deleteAll(): Promise<number>;
  /**
   * Answers a request with the file at the path of its URL behind `/docs/`; 404 where there is
   * none.
   */
  serve(request: Request): Promise<Response>;
}

/** Stored as the bytes of a file under `download:{path}.file`. */
export type Download = Uint8Array;

/** The metadata of {@link Download}. */
export interface DownloadMetadata {
  /** The media type, for `Content-Type`. */
  contentType: string;
  /** A strong entity tag, quotes included, for `ETag`. */
  etag: string;
  /** The number of bytes. */
  size: number;
}

/** The parameters of `download:{path}.file`. */
export interface DownloadParams {
  readonly path: string;
}

/** {@link Download} as a list finds it: without its value. */
export interface DownloadEntry {
  readonly key: string;
  readonly params: DownloadParams;
  readonly metadata: DownloadMetadata;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
}

/**
 * Reads and writes `download:{path}.file`. Records never expire: files stay until a deploy replaces
 * them.
 */
export interface DownloadCollection {
  /** Builds a key. */
  key(params: DownloadParams): string;
  /** Takes a key apart; `null` for a key that is not of this collection. */
  parse(key: string): DownloadParams | null;
  /** Reads a value; `null` where the key is missing. */
  get(params: DownloadParams, options?: GetOptions): Promise<Download | null>;
  /** Reads a value with its metadata; `null` where the key is missing. */
  getWithMetadata(
    params: DownloadParams,
    options?: GetOptions,
  ): Promise<{ value: Download; metadata: DownloadMetadata } | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: DownloadParams, options?: GetOptions): Promise<boolean>;
  /** Reads values in the order asked for; `null` for each missing key. */
  getMany(
    params: readonly DownloadParams[],
    options?: GetOptions,
  ): Promise<readonly (Download | null)[]>;
  /** Reads values with their metadata, as `getMany` does; `null` for each missing key. */
  getManyWithMetadata(
    params: readonly DownloadParams[],
    options?: GetOptions,
  ): Promise<readonly ({ value: Download; metadata: DownloadMetadata } | null)[]>;
  /** Writes a value in place of the whole record: value, metadata and expiration. */
  put(
    params: DownloadParams,
    value: Download,
    options: { metadata: DownloadMetadata },
  ): Promise<void>;
  /** Writes many records, some at once. All are checked before the first is written. */
  putMany(
    records: readonly { params: DownloadParams; value: Download; metadata: DownloadMetadata }[],
  ): Promise<void>;
  /** Removes a record. A key that is missing is no error. */
  delete(params: DownloadParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<DownloadEntry>;
  /** Finds keys alone, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values. */
  entries(): AsyncIterable<DownloadEntry & { readonly value: Download }>;
  /** Finds the first record in the order of keys; `null` where there is none. */
  first(): Promise<DownloadEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly DownloadEntry[]; cursor: string | null }>;
  /** Removes all records, and gives how many there were. */
  deleteAll(): Promise<number>;
  /** Answers a request with the file at the path of its URL; 404 where there is none. */
  serve(request: Request): Promise<Response>;
}

/**
 * What pages load.
 *
 * Stored as the bytes of a file under `file:{name}`.
 */
export type File = Uint8Array;

/** The metadata of {@link File}. */
export interface FileMetadata {
  /** The media type, for `Content-Type`. */
  contentType: string;
  /** A strong entity tag, quotes included, for `ETag`. */
  etag: string;
  /** The number of bytes. */
  size: number;
  /** The compressed forms that are stored as well, with their numbers of bytes. */
  encodings?:
    | {
        br?: number | undefined;
        gzip?: number | undefined;
      }
    | undefined;
}

/** The parameters of `file:{name}`. */
export interface FileParams {
  readonly name: string;
}

/** {@link File} as a list finds it: without its value. */
export interface FileEntry {
  readonly key: string;
  readonly params: FileParams;
  readonly metadata: FileMetadata;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
}

/**
 * Reads and writes `file:{name}`. Records never expire: files stay until a deploy replaces them.
 */
export interface FileCollection {
  /** Builds a key. */
  key(params: FileParams): string;
  /** Takes a key apart; `null` for a key that is not of this collection. */
  parse(key: string): FileParams | null;
  /** Reads a value; `null` where the key is missing. */
  get(params: FileParams, options?: GetOptions): Promise<File | null>;
  /** Reads a value with its metadata; `null` where the key is missing. */
  getWithMetadata(
    params: FileParams,
    options?: GetOptions,
  ): Promise<{ value: File; metadata: FileMetadata } | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: FileParams, options?: GetOptions): Promise<boolean>;
  /** Reads values in the order asked for; `null` for each missing key. */
  getMany(params: readonly FileParams[], options?: GetOptions): Promise<readonly (File | null)[]>;
  /** Reads values with their metadata, as `getMany` does; `null` for each missing key. */
  getManyWithMetadata(
    params: readonly FileParams[],
    options?: GetOptions,
  ): Promise<readonly ({ value: File; metadata: FileMetadata } | null)[]>;
  /** Writes a value in place of the whole record: value, metadata and expiration. */
  put(params: FileParams, value: File, options: { metadata: FileMetadata }): Promise<void>;
  /** Writes many records, some at once. All are checked before the first is written. */
  putMany(
    records: readonly { params: FileParams; value: File; metadata: FileMetadata }[],
  ): Promise<void>;
  /** Removes a record. A key that is missing is no error. */
  delete(params: FileParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<FileEntry>;
  /** Finds keys alone, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values. */
  entries(): AsyncIterable<FileEntry & { readonly value: File }>;
  /** Finds the first record in the order of keys; `null` where there is none. */
  first(): Promise<FileEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly FileEntry[]; cursor: string | null }>;
  /** Removes all records, and gives how many there were. */
  deleteAll(): Promise<number>;
  /**
   * Answers a request with the file at the path of its URL behind `/static/`; 404 and `404.html`
   * where there is none.
   */
  serve(request: Request): Promise<Response>;
}

/** Stored as the bytes of a file under `page:{path}`. */
export type Page = Uint8Array;

/** The metadata of {@link Page}. */
export interface PageMetadata {
  /** The media type, for `Content-Type`. */
  contentType: string;
  /** A strong entity tag, quotes included, for `ETag`. */
  etag: string;
  /** The number of bytes. */
  size: number;
}

/** The parameters of `page:{path}`. */
export interface PageParams {
  readonly path: string;
}

/** {@link Page} as a list finds it: without its value. */
export interface PageEntry {
  readonly key: string;
  readonly params: PageParams;
  readonly metadata: PageMetadata;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
}

/**
 * Reads and writes `page:{path}`. Records never expire: files stay until a deploy replaces them.
 */
export interface PageCollection {
  /** Builds a key. */
  key(params: PageParams): string;
  /** Takes a key apart; `null` for a key that is not of this collection. */
  parse(key: string): PageParams | null;
  /** Reads a value; `null` where the key is missing. */
  get(params: PageParams, options?: GetOptions): Promise<Page | null>;
  /** Reads a value with its metadata; `null` where the key is missing. */
  getWithMetadata(
    params: PageParams,
    options?: GetOptions,
  ): Promise<{ value: Page; metadata: PageMetadata } | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: PageParams, options?: GetOptions): Promise<boolean>;
  /** Reads values in the order asked for; `null` for each missing key. */
  getMany(params: readonly PageParams[], options?: GetOptions): Promise<readonly (Page | null)[]>;
  /** Reads values with their metadata, as `getMany` does; `null` for each missing key. */
  getManyWithMetadata(
    params: readonly PageParams[],
    options?: GetOptions,
  ): Promise<readonly ({ value: Page; metadata: PageMetadata } | null)[]>;
  /** Writes a value in place of the whole record: value, metadata and expiration. */
  put(params: PageParams, value: Page, options: { metadata: PageMetadata }): Promise<void>;
  /** Writes many records, some at once. All are checked before the first is written. */
  putMany(
    records: readonly { params: PageParams; value: Page; metadata: PageMetadata }[],
  ): Promise<void>;
  /** Removes a record. A key that is missing is no error. */
  delete(params: PageParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<PageEntry>;
  /** Finds keys alone, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values. */
  entries(): AsyncIterable<PageEntry & { readonly value: Page }>;
  /** Finds the first record in the order of keys; `null` where there is none. */
  first(): Promise<PageEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly PageEntry[]; cursor: string | null }>;
  /** Removes all records, and gives how many there were. */
  deleteAll(): Promise<number>;
  /** Answers a request with the file at the path of its URL; 404 where there is none. */
  serve(request: Request): Promise<Response>;
}

/** Stored as JSON under `request:{id}`. */
export type SiteRequest = string;

/** The parameters of `request:{id}`. */
export interface SiteRequestParams {
  readonly id: string;
}

/** {@link SiteRequest} as a list finds it: without its value. */
export interface SiteRequestEntry {
  readonly key: string;
  readonly params: SiteRequestParams;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
}

/** Reads and writes `request:{id}`. Records expire after 1 hour. */
export interface SiteRequestCollection {
  /** Builds a key. */
  key(params: SiteRequestParams): string;
  /** Takes a key apart; `null` for a key that is not of this collection. */
  parse(key: string): SiteRequestParams | null;
  /** Reads a value; `null` where the key is missing. */
  get(params: SiteRequestParams, options?: GetOptions): Promise<SiteRequest | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: SiteRequestParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order asked for, 100 keys in one operation; `null` for each missing key.
   */
  getMany(
    params: readonly SiteRequestParams[],
    options?: GetOptions,
  ): Promise<readonly (SiteRequest | null)[]>;
  /** Writes a value in place of the whole record: value, metadata and expiration. */
  put(params: SiteRequestParams, value: SiteRequest): Promise<void>;
  /** Writes many records, some at once. All are checked before the first is written. */
  putMany(records: readonly { params: SiteRequestParams; value: SiteRequest }[]): Promise<void>;
  /**
   * Changes a value, and keeps the rest of the record unless told otherwise. Writes nothing, and
   * gives `null`, where the key is missing.
   */
  update(
    params: SiteRequestParams,
    change: (value: SiteRequest) => SiteRequest | Promise<SiteRequest>,
  ): Promise<SiteRequest | null>;
  /** Lets a record live on from now, as it is. Gives `false` where the key is missing. */
  touch(params: SiteRequestParams): Promise<boolean>;
  /** Removes a record. A key that is missing is no error. */
  delete(params: SiteRequestParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<SiteRequestEntry>;
  /** Finds keys alone, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(): AsyncIterable<SiteRequestEntry & { readonly value: SiteRequest }>;
  /** Finds the first record in the order of keys; `null` where there is none. */
  first(): Promise<SiteRequestEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly SiteRequestEntry[]; cursor: string | null }>;
  /** Removes all records, and gives how many there were. */
  deleteAll(): Promise<number>;
}

/** Stored as JSON under `response:{id}`. */
export type SiteResponse = string;

/** The parameters of `response:{id}`. */
export interface SiteResponseParams {
  readonly id: string;
}

/** {@link SiteResponse} as a list finds it: without its value. */
export interface SiteResponseEntry {
  readonly key: string;
  readonly params: SiteResponseParams;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
}

/** Reads and writes `response:{id}`. Records expire after 1 hour. */
export interface SiteResponseCollection {
  /** Builds a key. */
  key(params: SiteResponseParams): string;
  /** Takes a key apart; `null` for a key that is not of this collection. */
  parse(key: string): SiteResponseParams | null;
  /** Reads a value; `null` where the key is missing. */
  get(params: SiteResponseParams, options?: GetOptions): Promise<SiteResponse | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: SiteResponseParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order asked for, 100 keys in one operation; `null` for each missing key.
   */
  getMany(
    params: readonly SiteResponseParams[],
    options?: GetOptions,
  ): Promise<readonly (SiteResponse | null)[]>;
  /** Writes a value in place of the whole record: value, metadata and expiration. */
  put(params: SiteResponseParams, value: SiteResponse): Promise<void>;
  /** Writes many records, some at once. All are checked before the first is written. */
  putMany(records: readonly { params: SiteResponseParams; value: SiteResponse }[]): Promise<void>;
  /**
   * Changes a value, and keeps the rest of the record unless told otherwise. Writes nothing, and
   * gives `null`, where the key is missing.
   */
  update(
    params: SiteResponseParams,
    change: (value: SiteResponse) => SiteResponse | Promise<SiteResponse>,
  ): Promise<SiteResponse | null>;
  /** Lets a record live on from now, as it is. Gives `false` where the key is missing. */
  touch(params: SiteResponseParams): Promise<boolean>;
  /** Removes a record. A key that is missing is no error. */
  delete(params: SiteResponseParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<SiteResponseEntry>;
  /** Finds keys alone, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(): AsyncIterable<SiteResponseEntry & { readonly value: SiteResponse }>;
  /** Finds the first record in the order of keys; `null` where there is none. */
  first(): Promise<SiteResponseEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly SiteResponseEntry[]; cursor: string | null }>;
  /** Removes all records, and gives how many there were. */
  deleteAll(): Promise<number>;
}

/** The collections of `SITE`. */
export interface SiteNamespace {
  /** Records under `server:{id}`. */
  readonly assetServer: SiteAssetServerCollection;
  /** Records under `document:{path}`. */
  readonly document: DocumentCollection;
  /** Records under `download:{path}.file`. */
  readonly download: DownloadCollection;
  /** What pages load. */
  readonly file: FileCollection;
  /** Records under `page:{path}`. */
  readonly page: PageCollection;
  /** Records under `request:{id}`. */
  readonly request: SiteRequestCollection;
  /** Records under `response:{id}`. */
  readonly response: SiteResponseCollection;
}

/** All collections, by binding. */
export interface Keyloom {
  readonly SITE: SiteNamespace;
}

/** Binds the collections to the namespaces of one request's `env`. */
export function keyloom(env: Env): Keyloom {
  return {
    SITE: {
      assetServer: new ListedCollection(env.SITE, siteAssetServerSpec),
      document: new AssetServer(env.SITE, documentSpec),
      download: new AssetServer(env.SITE, downloadSpec),
      file: new AssetServer(env.SITE, fileSpec),
      page: new AssetServer(env.SITE, pageSpec),
      request: new ListedCollection(env.SITE, siteRequestSpec),
      response: new ListedCollection(env.SITE, siteResponseSpec),
    },
  };
}

const SPECIAL = /[%:]/g;
const SPECIAL_2 = /[%:.]/g;

const siteAssetServerKey: KeySpec<SiteAssetServerParams> = {
  name: "SITE.assetServer",
  parts: ["server:", textParam("id", SPECIAL)],
  pattern: /^server:([^:]+)$/su,
  decode: [decodeText],
};

function checkSiteAssetServer(input: unknown, issues: Issue[]): SiteAssetServer {
  if (typeof input !== "string") wrongType(issues, [], "a string", input);
  return input as SiteAssetServer;
}

const siteAssetServerSpec: CollectionSpec<SiteAssetServerParams, SiteAssetServer, undefined> = {
  key: siteAssetServerKey,
  codec: json,
  value: checkSiteAssetServer,
  ttl: { policy: "fixed", seconds: 3600 },
};

const documentKey: KeySpec<DocumentParams> = {
  name: "SITE.document",
  parts: ["document:", textParam("path", SPECIAL)],
  pattern: /^document:([^:]+)$/su,
  decode: [decodeText],
};

function checkDocument(input: unknown, issues: Issue[]): Document {
  if (!(input instanceof Uint8Array)) wrongType(issues, [], "a Uint8Array", input);
  return input as Document;
}

function checkDocumentMetadata(input: unknown, issues: Issue[]): DocumentMetadata {
  if (!isRecord(input)) {
    wrongType(issues, [], "an object", input);
    return input as never;
  }
  const { contentType, etag, size, encodings } = input;
  if (typeof contentType !== "string") {
    wrongType(issues, ["contentType"], "a string", contentType);
  } else if (isLongerThan(contentType, 100)) {
    addIssue(issues, "too_big", ["contentType"], "expected at most 100 characters");
  }
  if (typeof etag !== "string") {
    wrongType(issues, ["etag"], "a string", etag);
  } else if (isLongerThan(etag, 50)) {
    addIssue(issues, "too_big", ["etag"], "expected at most 50 characters");
  }
  if (!Number.isSafeInteger(size)) notInteger(issues, ["size"], size);
  let encodingsOutput: unknown = encodings;
  if (encodings !== undefined) {
    if (!isRecord(encodings)) {
      wrongType(issues, ["encodings"], "an object", encodings);
    } else {
      const { gzip } = encodings;
      if (gzip !== undefined && !Number.isSafeInteger(gzip)) {
        notInteger(issues, ["encodings", "gzip"], gzip);
      }
      const encodingsObject: Record<string, unknown> = {};
      if ("gzip" in encodings) encodingsObject["gzip"] = gzip;
      encodingsOutput = encodingsObject;
    }
  }
  const output: Record<string, unknown> = { contentType, etag, size };
  if ("encodings" in input) output["encodings"] = encodingsOutput;
  return output as unknown as DocumentMetadata;
}

const documentSpec: AssetServerSpec<DocumentParams, DocumentMetadata> = {
  key: documentKey,
  codec: bytes,
  value: checkDocument,
  metadata: checkDocumentMetadata,
  ttl: { policy: "none" },
  cacheTtl: 300,
  mount: "/docs/",
  encodings: ["gzip"],
  cacheControl(path) {
    if (path.endsWith(".pdf")) return "no-store";
    return "no-cache";
  },
};

const downloadKey: KeySpec<DownloadParams> = {
  name: "SITE.download",
  parts: ["download:", textParam("path", SPECIAL_2), ".file"],
  pattern: /^download:([^:.]+)\.file$/su,
  decode: [decodeText],
};

function checkDownload(input: unknown, issues: Issue[]): Download {
  if (!(input instanceof Uint8Array)) wrongType(issues, [], "a Uint8Array", input);
  return input as Download;
}

function checkDownloadMetadata(input: unknown, issues: Issue[]): DownloadMetadata {
  if (!isRecord(input)) {
    wrongType(issues, [], "an object", input);
    return input as never;
  }
  const { contentType, etag, size } = input;
  if (typeof contentType !== "string") {
    wrongType(issues, ["contentType"], "a string", contentType);
  } else if (isLongerThan(contentType, 100)) {
    addIssue(issues, "too_big", ["contentType"], "expected at most 100 characters");
  }
  if (typeof etag !== "string") {
    wrongType(issues, ["etag"], "a string", etag);
  } else if (isLongerThan(etag, 50)) {
    addIssue(issues, "too_big", ["etag"], "expected at most 50 characters");
  }
  if (!Number.isSafeInteger(size)) notInteger(issues, ["size"], size);
  return { contentType, etag, size } as DownloadMetadata;
}

const downloadSpec: AssetServerSpec<DownloadParams, DownloadMetadata> = {
  key: downloadKey,
  codec: bytes,
  value: checkDownload,
  metadata: checkDownloadMetadata,
  ttl: { policy: "none" },
  mount: "/",
  cacheControl: () => "public, max-age=31536000, immutable, stale-while-revalidate=86400",
};

const fileKey: KeySpec<FileParams> = {
  name: "SITE.file",
  parts: ["file:", textParam("name", SPECIAL)],
  pattern: /^file:([^:]+)$/su,
  decode: [decodeText],
};

function checkFile(input: unknown, issues: Issue[]): File {
  if (!(input instanceof Uint8Array)) wrongType(issues, [], "a Uint8Array", input);
  return input as File;
}

function checkFileMetadata(input: unknown, issues: Issue[]): FileMetadata {
  if (!isRecord(input)) {
    wrongType(issues, [], "an object", input);
    return input as never;
  }
  const { contentType, etag, size, encodings } = input;
  if (typeof contentType !== "string") {
    wrongType(issues, ["contentType"], "a string", contentType);
  } else if (isLongerThan(contentType, 100)) {
    addIssue(issues, "too_big", ["contentType"], "expected at most 100 characters");
  }
  if (typeof etag !== "string") {
    wrongType(issues, ["etag"], "a string", etag);
  } else if (isLongerThan(etag, 50)) {
    addIssue(issues, "too_big", ["etag"], "expected at most 50 characters");
  }
  if (!Number.isSafeInteger(size)) notInteger(issues, ["size"], size);
  let encodingsOutput: unknown = encodings;
  if (encodings !== undefined) {
    if (!isRecord(encodings)) {
      wrongType(issues, ["encodings"], "an object", encodings);
    } else {
      const { br, gzip } = encodings;
      if (br !== undefined && !Number.isSafeInteger(br)) {
        notInteger(issues, ["encodings", "br"], br);
      }
      if (gzip !== undefined && !Number.isSafeInteger(gzip)) {
        notInteger(issues, ["encodings", "gzip"], gzip);
      }
      const encodingsObject: Record<string, unknown> = {};
      if ("br" in encodings) encodingsObject["br"] = br;
      if ("gzip" in encodings) encodingsObject["gzip"] = gzip;
      encodingsOutput = encodingsObject;
    }
  }
  const output: Record<string, unknown> = { contentType, etag, size };
  if ("encodings" in input) output["encodings"] = encodingsOutput;
  return output as unknown as FileMetadata;
}

const fileSpec: AssetServerSpec<FileParams, FileMetadata> = {
  key: fileKey,
  codec: bytes,
  value: checkFile,
  metadata: checkFileMetadata,
  ttl: { policy: "none" },
  mount: "/static/",
  notFound: "404.html",
  encodings: ["br", "gzip"],
  cacheControl(path) {
    if (path.startsWith("assets/")) return "public, max-age=31536000, immutable";
    if (path.endsWith(".html")) return "no-cache";
    if (/^fonts\/.*\.woff2$/s.test(path)) {
      return "public, max-age=31536000, immutable, stale-while-revalidate=86400";
    }
    if (path === "robots.txt") return 'private="set-cookie"';
    return "public, max-age=0, must-revalidate";
  },
};

const pageKey: KeySpec<PageParams> = {
  name: "SITE.page",
  parts: ["page:", textParam("path", SPECIAL)],
  pattern: /^page:([^:]+)$/su,
  decode: [decodeText],
};

function checkPage(input: unknown, issues: Issue[]): Page {
  if (!(input instanceof Uint8Array)) wrongType(issues, [], "a Uint8Array", input);
  return input as Page;
}

function checkPageMetadata(input: unknown, issues: Issue[]): PageMetadata {
  if (!isRecord(input)) {
    wrongType(issues, [], "an object", input);
    return input as never;
  }
  const { contentType, etag, size } = input;
  if (typeof contentType !== "string") {
    wrongType(issues, ["contentType"], "a string", contentType);
  } else if (isLongerThan(contentType, 100)) {
    addIssue(issues, "too_big", ["contentType"], "expected at most 100 characters");
  }
  if (typeof etag !== "string") {
    wrongType(issues, ["etag"], "a string", etag);
  } else if (isLongerThan(etag, 50)) {
    addIssue(issues, "too_big", ["etag"], "expected at most 50 characters");
  }
  if (!Number.isSafeInteger(size)) notInteger(issues, ["size"], size);
  return { contentType, etag, size } as PageMetadata;
}

const pageSpec: AssetServerSpec<PageParams, PageMetadata> = {
  key: pageKey,
  codec: bytes,
  value: checkPage,
  metadata: checkPageMetadata,
  ttl: { policy: "none" },
  mount: "/",
  cacheControl: () => "public, max-age=0, must-revalidate",
};

const siteRequestKey: KeySpec<SiteRequestParams> = {
  name: "SITE.request",
  parts: ["request:", textParam("id", SPECIAL)],
  pattern: /^request:([^:]+)$/su,
  decode: [decodeText],
};

function checkSiteRequest(input: unknown, issues: Issue[]): SiteRequest {
  if (typeof input !== "string") wrongType(issues, [], "a string", input);
  return input as SiteRequest;
}

const siteRequestSpec: CollectionSpec<SiteRequestParams, SiteRequest, undefined> = {
  key: siteRequestKey,
  codec: json,
  value: checkSiteRequest,
  ttl: { policy: "fixed", seconds: 3600 },
};

const siteResponseKey: KeySpec<SiteResponseParams> = {
  name: "SITE.response",
  parts: ["response:", textParam("id", SPECIAL)],
  pattern: /^response:([^:]+)$/su,
  decode: [decodeText],
};

function checkSiteResponse(input: unknown, issues: Issue[]): SiteResponse {
  if (typeof input !== "string") wrongType(issues, [], "a string", input);
  return input as SiteResponse;
}

const siteResponseSpec: CollectionSpec<SiteResponseParams, SiteResponse, undefined> = {
  key: siteResponseKey,
  codec: json,
  value: checkSiteResponse,
  ttl: { policy: "fixed", seconds: 3600 },
};
