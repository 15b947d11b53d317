// Made from keyloom.schema.ts by `keyloom generate`. Change that file and run the command again.
// biome-ignore-all format lint assist: made by a program
/* eslint-disable */
/* eslint max-lines: ["warn", 4] -- so there is always something to disable */

import {
  addIssue,
  asGiven,
  type AssetServerSpec,
  bytes,
  Cache,
  type CachedSpec,
  type CollectionSpec,
  decodeText,
  defaultTtl,
  type Duration,
  enumParam,
  fixedTtl,
  type GetOptions,
  isLongerThan,
  isPlainObject,
  isRecord,
  type Issue,
  json,
  type KVNamespace,
  ListedAssetStore,
  ListedCollection,
  type LoadContext,
  noMatch,
  type NotALeadingParameter,
  notInteger,
  noTtl,
  type PageOptions,
  pathParam,
  textParam,
  type Ttl,
  type TtlWithin,
  uuidParam,
  wrongType,
  wrongValue,
} from "keyloom/runtime";

/** The KV bindings of the Worker. */
export interface Env {
  /** The namespace `compat-{stage}-app`. */
  readonly APP: KVNamespace;
  /** MDN's browser compatibility data, one key per feature. */
  readonly COMPAT: KVNamespace;
}

/** How long a record may be kept: 1 minute to 1 day. */
export type Ttl1MinuteTo1Day<Asked extends Ttl = Ttl> = Ttl extends Asked
  ? Asked
  : TtlWithin<
      Asked,
      "a TTL of 1 minute to 1 day",
      { s: ["60", "86400"]; m: ["1", "1440"]; h: ["1", "24"]; d: ["1", "1"]; w: ["1", "0"] }
    >;

/** What a list returns of a record. */
type ListEntry<Params> = {
  readonly key: string;
  readonly params: Params;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
};

/** What a list returns of a record with metadata. */
type ListEntryWithMetadata<Params, Metadata> = {
  readonly key: string;
  readonly params: Params;
  readonly metadata: Metadata;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
};

/**
 * An answer, computed from a feature and kept for the next visitor.
 *
 * Stored as JSON under `cache:answer:{area}:{name}`.
 */
export interface Answer {
  feature: string;
  browsers: {
    browser: string;
    support: "yes" | "partly" | "no";
    since: string | null;
    notes: string[];
  }[];
}

/** The parameters of `cache:answer:{area}:{name}`. */
export interface AnswerParams {
  readonly area:
    | "api"
    | "css"
    | "html"
    | "http"
    | "javascript"
    | "manifests"
    | "mathml"
    | "mediatypes"
    | "svg"
    | "webassembly"
    | "webdriver"
    | "webextensions";
  /** The path in the tree: `AbortController.abort`. */
  readonly name: string;
}

/**
 * Reads and writes `cache:answer:{area}:{name}`. Records expire after 1 hour, or after a `ttl` of 1
 * minute to 1 day.
 */
export interface AnswerCollection {
  /** Builds a key. */
  key(params: AnswerParams): string;
  /**
   * Reads a value, or loads and keeps it. A `null` from the loader means that there is none, and is
   * kept for 1 hour. A value is served up to 1 day past its TTL, while a new one is loaded or if
   * loading fails.
   */
  getOrLoad<Asked extends Ttl>(
    params: AnswerParams,
    load: () => Answer | null | Promise<Answer | null>,
    options?: {
      cacheTtl?: number | Duration;
      context?: LoadContext;
      ttl?: Ttl1MinuteTo1Day<Asked> | ((value: Answer) => Ttl | undefined);
    },
  ): Promise<Answer | null>;
}

/**
 * A switch of the site; one that was never set is off.
 *
 * Stored as JSON under `config:flag:{name}`.
 */
export interface Flag {
  enabled: boolean;
}

/** The parameters of `config:flag:{name}`. */
export interface FlagParams {
  readonly name: "show-notes" | "remember-visitors" | "dark-launch";
}

