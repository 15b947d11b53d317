// Made from keyloom.schema.ts by `keyloom generate`. Change that file and run the command again.
// biome-ignore-all format lint assist: made by a program
/* eslint-disable */
/* eslint max-lines: ["warn", 4] -- so there is always something to disable */

import {
  addIssue,
  AssetServer,
  type AssetServerSpec,
  AssetStore,
  bytes,
  cleanUrls,
  type CollectionSpec,
  compressedForms,
  decodeText,
  defaultTtl,
  fixedTtl,
  type GetOptions,
  isLongerThan,
  isRecord,
  type Issue,
  json,
  type KVNamespace,
  ListedAssetStore,
  ListedCollection,
  notInteger,
  noTtl,
  type PageOptions,
  pathParam,
  singlePageApp,
  textParam,
  type Ttl,
  type TtlWithin,
  wrongType,
} from "keyloom/runtime";

/** The KV bindings of the Worker. */
export interface Env {
  /** The namespace `site-{stage}`. */
  readonly SITE: KVNamespace;
}

/** How long a record may be kept: 1 minute to 7 days. */
export type Ttl1MinuteTo7Days<Asked extends Ttl = Ttl> = Ttl extends Asked
  ? Asked
  : TtlWithin<
      Asked,
      "a TTL of 1 minute to 7 days",
      { s: ["60", "604800"]; m: ["1", "10080"]; h: ["1", "168"]; d: ["1", "7"]; w: ["1", "1"] }
    >;

/** Methods that several accessors have. */
type Methods<Params, Value, Input, Metadata, Entry> = {
  /** Builds a key. */
  key(params: Params): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): Params | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: Params, options?: GetOptions): Promise<Value | null>;
  /** Reads a value with its metadata; `null` if the key is missing. */
  getWithMetadata(
    params: Params,
    options?: GetOptions,
  ): Promise<{ value: Value; metadata: Metadata } | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: Params, options?: GetOptions): Promise<boolean>;
  /** Reads values in the order of `params`; `null` for each missing key. */
  getMany(params: readonly Params[], options?: GetOptions): Promise<readonly (Value | null)[]>;
  /** Reads values with their metadata, as `getMany` does; `null` for each missing key. */
  getManyWithMetadata(
    params: readonly Params[],
    options?: GetOptions,
  ): Promise<readonly ({ value: Value; metadata: Metadata } | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: Params, value: Input, options: { metadata: { contentType: string } }): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(
    records: readonly { params: Params; value: Input; metadata: { contentType: string } }[],
  ): Promise<void>;
  /** Removes a record. A missing key is not an error. */
  delete(params: Params): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<Entry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values. */
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