/** {@link Flag} as a list returns it: without its value. */
export interface FlagEntry extends ListEntry<FlagParams> {}

/** Reads and writes `config:flag:{name}`. Records never expire: configuration outlives deploys. */
export interface FlagCollection {
  /** Builds a key. */
  key(params: FlagParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): FlagParams | null;
  /** Reads a value; the fallback if the key is missing. */
  get(params: FlagParams, options?: GetOptions): Promise<Flag>;
  /** Whether there is such a record. Its value is not read. */
  has(params: FlagParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; the fallback for each missing
   * key.
   */
  getMany(params: readonly FlagParams[], options?: GetOptions): Promise<readonly Flag[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: FlagParams, value: Flag): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: FlagParams; value: Flag }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. A missing key starts from the
   * fallback.
   */
  update(params: FlagParams, change: (value: Flag) => Flag | Promise<Flag>): Promise<Flag>;
  /** Removes a record. A missing key is not an error. */
  delete(params: FlagParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<FlagEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<FlagEntry & { readonly value: Flag }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<FlagEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly FlagEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
}

/**
 * The site's files.
 *
 * Stored as the bytes of a file under `site:{path}`.
 */
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

/** The parameters of `site:{path}`. */
export interface PageParams {
  readonly path: string;
}

/** {@link Page} as a list returns it: without its value. */
export interface PageEntry extends ListEntryWithMetadata<PageParams, PageMetadata> {}

/**
 * Reads and writes `site:{path}`. Records never expire: files stay until a deploy replaces them.
 */
export interface PageCollection {
  /** Builds a key. */
  key(params: PageParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): PageParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: PageParams, options?: GetOptions): Promise<Page | null>;
  /** Reads a value with its metadata; `null` if the key is missing. */
  getWithMetadata(
    params: PageParams,
    options?: GetOptions,
  ): Promise<{ value: Page; metadata: PageMetadata } | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: PageParams, options?: GetOptions): Promise<boolean>;
  /** Reads values in the order of `params`; `null` for each missing key. */
  getMany(params: readonly PageParams[], options?: GetOptions): Promise<readonly (Page | null)[]>;
  /** Reads values with their metadata, as `getMany` does; `null` for each missing key. */
  getManyWithMetadata(
    params: readonly PageParams[],
    options?: GetOptions,
  ): Promise<readonly ({ value: Page; metadata: PageMetadata } | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(
    params: PageParams,
    value: PageInput,
    options: { metadata: { contentType: string } },
  ): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(
    records: readonly { params: PageParams; value: PageInput; metadata: { contentType: string } }[],
  ): Promise<void>;
  /** Removes a record. A missing key is not an error. */
  delete(params: PageParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<PageEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<PageEntry & { readonly value: Page }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<PageEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly PageEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
  /** Answers a request with the file at the path of its URL; 404 if there is none. */
  serve(request: Request): Promise<Response>;
}

/**
 * What a visitor has looked up recently.
 *
 * Stored as JSON under `session:{id}`.
 */
export interface Session {
  startedAt: Date;
  recent: string[];
}

/** The parameters of `session:{id}`. */
export interface SessionParams {
  readonly id: string;
}

/** {@link Session} as a list returns it: without its value. */
export interface SessionEntry extends ListEntry<SessionParams> {}

/** Reads and writes `session:{id}`. Records expire after 7 days. */
export interface SessionCollection {
  /** Builds a key. */
  key(params: SessionParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): SessionParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: SessionParams, options?: GetOptions): Promise<Session | null>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: SessionParams, value: Session): Promise<void>;
}

/**
 * Which versions of which browsers support a feature.
 *
 * Stored as JSON under `feature:{area}:{name}`.
 */
export interface Feature {
  description?: string | undefined;
  mdnUrl?: string | undefined;
  support: Record<
    string,
    {
      /** The first version, or whether it is supported at all. */
      added: string | boolean;
      removed?: string | undefined;
      partial: boolean;
      behindFlag: boolean;
      prefix?: string | undefined;
      alternativeName?: string | undefined;
      notes: string[];
    }[]
  >;
}

/** {@link Feature} as a `put` accepts it: parts with a default may be left out. */
export interface FeatureInput {
  description?: string | undefined;
  mdnUrl?: string | undefined;
  support: Record<
    string,
    {
      /** The first version, or whether it is supported at all. */
      added: string | boolean;
      removed?: string | undefined;
      partial?: boolean | undefined;
      behindFlag?: boolean | undefined;
      prefix?: string | undefined;
      alternativeName?: string | undefined;
      notes?: string[] | undefined;
    }[]
  >;
}

/** The metadata of {@link Feature}. */
export interface FeatureMetadata {
  status: "standard" | "experimental" | "deprecated" | "unknown";
}

/** The parameters of `feature:{area}:{name}`. */
export interface FeatureParams {
  readonly area:
    | "api"
    | "css"
    | "html"
    | "http"
    | "javascript"
    | "manifests"
    | "mathml"
    | "mediatypes"
    | "svg"
    | "webassembly"
    | "webdriver"
    | "webextensions";
  /** The path in the tree: `AbortController.abort`. */
  readonly name: string;
}

/** The leading parameters of `feature:{area}:{name}` that a list may filter by. */
export interface FeaturePrefix {
  readonly area?: FeatureParams["area"];
  readonly name?: NotALeadingParameter;
}

/** {@link Feature} as a list returns it: without its value. */
export interface FeatureEntry extends ListEntryWithMetadata<FeatureParams, FeatureMetadata> {}

/**
 * Reads and writes `feature:{area}:{name}`. Records never expire: replaced by the next release of
 * the data.
 */
export interface FeatureCollection {
  /** Builds a key. */
  key(params: FeatureParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): FeatureParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: FeatureParams, options?: GetOptions): Promise<Feature | null>;
  /** Reads a value with its metadata; `null` if the key is missing. */
  getWithMetadata(
    params: FeatureParams,
    options?: GetOptions,
  ): Promise<{ value: Feature; metadata: FeatureMetadata } | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: FeatureParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(
    params: readonly FeatureParams[],
    options?: GetOptions,
  ): Promise<readonly (Feature | null)[]>;
  /** Reads values with their metadata, as `getMany` does; `null` for each missing key. */
  getManyWithMetadata(
    params: readonly FeatureParams[],
    options?: GetOptions,
  ): Promise<readonly ({ value: Feature; metadata: FeatureMetadata } | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(
    params: FeatureParams,
    value: FeatureInput,
    options: { metadata: FeatureMetadata },
  ): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(
    records: readonly { params: FeatureParams; value: FeatureInput; metadata: FeatureMetadata }[],
  ): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(
    params: FeatureParams,
    change: (value: Feature) => FeatureInput | Promise<FeatureInput>,
    options?: { metadata?: FeatureMetadata },
  ): Promise<Feature | null>;
  /** Removes a record. A missing key is not an error. */
  delete(params: FeatureParams): Promise<void>;
  /**
   * Finds records by leading parameters, over all pages, in the order of keys. No value is read.
   */
  list(params?: FeaturePrefix): AsyncIterable<FeatureEntry>;
  /** Finds only keys, as `list` does. */
  keys(params?: FeaturePrefix): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: FeaturePrefix,
    options?: GetOptions,
  ): AsyncIterable<FeatureEntry & { readonly value: Feature }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(params?: FeaturePrefix): Promise<FeatureEntry | null>;
  /** Counts records. All their keys are read. */
  count(params?: FeaturePrefix): Promise<number>;
  /**
   * Finds one page of records by leading parameters, and the cursor of the next page; `null` after
   * the last.
   */
  page(
    params?: FeaturePrefix,
    options?: PageOptions,
  ): Promise<{ entries: readonly FeatureEntry[]; cursor: string | null }>;
  /** Removes records by leading parameters, `{}` for all, and returns how many there were. */
  deleteAll(params: FeaturePrefix): Promise<number>;
}