/** Methods that several accessors have. */
type Methods2<Params, Value, Entry> = {
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

/** What a list returns of a record with metadata. */
type ListEntryWithMetadata<Params, Metadata> = {
  readonly key: string;
  readonly params: Params;
  readonly metadata: Metadata;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
};

/** What a list returns of a record. */
type ListEntry<Params> = {
  readonly key: string;
  readonly params: Params;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
};

/** Stored as the bytes of a file under `{path}`. */
export type App = Uint8Array<ArrayBuffer>;

/** {@link App} as a `put` accepts it: in any buffer. */
export type AppInput = Uint8Array;

/** The metadata of {@link App}. */
export interface AppMetadata {
  /** The media type, for `Content-Type`. */
  contentType: string;
  /** A strong entity tag, quotes included, for `ETag`. */
  etag: string;
  /** The number of bytes. */
  size: number;
}

/** The parameters of `{path}`. */
export interface AppParams {
  readonly path: string;
}

/** {@link App} as a list returns it: without its value. */
export interface AppEntry extends ListEntryWithMetadata<AppParams, AppMetadata> {}

/** Reads and writes `{path}`. Records never expire: files stay until a deploy replaces them. */
export interface AppCollection extends Methods<AppParams, App, AppInput, AppMetadata, AppEntry> {
  /**
   * Answers a request with the file at the path of its URL after `/app/`, or `index.html` for a
   * page that has none; 404 if there is none.
   */
  serve(request: Request): Promise<Response>;
}

/** Stored as the bytes of a file under `asset:{path}`. */
export type Asset = Uint8Array<ArrayBuffer>;

/** {@link Asset} as a `put` accepts it: in any buffer. */
export type AssetInput = Uint8Array;

/** The metadata of {@link Asset}. */
export interface AssetMetadata {
  /** The media type, for `Content-Type`. */
  contentType: string;
  /** A strong entity tag, quotes included, for `ETag`. */
  etag: string;
  /** The number of bytes. */
  size: number;
}

/** The parameters of `asset:{path}`. */
export interface AssetParams {
  readonly path: string;
}

/**
 * Reads and writes `asset:{path}`. Records never expire: files stay until a deploy replaces them.
 */
export interface AssetCollection {
  /** Builds a key. */
  key(params: AssetParams): string;
  /** Answers a request with the file at the path of its URL; 404 if there is none. */
  serve(request: Request): Promise<Response>;
}

/** Stored as JSON under `server:{id}`. */
export type SiteAssetServer = string;

/** The parameters of `server:{id}`. */
export interface SiteAssetServerParams {
  readonly id: string;
}

/** {@link SiteAssetServer} as a list returns it: without its value. */
export interface SiteAssetServerEntry extends ListEntry<SiteAssetServerParams> {}

/** Reads and writes `server:{id}`. Records expire after 1 hour. */
export interface SiteAssetServerCollection
  extends Methods2<SiteAssetServerParams, SiteAssetServer, SiteAssetServerEntry> {}

/** Stored as the bytes of a file under `avatar:{path}`. */
export type Avatar = Uint8Array<ArrayBuffer>;

/** {@link Avatar} as a `put` accepts it: in any buffer. */
export type AvatarInput = Uint8Array;

/** The metadata of {@link Avatar}. */
export interface AvatarMetadata {
  /** The media type, for `Content-Type`. */
  contentType: string;
  /** A strong entity tag, quotes included, for `ETag`. */
  etag: string;
  /** The number of bytes. */
  size: number;
}

/** The parameters of `avatar:{path}`. */
export interface AvatarParams {
  readonly path: string;
}

/** Reads and writes `avatar:{path}`. Records never expire: files stay until they are removed. */
export interface AvatarCollection {
  /** Builds a key. */
  key(params: AvatarParams): string;
  /** Replaces the whole record: value, metadata and expiration. */
  put(
    params: AvatarParams,
    value: AvatarInput,
    options: { metadata: { contentType: string } },
  ): Promise<void>;
  /** Removes a record. A missing key is not an error. */
  delete(params: AvatarParams): Promise<void>;
  /**
   * Answers a request with the file at the path of its URL after `/avatars/`; 404 if there is none.
   */
  serve(request: Request): Promise<Response>;
}

/** Stored as the bytes of a file under `document:{path}`. */
export type Document = Uint8Array<ArrayBuffer>;

/** {@link Document} as a `put` accepts it: in any buffer. */
export type DocumentInput = Uint8Array;

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

/** {@link Document} as a list returns it: without its value. */
export interface DocumentEntry extends ListEntryWithMetadata<DocumentParams, DocumentMetadata> {}

/**
 * Reads and writes `document:{path}`. Records never expire: files stay until a deploy replaces
 * them.
 */
export interface DocumentCollection
  extends Methods<DocumentParams, Document, DocumentInput, DocumentMetadata, DocumentEntry> {
  /**
   * Answers a request with the file at the path of its URL after `/docs/`; 404 if there is none.
   */
  serve(request: Request): Promise<Response>;
}

/** Stored as the bytes of a file under `download:{path}.file`. */
export type Download = Uint8Array<ArrayBuffer>;

/** {@link Download} as a `put` accepts it: in any buffer. */
export type DownloadInput = Uint8Array;

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

/** {@link Download} as a list returns it: without its value. */
export interface DownloadEntry extends ListEntryWithMetadata<DownloadParams, DownloadMetadata> {}

/**
 * Reads and writes `download:{path}.file`. Records never expire: files stay until a deploy replaces
 * them.
 */
export interface DownloadCollection
  extends Methods<DownloadParams, Download, DownloadInput, DownloadMetadata, DownloadEntry> {
  /** Answers a request with the file at the path of its URL; 404 if there is none. */
  serve(request: Request): Promise<Response>;
}

/**
 * What pages load.
 *
 * Stored as the bytes of a file under `file:{name}`.
 */
export type File = Uint8Array<ArrayBuffer>;

/** {@link File} as a `put` accepts it: in any buffer. */
export type FileInput = Uint8Array;

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

/** {@link File} as a list returns it: without its value. */
export interface FileEntry extends ListEntryWithMetadata<FileParams, FileMetadata> {}

/**
 * Reads and writes `file:{name}`. Records never expire: files stay until a deploy replaces them.
 */
export interface FileCollection
  extends Methods<FileParams, File, FileInput, FileMetadata, FileEntry> {
  /**
   * Answers a request with the file at the path of its URL after `/static/`; 404 and `404.html` if
   * there is none.
   */
  serve(request: Request): Promise<Response>;
}

/** Stored as the bytes of a file under `page:{path}`. */
export type Page = Uint8Array<ArrayBuffer>;

/** {@link Page} as a `put` accepts it: in any buffer. */
export type PageInput = Uint8Array;

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

/** {@link Page} as a list returns it: without its value. */
export interface PageEntry extends ListEntryWithMetadata<PageParams, PageMetadata> {}

/**
 * Reads and writes `page:{path}`. Records never expire: files stay until a deploy replaces them.
 */
export interface PageCollection
  extends Methods<PageParams, Page, PageInput, PageMetadata, PageEntry> {
  /** Answers a request with the file at the path of its URL; 404 if there is none. */
  serve(request: Request): Promise<Response>;
}

/** Stored as JSON under `request:{id}`. */
export type SiteRequest = string;

/** The parameters of `request:{id}`. */
export interface SiteRequestParams {
  readonly id: string;
}

/** {@link SiteRequest} as a list returns it: without its value. */
export interface SiteRequestEntry extends ListEntry<SiteRequestParams> {}

/** Reads and writes `request:{id}`. Records expire after 1 hour. */
export interface SiteRequestCollection
  extends Methods2<SiteRequestParams, SiteRequest, SiteRequestEntry> {}

/** Stored as JSON under `response:{id}`. */
export type SiteResponse = string;

/** The parameters of `response:{id}`. */
export interface SiteResponseParams {
  readonly id: string;
}

/** {@link SiteResponse} as a list returns it: without its value. */
export interface SiteResponseEntry extends ListEntry<SiteResponseParams> {}

/** Reads and writes `response:{id}`. Records expire after 1 hour. */
export interface SiteResponseCollection
  extends Methods2<SiteResponseParams, SiteResponse, SiteResponseEntry> {}

/** Stored as the bytes of a file under `share:{path}`. */
export type Share = Uint8Array<ArrayBuffer>;

/** {@link Share} as a `put` accepts it: in any buffer. */
export type ShareInput = Uint8Array;

/** The metadata of {@link Share}. */
export interface ShareMetadata {
  /** The media type, for `Content-Type`. */
  contentType: string;
  /** A strong entity tag, quotes included, for `ETag`. */
  etag: string;
  /** The number of bytes. */
  size: number;
}

/** The parameters of `share:{path}`. */
export interface ShareParams {
  readonly path: string;
}

/** {@link Share} as a list returns it: without its value. */
export interface ShareEntry extends ListEntryWithMetadata<ShareParams, ShareMetadata> {}

/**
 * Reads and writes `share:{path}`. Records expire after 1 day, or after a `ttl` of 1 minute to 7
 * days.
 */
export interface ShareCollection {
  /** Builds a key. */
  key(params: ShareParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): ShareParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: ShareParams, options?: GetOptions): Promise<Share | null>;
  /** Reads a value with its metadata; `null` if the key is missing. */
  getWithMetadata(
    params: ShareParams,
    options?: GetOptions,
  ): Promise<{ value: Share; metadata: ShareMetadata } | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: ShareParams, options?: GetOptions): Promise<boolean>;
  /** Reads values in the order of `params`; `null` for each missing key. */
  getMany(params: readonly ShareParams[], options?: GetOptions): Promise<readonly (Share | null)[]>;
  /** Reads values with their metadata, as `getMany` does; `null` for each missing key. */
  getManyWithMetadata(
    params: readonly ShareParams[],
    options?: GetOptions,
  ): Promise<readonly ({ value: Share; metadata: ShareMetadata } | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put<Asked extends Ttl>(
    params: ShareParams,
    value: ShareInput,
    options: { metadata: { contentType: string }; ttl?: Ttl1MinuteTo7Days<Asked> },
  ): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(
    records: readonly {
      params: ShareParams;
      value: ShareInput;
      metadata: { contentType: string };
      ttl?: Ttl;
    }[],
  ): Promise<void>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch<Asked extends Ttl>(
    params: ShareParams,
    options?: { ttl?: Ttl1MinuteTo7Days<Asked> },
  ): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: ShareParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<ShareEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<ShareEntry & { readonly value: Share }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<ShareEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly ShareEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
  /** Answers a request with the file at the path of its URL; 404 if there is none. */
  serve(request: Request): Promise<Response>;
}