/** The collections of `APP`. */
export interface AppNamespace {
  /** An answer, computed from a feature and kept for the next visitor. */
  readonly answer: AnswerCollection;
  /** A switch of the site; one that was never set is off. */
  readonly flag: FlagCollection;
  /** The site's files. */
  readonly page: PageCollection;
  /** What a visitor has looked up recently. */
  readonly session: SessionCollection;
}

/** The collections of `COMPAT`. */
export interface CompatNamespace {
  /** Which versions of which browsers support a feature. */
  readonly feature: FeatureCollection;
}

/** All collections, by binding. */
export interface Keyloom {
  readonly APP: AppNamespace;
  readonly COMPAT: CompatNamespace;
}

/** Binds the collections to the namespaces of one request's `env`. */
export function keyloom(env: Env): Keyloom {
  return {
    APP: {
      answer: new Cache(env.APP, answerSpec),
      flag: new ListedCollection(env.APP, flagSpec),
      page: new ListedAssetStore(env.APP, pageSpec),
      session: new ListedCollection(env.APP, sessionSpec),
    },
    COMPAT: {
      feature: new ListedCollection(env.COMPAT, featureSpec),
    },
  };
}

const SPECIAL = /[%:]/g;
const DATETIME =
  /^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z))$/;
const UUID =
  /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/;
const STATUS = new Set<unknown>(["standard", "experimental", "deprecated", "unknown"]);

function checkAnswer(input: unknown, issues: Issue[]): Answer {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { feature, browsers } = input;
  if (typeof feature !== "string") wrongType(issues, ["feature"], "a string", feature);
  const browsersOutput: unknown[] = [];
  if (!Array.isArray(browsers)) {
    wrongType(issues, ["browsers"], "an array", browsers);
  } else {
    for (let i = 0; i < browsers.length; i++) {
      const item: unknown = browsers[i];
      let itemOutput: unknown;
      if (!isRecord(item)) {
        wrongType(issues, ["browsers", i], "an object", item);
      } else {
        const { browser, support, since, notes } = item;
        if (typeof browser !== "string") {
          wrongType(issues, ["browsers", i, "browser"], "a string", browser);
        }
        if (support !== "yes" && support !== "partly" && support !== "no") {
          wrongValue(issues, ["browsers", i, "support"], ["yes", "partly", "no"]);
        }
        if (since !== null && typeof since !== "string") {
          wrongType(issues, ["browsers", i, "since"], "a string", since);
        }
        if (!Array.isArray(notes)) {
          wrongType(issues, ["browsers", i, "notes"], "an array", notes);
        } else {
          for (let j = 0; j < notes.length; j++) {
            const note: unknown = notes[j];
            if (typeof note !== "string") {
              wrongType(issues, ["browsers", i, "notes", j], "a string", note);
            }
          }
        }
        itemOutput = { browser, support, since, notes };
      }
      browsersOutput.push(itemOutput);
    }
  }
  return { feature, browsers: browsersOutput } as Answer;
}

const answerSpec: CachedSpec<AnswerParams, Answer> = {
  key: {
    name: "APP.answer",
    parts: [
      "cache:answer:",
      enumParam(
        "area",
        "api",
        "css",
        "html",
        "http",
        "javascript",
        "manifests",
        "mathml",
        "mediatypes",
        "svg",
        "webassembly",
        "webdriver",
        "webextensions",
      ),
      ":",
      textParam("name", SPECIAL, 120),
    ],
  },
  codec: json,
  value: checkAnswer,
  ttl: defaultTtl(3600, 60, 86400),
  cache: { stale: 86400, negative: 3600, jitter: 0.1 },
  onInvalid: "missing",
};

function checkFlag(input: unknown, issues: Issue[]): Flag {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { enabled } = input;
  if (typeof enabled !== "boolean") wrongType(issues, ["enabled"], "a boolean", enabled);
  return { enabled } as Flag;
}

const flagSpec: CollectionSpec<FlagParams, Flag, undefined, Flag> = {
  key: {
    name: "APP.flag",
    parts: ["config:flag:", enumParam("name", "show-notes", "remember-visitors", "dark-launch")],
    pattern: /^config:flag:(show-notes|remember-visitors|dark-launch)$/su,
    decode: [asGiven],
  },
  codec: json,
  value: checkFlag,
  ttl: noTtl,
  fallback: () => ({ enabled: false }),
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
    name: "APP.page",
    parts: ["site:", pathParam("path", SPECIAL)],
    pattern: /^site:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: bytes,
  value: checkPage,
  metadata: checkPageMetadata,
  ttl: noTtl,
  mount: "/",
  cacheControl: () => "public, max-age=0, must-revalidate",
};

function checkSession(input: unknown, issues: Issue[]): Session {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { startedAt, recent } = input;
  const issuesBefore = issues.length;
  if (typeof startedAt !== "string") {
    wrongType(issues, ["startedAt"], "a string", startedAt);
  } else if (!DATETIME.test(startedAt)) {
    addIssue(issues, "invalid_format", ["startedAt"], "not a valid datetime");
  }
  let startedAtOutput: unknown = startedAt;
  if (issues.length === issuesBefore) startedAtOutput = new Date(startedAt as string);
  if (!Array.isArray(recent)) {
    wrongType(issues, ["recent"], "an array", recent);
  } else if (recent.length > 5) {
    addIssue(issues, "too_big", ["recent"], "expected at most 5 items", true);
  } else {
    for (let i = 0; i < recent.length; i++) {
      const item: unknown = recent[i];
      if (typeof item !== "string") wrongType(issues, ["recent", i], "a string", item);
    }
  }
  return { startedAt: startedAtOutput, recent } as Session;
}

function encodeSession(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { startedAt, recent } = input;
  const issuesBefore = issues.length;
  if (!(startedAt instanceof Date) || Number.isNaN(startedAt.getTime())) {
    wrongType(issues, ["startedAt"], "a valid date", startedAt);
  }
  let startedAtOutput: unknown = startedAt;
  if (issues.length === issuesBefore) {
    const startedAtText = (startedAt as Date).toISOString();
    if (!DATETIME.test(startedAtText)) {
      addIssue(issues, "invalid_format", ["startedAt"], "not a valid datetime");
    }
    startedAtOutput = startedAtText;
  }
  if (!Array.isArray(recent)) {
    wrongType(issues, ["recent"], "an array", recent);
  } else {
    if (recent.length > 5) addIssue(issues, "too_big", ["recent"], "expected at most 5 items");
    for (let i = 0; i < recent.length; i++) {
      const item: unknown = recent[i];
      if (typeof item !== "string") wrongType(issues, ["recent", i], "a string", item);
    }
  }
  return { startedAt: startedAtOutput, recent };
}