/** Stored as the bytes of a file under `upload:{path}`. */
export type Upload = Uint8Array<ArrayBuffer>;

/** {@link Upload} as a `put` accepts it: in any buffer. */
export type UploadInput = Uint8Array;

/** The metadata of {@link Upload}. */
export interface UploadMetadata {
  /** The media type, for `Content-Type`. */
  contentType: string;
  /** A strong entity tag, quotes included, for `ETag`. */
  etag: string;
  /** The number of bytes. */
  size: number;
}

/** The parameters of `upload:{path}`. */
export interface UploadParams {
  readonly path: string;
}

/** {@link Upload} as a list returns it: without its value. */
export interface UploadEntry extends ListEntryWithMetadata<UploadParams, UploadMetadata> {}

/** Reads and writes `upload:{path}`. Records never expire: files stay until they are removed. */
export interface UploadCollection
  extends Methods<UploadParams, Upload, UploadInput, UploadMetadata, UploadEntry> {
  /**
   * Answers a request with the file at the path of its URL after `/uploads/`; 404 if there is none.
   */
  serve(request: Request): Promise<Response>;
}

/** The collections of `SITE`. */
export interface SiteNamespace {
  /** Records under `{path}`. */
  readonly app: AppCollection;
  /** Records under `asset:{path}`. */
  readonly asset: AssetCollection;
  /** Records under `server:{id}`. */
  readonly assetServer: SiteAssetServerCollection;
  /** Records under `avatar:{path}`. */
  readonly avatar: AvatarCollection;
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
  /** Records under `share:{path}`. */
  readonly share: ShareCollection;
  /** Records under `upload:{path}`. */
  readonly upload: UploadCollection;
}

/** All collections, by binding. */
export interface Keyloom {
  readonly SITE: SiteNamespace;
}

/** Binds the collections to the namespaces of one request's `env`. */
export function keyloom(env: Env): Keyloom {
  return {
    SITE: {
      app: new ListedAssetStore(env.SITE, appSpec),
      asset: new AssetServer(env.SITE, assetSpec),
      assetServer: new ListedCollection(env.SITE, siteAssetServerSpec),
      avatar: new AssetStore(env.SITE, avatarSpec),
      document: new ListedAssetStore(env.SITE, documentSpec),
      download: new ListedAssetStore(env.SITE, downloadSpec),
      file: new ListedAssetStore(env.SITE, fileSpec),
      page: new ListedAssetStore(env.SITE, pageSpec),
      request: new ListedCollection(env.SITE, siteRequestSpec),
      response: new ListedCollection(env.SITE, siteResponseSpec),
      share: new ListedAssetStore(env.SITE, shareSpec),
      upload: new ListedAssetStore(env.SITE, uploadSpec),
    },
  };
}

const SPECIAL = /[%:]/g;
const SPECIAL_2 = /[%:.]/g;

function checkApp(input: unknown, issues: Issue[]): App {
  if (!(input instanceof Uint8Array)) wrongType(issues, [], "a Uint8Array", input);
  return input as App;
}