const sessionSpec: CollectionSpec<SessionParams, Session, undefined> = {
  key: {
    name: "APP.session",
    parts: ["session:", uuidParam("id", UUID)],
    pattern: /^session:([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/su,
    decode: [asGiven],
  },
  codec: json,
  value: checkSession,
  encodeValue: encodeSession,
  ttl: fixedTtl(604800),
};

function checkFeature(input: unknown, issues: Issue[]): Feature {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { description, mdnUrl, support } = input;
  if (description !== undefined && typeof description !== "string") {
    wrongType(issues, ["description"], "a string", description);
  }
  if (mdnUrl !== undefined) {
    if (typeof mdnUrl !== "string") {
      wrongType(issues, ["mdnUrl"], "a string", mdnUrl);
    } else if (!mdnUrl.startsWith("https://")) {
      addIssue(issues, "invalid_format", ["mdnUrl"], 'expected a text that starts with "https://"');
    }
  }
  const supportOutput: Record<string, unknown> = {};
  if (!isPlainObject(support)) {
    wrongType(issues, ["support"], "an object", support);
  } else {
    for (const key of Object.keys(support)) {
      if (key === "__proto__") continue;
      const value: unknown = support[key];
      const valueOutput: unknown[] = [];
      if (!Array.isArray(value)) {
        wrongType(issues, ["support", key], "an array", value);
      } else {
        if (value.length < 1) {
          addIssue(issues, "too_small", ["support", key], "expected at least 1 item");
        }
        for (let i = 0; i < value.length; i++) {
          const item: unknown = value[i];
          let itemOutput: Record<string, unknown> | undefined;
          if (!isRecord(item)) {
            wrongType(issues, ["support", key, i], "an object", item);
          } else {
            const {
              added,
              removed,
              partial = false,
              behindFlag = false,
              prefix,
              alternativeName,
              notes = [],
            } = item;
            if (typeof added !== "string" && typeof added !== "boolean") {
              noMatch(issues, ["support", key, i, "added"], added);
            }
            if (removed !== undefined && typeof removed !== "string") {
              wrongType(issues, ["support", key, i, "removed"], "a string", removed);
            }
            if (typeof partial !== "boolean") {
              wrongType(issues, ["support", key, i, "partial"], "a boolean", partial);
            }
            if (typeof behindFlag !== "boolean") {
              wrongType(issues, ["support", key, i, "behindFlag"], "a boolean", behindFlag);
            }
            if (prefix !== undefined && typeof prefix !== "string") {
              wrongType(issues, ["support", key, i, "prefix"], "a string", prefix);
            }
            if (alternativeName !== undefined && typeof alternativeName !== "string") {
              wrongType(
                issues,
                ["support", key, i, "alternativeName"],
                "a string",
                alternativeName,
              );
            }
            if (!Array.isArray(notes)) {
              wrongType(issues, ["support", key, i, "notes"], "an array", notes);
            } else {
              for (let j = 0; j < notes.length; j++) {
                const note: unknown = notes[j];
                if (typeof note !== "string") {
                  wrongType(issues, ["support", key, i, "notes", j], "a string", note);
                }
              }
            }
            itemOutput = { added };
            if ("removed" in item) itemOutput["removed"] = removed;
            itemOutput["partial"] = partial;
            itemOutput["behindFlag"] = behindFlag;
            if ("prefix" in item) itemOutput["prefix"] = prefix;
            if ("alternativeName" in item) itemOutput["alternativeName"] = alternativeName;
            itemOutput["notes"] = notes;
          }
          valueOutput.push(itemOutput);
        }
      }
      supportOutput[key] = valueOutput;
    }
  }
  const output: Record<string, unknown> = {};
  if ("description" in input) output["description"] = description;
  if ("mdnUrl" in input) output["mdnUrl"] = mdnUrl;
  output["support"] = supportOutput;
  return output as unknown as Feature;
}

function checkFeatureMetadata(input: unknown, issues: Issue[]): FeatureMetadata {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { status } = input;
  if (!STATUS.has(status)) wrongValue(issues, ["status"], STATUS);
  return { status } as FeatureMetadata;
}

const featureSpec: CollectionSpec<FeatureParams, Feature, FeatureMetadata> = {
  key: {
    name: "COMPAT.feature",
    parts: [
      "feature:",
      enumParam(
        "area",
        "api",
        "css",
        "html",
        "http",
        "javascript",
        "manifests",
        "mathml",
        "mediatypes",
        "svg",
        "webassembly",
        "webdriver",
        "webextensions",
      ),
      ":",
      textParam("name", SPECIAL, 120),
    ],
    pattern:
      /^feature:(api|css|html|http|javascript|manifests|mathml|mediatypes|svg|webassembly|webdriver|webextensions):([^:]+)$/su,
    decode: [asGiven, decodeText],
  },
  codec: json,
  value: checkFeature,
  metadata: checkFeatureMetadata,
  ttl: noTtl,
};