function checkAppMetadata(input: unknown, issues: Issue[]): AppMetadata {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
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
  return { contentType, etag, size } as AppMetadata;
}

const appSpec: AssetServerSpec<AppParams, AppMetadata> = {
  key: {
    name: "SITE.app",
    parts: [pathParam("path", SPECIAL)],
    pattern: /^([^:]+)$/su,
    decode: [decodeText],
  },
  codec: bytes,
  value: checkApp,
  metadata: checkAppMetadata,
  ttl: noTtl,
  mount: "/app/",
  cleanUrls,
  answerOther: singlePageApp("index.html"),
  cacheControl: () => "public, max-age=0, must-revalidate",
};

function checkAsset(input: unknown, issues: Issue[]): Asset {
  if (!(input instanceof Uint8Array)) wrongType(issues, [], "a Uint8Array", input);
  return input as Asset;
}

function checkAssetMetadata(input: unknown, issues: Issue[]): AssetMetadata {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
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
  return { contentType, etag, size } as AssetMetadata;
}

const assetSpec: AssetServerSpec<AssetParams, AssetMetadata> = {
  key: {
    name: "SITE.asset",
    parts: ["asset:", pathParam("path", SPECIAL)],
  },
  codec: bytes,
  value: checkAsset,
  metadata: checkAssetMetadata,
  ttl: noTtl,
  mount: "/",
  cacheControl: () => "public, max-age=0, must-revalidate",
};

function checkSiteAssetServer(input: unknown, issues: Issue[]): SiteAssetServer {
  if (typeof input !== "string") wrongType(issues, [], "a string", input);
  return input as SiteAssetServer;
}

const siteAssetServerSpec: CollectionSpec<SiteAssetServerParams, SiteAssetServer, undefined> = {
  key: {
    name: "SITE.assetServer",
    parts: ["server:", textParam("id", SPECIAL)],
    pattern: /^server:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkSiteAssetServer,
  ttl: fixedTtl(3600),
};

function checkAvatar(input: unknown, issues: Issue[]): Avatar {
  if (!(input instanceof Uint8Array)) wrongType(issues, [], "a Uint8Array", input);
  return input as Avatar;
}

function checkAvatarMetadata(input: unknown, issues: Issue[]): AvatarMetadata {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
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
  return { contentType, etag, size } as AvatarMetadata;
}

const avatarSpec: AssetServerSpec<AvatarParams, AvatarMetadata> = {
  key: {
    name: "SITE.avatar",
    parts: ["avatar:", pathParam("path", SPECIAL)],
  },
  codec: bytes,
  value: checkAvatar,
  metadata: checkAvatarMetadata,
  ttl: noTtl,
  mount: "/avatars/",
  cacheControl: () => "public, max-age=0, must-revalidate",
};

function checkDocument(input: unknown, issues: Issue[]): Document {
  if (!(input instanceof Uint8Array)) wrongType(issues, [], "a Uint8Array", input);
  return input as Document;
}

function checkDocumentMetadata(input: unknown, issues: Issue[]): DocumentMetadata {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
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
  key: {
    name: "SITE.document",
    parts: ["document:", pathParam("path", SPECIAL)],
    pattern: /^document:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: bytes,
  value: checkDocument,
  metadata: checkDocumentMetadata,
  ttl: noTtl,
  cacheTtl: 300,
  mount: "/docs/",
  compressed: compressedForms("gzip"),
  cacheControl(path) {
    if (path.endsWith(".pdf")) return "no-store";
    return "no-cache";
  },
};

function checkDownload(input: unknown, issues: Issue[]): Download {
  if (!(input instanceof Uint8Array)) wrongType(issues, [], "a Uint8Array", input);
  return input as Download;
}

function checkDownloadMetadata(input: unknown, issues: Issue[]): DownloadMetadata {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
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
  key: {
    name: "SITE.download",
    parts: ["download:", pathParam("path", SPECIAL_2), ".file"],
    pattern: /^download:([^:.]+)\.file$/su,
    decode: [decodeText],
  },
  codec: bytes,
  value: checkDownload,
  metadata: checkDownloadMetadata,
  ttl: noTtl,
  mount: "/",
  cacheControl: () => "public, max-age=31536000, immutable, stale-while-revalidate=86400",
};

function checkFile(input: unknown, issues: Issue[]): File {
  if (!(input instanceof Uint8Array)) wrongType(issues, [], "a Uint8Array", input);
  return input as File;
}

function checkFileMetadata(input: unknown, issues: Issue[]): FileMetadata {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
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
  key: {
    name: "SITE.file",
    parts: ["file:", pathParam("name", SPECIAL)],
    pattern: /^file:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: bytes,
  value: checkFile,
  metadata: checkFileMetadata,
  ttl: noTtl,
  mount: "/static/",
  notFound: "404.html",
  compressed: compressedForms("br", "gzip"),
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

function checkPage(input: unknown, issues: Issue[]): Page {
  if (!(input instanceof Uint8Array)) wrongType(issues, [], "a Uint8Array", input);
  return input as Page;
}

function checkPageMetadata(input: unknown, issues: Issue[]): PageMetadata {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
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
  key: {
    name: "SITE.page",
    parts: ["page:", pathParam("path", SPECIAL)],
    pattern: /^page:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: bytes,
  value: checkPage,
  metadata: checkPageMetadata,
  ttl: noTtl,
  mount: "/",
  cacheControl: () => "public, max-age=0, must-revalidate",
};

function checkSiteRequest(input: unknown, issues: Issue[]): SiteRequest {
  if (typeof input !== "string") wrongType(issues, [], "a string", input);
  return input as SiteRequest;
}

const siteRequestSpec: CollectionSpec<SiteRequestParams, SiteRequest, undefined> = {
  key: {
    name: "SITE.request",
    parts: ["request:", textParam("id", SPECIAL)],
    pattern: /^request:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkSiteRequest,
  ttl: fixedTtl(3600),
};

function checkSiteResponse(input: unknown, issues: Issue[]): SiteResponse {
  if (typeof input !== "string") wrongType(issues, [], "a string", input);
  return input as SiteResponse;
}

const siteResponseSpec: CollectionSpec<SiteResponseParams, SiteResponse, undefined> = {
  key: {
    name: "SITE.response",
    parts: ["response:", textParam("id", SPECIAL)],
    pattern: /^response:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkSiteResponse,
  ttl: fixedTtl(3600),
};

function checkShare(input: unknown, issues: Issue[]): Share {
  if (!(input instanceof Uint8Array)) wrongType(issues, [], "a Uint8Array", input);
  return input as Share;
}

function checkShareMetadata(input: unknown, issues: Issue[]): ShareMetadata {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
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
  return { contentType, etag, size } as ShareMetadata;
}

const shareSpec: AssetServerSpec<ShareParams, ShareMetadata> = {
  key: {
    name: "SITE.share",
    parts: ["share:", pathParam("path", SPECIAL)],
    pattern: /^share:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: bytes,
  value: checkShare,
  metadata: checkShareMetadata,
  ttl: defaultTtl(86400, 60, 604800),
  mount: "/",
  cacheControl: () => "public, max-age=0, must-revalidate",
};

function checkUpload(input: unknown, issues: Issue[]): Upload {
  if (!(input instanceof Uint8Array)) wrongType(issues, [], "a Uint8Array", input);
  return input as Upload;
}

function checkUploadMetadata(input: unknown, issues: Issue[]): UploadMetadata {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
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
  return { contentType, etag, size } as UploadMetadata;
}

const uploadSpec: AssetServerSpec<UploadParams, UploadMetadata> = {
  key: {
    name: "SITE.upload",
    parts: ["upload:", pathParam("path", SPECIAL)],
    pattern: /^upload:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: bytes,
  value: checkUpload,
  metadata: checkUploadMetadata,
  ttl: noTtl,
  mount: "/uploads/",
  cacheControl: () => "public, max-age=0, must-revalidate",
};
