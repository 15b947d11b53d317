// Made from keyloom.schema.ts by `keyloom generate`. Change that file and run the command again.
// biome-ignore-all format lint assist: made by a program
/* eslint-disable */
/* eslint max-lines: ["warn", 4] -- so there is always something to disable */

import {
  addIssue,
  asGiven,
  Cache,
  type CachedSpec,
  type CollectionSpec,
  decodeText,
  defaultTtl,
  type Duration,
  enumParam,
  type GetOptions,
  isLongerThan,
  isRecord,
  type Issue,
  json,
  type KVNamespace,
  ListedCollection,
  type LoadContext,
  type NotALeadingParameter,
  type PageOptions,
  requiredTtl,
  textParam,
  type Ttl,
  type TtlWithin,
  uuidParam,
  wrongType,
} from "keyloom/runtime";

/** The KV bindings of the Worker. */
export interface Env {
  /** The namespace `cache`. */
  readonly CACHE: KVNamespace;
  /** The namespace `texts`. */
  readonly TEXTS: KVNamespace;
}

/** How long a record may be kept: 1 minute to 7 days. */
export type Ttl1MinuteTo7Days<Asked extends Ttl = Ttl> = Ttl extends Asked
  ? Asked
  : TtlWithin<
      Asked,
      "a TTL of 1 minute to 7 days",
      { s: ["60", "604800"]; m: ["1", "10080"]; h: ["1", "168"]; d: ["1", "7"]; w: ["1", "1"] }
    >;

/** How long a record may be kept: 1 minute to 30 days. */
export type Ttl1MinuteTo30Days<Asked extends Ttl = Ttl> = Ttl extends Asked
  ? Asked
  : TtlWithin<
      Asked,
      "a TTL of 1 minute to 30 days",
      { s: ["60", "2592000"]; m: ["1", "43200"]; h: ["1", "720"]; d: ["1", "30"]; w: ["1", "4"] }
    >;

/** Methods that several accessors have. */
type Methods<Params, Value, Entry> = {
  /** Builds a key. */
  key(params: Params): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): Params | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: Params, options?: GetOptions): Promise<Value | null>;
  /** Whether there is a value. */
  has(params: Params, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(params: readonly Params[], options?: GetOptions): Promise<readonly (Value | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put<Asked extends Ttl>(
    params: Params,
    value: Value,
    options?: { ttl?: Ttl1MinuteTo7Days<Asked> },
  ): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: Params; value: Value; ttl?: Ttl }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update<Asked extends Ttl>(
    params: Params,
    change: (value: Value) => Value | Promise<Value>,
    options?: { ttl?: Ttl1MinuteTo7Days<Asked> },
  ): Promise<Value | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch<Asked extends Ttl>(
    params: Params,
    options?: { ttl?: Ttl1MinuteTo7Days<Asked> },
  ): Promise<boolean>;
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

/** Methods that several accessors have. */
type Methods2<Params, Value, Input, Metadata, MetadataInput, Prefix, Entry> = {
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
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(params: readonly Params[], options?: GetOptions): Promise<readonly (Value | null)[]>;
  /** Reads values with their metadata, as `getMany` does; `null` for each missing key. */
  getManyWithMetadata(
    params: readonly Params[],
    options?: GetOptions,
  ): Promise<readonly ({ value: Value; metadata: Metadata } | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put<Asked extends Ttl>(
    params: Params,
    value: Input,
    options: { metadata: MetadataInput; ttl: Ttl1MinuteTo7Days<Asked> },
  ): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(
    records: readonly { params: Params; value: Input; metadata: MetadataInput; ttl: Ttl }[],
  ): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update<Asked extends Ttl>(
    params: Params,
    change: (value: Value) => Input | Promise<Input>,
    options?: { metadata?: MetadataInput; ttl?: Ttl1MinuteTo7Days<Asked> },
  ): Promise<Value | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch<Asked extends Ttl>(
    params: Params,
    options: { ttl: Ttl1MinuteTo7Days<Asked> },
  ): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: Params): Promise<void>;
  /**
   * Finds records by leading parameters, over all pages, in the order of keys. No value is read.
   */
  list(params?: Prefix): AsyncIterable<Entry>;
  /** Finds only keys, as `list` does. */
  keys(params?: Prefix): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(params?: Prefix, options?: GetOptions): AsyncIterable<Entry & { readonly value: Value }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(params?: Prefix): Promise<Entry | null>;
  /** Counts records. All their keys are read. */
  count(params?: Prefix): Promise<number>;
  /**
   * Finds one page of records by leading parameters, and the cursor of the next page; `null` after
   * the last.
   */
  page(
    params?: Prefix,
    options?: PageOptions,
  ): Promise<{ entries: readonly Entry[]; cursor: string | null }>;
  /** Removes records by leading parameters, `{}` for all, and returns how many there were. */
  deleteAll(params: Prefix): Promise<number>;
};

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

/** Stored as JSON under `quote:{id}`. */
export interface Quote {
  text: string;
}

/** The parameters of `quote:{id}`. */
export interface QuoteParams {
  readonly id: string;
}

/** {@link Quote} as a list returns it: without its value. */
export interface QuoteEntry extends ListEntry<QuoteParams> {}

/**
 * Reads and writes `quote:{id}`. Records expire after 1 hour, or after a `ttl` of 1 minute to 7
 * days.
 */
export interface QuoteCollection extends Methods<QuoteParams, Quote, QuoteEntry> {
  /**
   * Reads a value, or loads and keeps it. A value is served up to 1 hour past its TTL, while a new
   * one is loaded or if loading fails.
   */
  getOrLoad<Asked extends Ttl>(
    params: QuoteParams,
    load: () => Quote | Promise<Quote>,
    options?: {
      cacheTtl?: number | Duration;
      context?: LoadContext;
      ttl?: Ttl1MinuteTo7Days<Asked> | ((value: Quote) => Ttl | undefined);
    },
  ): Promise<Quote>;
}

/** Stored as JSON under `rate:{currency}`. */
export type Rate = number;

/** The parameters of `rate:{currency}`. */
export interface RateParams {
  readonly currency: "EUR" | "USD";
}

/** {@link Rate} as a list returns it: without its value. */
export interface RateEntry extends ListEntry<RateParams> {}

/**
 * Reads and writes `rate:{currency}`. Records expire after 5 minutes, or after a `ttl` of 1 minute
 * to 7 days.
 */
export interface RateCollection extends Methods<RateParams, Rate, RateEntry> {
  /**
   * Reads a value, or loads and keeps it. A `null` from the loader means that there is none, and is
   * kept for 1 minute.
   */
  getOrLoad<Asked extends Ttl>(
    params: RateParams,
    load: () => Rate | null | Promise<Rate | null>,
    options?: {
      cacheTtl?: number | Duration;
      context?: LoadContext;
      ttl?: Ttl1MinuteTo7Days<Asked> | ((value: Rate) => Ttl | undefined);
    },
  ): Promise<Rate | null>;
}

/** Stored as JSON under `article:{section}:{slug}`. */
export interface Article {
  title: string;
  tags: string[];
}

/** {@link Article} as a `put` accepts it: parts with a default may be left out. */
export interface ArticleInput {
  title: string;
  tags?: string[] | undefined;
}

/** The metadata of {@link Article}. */
export interface ArticleMetadata {
  author: string;
  draft: boolean;
}

/** {@link ArticleMetadata} as a `put` accepts it: parts with a default may be left out. */
export interface ArticleMetadataInput {
  author: string;
  draft?: boolean | undefined;
}

/** The parameters of `article:{section}:{slug}`. */
export interface ArticleParams {
  readonly section: "news" | "sport";
  readonly slug: string;
}

/** The leading parameters of `article:{section}:{slug}` that a list may filter by. */
export interface ArticlePrefix {
  readonly section?: ArticleParams["section"];
  readonly slug?: NotALeadingParameter;
}

/** {@link Article} as a list returns it: without its value. */
export interface ArticleEntry extends ListEntryWithMetadata<ArticleParams, ArticleMetadata> {}

/**
 * Reads and writes `article:{section}:{slug}`. Each `put` says when the record expires: a `ttl` of
 * 1 minute to 7 days.
 */
export interface ArticleCollection
  extends Methods2<
    ArticleParams,
    Article,
    ArticleInput,
    ArticleMetadata,
    ArticleMetadataInput,
    ArticlePrefix,
    ArticleEntry
  > {}

/** Stored as JSON under `page:{site}:{path}`. */
export interface Page {
  blocks: string[];
  lang: string;
}

/** {@link Page} as a `put` accepts it: parts with a default may be left out. */
export interface PageInput {
  blocks: string[];
  lang?: string | undefined;
}

/** The metadata of {@link Page}. */
export interface PageMetadata {
  author: string;
  draft: boolean;
}

/** {@link PageMetadata} as a `put` accepts it: parts with a default may be left out. */
export interface PageMetadataInput {
  author: string;
  draft?: boolean | undefined;
}

/** The parameters of `page:{site}:{path}`. */
export interface PageParams {
  readonly site: string;
  readonly path: string;
}

/** The leading parameters of `page:{site}:{path}` that a list may filter by. */
export interface PagePrefix {
  readonly site?: string;
  readonly path?: NotALeadingParameter;
}

/** {@link Page} as a list returns it: without its value. */
export interface PageEntry extends ListEntryWithMetadata<PageParams, PageMetadata> {}

/**
 * Reads and writes `page:{site}:{path}`. Each `put` says when the record expires: a `ttl` of 1
 * minute to 7 days.
 */
export interface PageCollection
  extends Methods2<
    PageParams,
    Page,
    PageInput,
    PageMetadata,
    PageMetadataInput,
    PagePrefix,
    PageEntry
  > {}

/** Stored as JSON under `term:{language}:{word}`. */
export interface Term {
  meaning: string;
  related: string[];
}

/** {@link Term} as a `put` accepts it: parts with a default may be left out. */
export interface TermInput {
  meaning: string;
  related?: string[] | undefined;
}

/** The metadata of {@link Term}. */
export interface TermMetadata {
  author: string;
  draft: boolean;
}

/** {@link TermMetadata} as a `put` accepts it: parts with a default may be left out. */
export interface TermMetadataInput {
  author: string;
  draft?: boolean | undefined;
}

/** The parameters of `term:{language}:{word}`. */
export interface TermParams {
  readonly language: string;
  readonly word: string;
}

/** The leading parameters of `term:{language}:{word}` that a list may filter by. */
export interface TermPrefix {
  readonly language?: string;
  readonly word?: NotALeadingParameter;
}

/** {@link Term} as a list returns it: without its value. */
export interface TermEntry extends ListEntryWithMetadata<TermParams, TermMetadata> {}

/**
 * Reads and writes `term:{language}:{word}`. Each `put` says when the record expires: a `ttl` of 1
 * minute to 30 days.
 */
export interface TermCollection {
  /** Builds a key. */
  key(params: TermParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): TermParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: TermParams, options?: GetOptions): Promise<Term | null>;
  /** Reads a value with its metadata; `null` if the key is missing. */
  getWithMetadata(
    params: TermParams,
    options?: GetOptions,
  ): Promise<{ value: Term; metadata: TermMetadata } | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: TermParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(params: readonly TermParams[], options?: GetOptions): Promise<readonly (Term | null)[]>;
  /** Reads values with their metadata, as `getMany` does; `null` for each missing key. */
  getManyWithMetadata(
    params: readonly TermParams[],
    options?: GetOptions,
  ): Promise<readonly ({ value: Term; metadata: TermMetadata } | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put<Asked extends Ttl>(
    params: TermParams,
    value: TermInput,
    options: { metadata: TermMetadataInput; ttl: Ttl1MinuteTo30Days<Asked> },
  ): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(
    records: readonly {
      params: TermParams;
      value: TermInput;
      metadata: TermMetadataInput;
      ttl: Ttl;
    }[],
  ): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update<Asked extends Ttl>(
    params: TermParams,
    change: (value: Term) => TermInput | Promise<TermInput>,
    options?: { metadata?: TermMetadataInput; ttl?: Ttl1MinuteTo30Days<Asked> },
  ): Promise<Term | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch<Asked extends Ttl>(
    params: TermParams,
    options: { ttl: Ttl1MinuteTo30Days<Asked> },
  ): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: TermParams): Promise<void>;
  /**
   * Finds records by leading parameters, over all pages, in the order of keys. No value is read.
   */
  list(params?: TermPrefix): AsyncIterable<TermEntry>;
  /** Finds only keys, as `list` does. */
  keys(params?: TermPrefix): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: TermPrefix,
    options?: GetOptions,
  ): AsyncIterable<TermEntry & { readonly value: Term }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(params?: TermPrefix): Promise<TermEntry | null>;
  /** Counts records. All their keys are read. */
  count(params?: TermPrefix): Promise<number>;
  /**
   * Finds one page of records by leading parameters, and the cursor of the next page; `null` after
   * the last.
   */
  page(
    params?: TermPrefix,
    options?: PageOptions,
  ): Promise<{ entries: readonly TermEntry[]; cursor: string | null }>;
  /** Removes records by leading parameters, `{}` for all, and returns how many there were. */
  deleteAll(params: TermPrefix): Promise<number>;
}

/** The collections of `CACHE`. */
export interface CacheNamespace {
  /** Records under `quote:{id}`. */
  readonly quote: QuoteCollection;
  /** Records under `rate:{currency}`. */
  readonly rate: RateCollection;
}

/** The collections of `TEXTS`. */
export interface TextsNamespace {
  /** Records under `article:{section}:{slug}`. */
  readonly article: ArticleCollection;
  /** Records under `page:{site}:{path}`. */
  readonly page: PageCollection;
  /** Records under `term:{language}:{word}`. */
  readonly term: TermCollection;
}

/** All collections, by binding. */
export interface Keyloom {
  readonly CACHE: CacheNamespace;
  readonly TEXTS: TextsNamespace;
}

/** Binds the collections to the namespaces of one request's `env`. */
export function keyloom(env: Env): Keyloom {
  return {
    CACHE: {
      quote: new Cache(env.CACHE, quoteSpec),
      rate: new Cache(env.CACHE, rateSpec),
    },
    TEXTS: {
      article: new ListedCollection(env.TEXTS, articleSpec),
      page: new ListedCollection(env.TEXTS, pageSpec),
      term: new ListedCollection(env.TEXTS, termSpec),
    },
  };
}

const UUID =
  /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/;
const SPECIAL = /[%:]/g;

function checkQuote(input: unknown, issues: Issue[]): Quote {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { text } = input;
  if (typeof text !== "string") wrongType(issues, ["text"], "a string", text);
  return { text } as Quote;
}

const quoteSpec: CachedSpec<QuoteParams, Quote> = {
  key: {
    name: "CACHE.quote",
    parts: ["quote:", uuidParam("id", UUID)],
    pattern: /^quote:([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/su,
    decode: [asGiven],
  },
  codec: json,
  value: checkQuote,
  ttl: defaultTtl(3600, 60, 604800),
  cache: { stale: 3600 },
  onInvalid: "missing",
};

function checkRate(input: unknown, issues: Issue[]): Rate {
  if (!Number.isFinite(input)) wrongType(issues, [], "a number", input);
  return input as Rate;
}

const rateSpec: CachedSpec<RateParams, Rate> = {
  key: {
    name: "CACHE.rate",
    parts: ["rate:", enumParam("currency", "EUR", "USD")],
    pattern: /^rate:(EUR|USD)$/su,
    decode: [asGiven],
  },
  codec: json,
  value: checkRate,
  ttl: defaultTtl(300, 60, 604800),
  cache: { negative: 60 },
  onInvalid: "missing",
};

function checkArticle(input: unknown, issues: Issue[]): Article {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { title, tags = [] } = input;
  if (typeof title !== "string") wrongType(issues, ["title"], "a string", title);
  if (!Array.isArray(tags)) {
    wrongType(issues, ["tags"], "an array", tags);
  } else {
    for (let i = 0; i < tags.length; i++) {
      const tag: unknown = tags[i];
      if (typeof tag !== "string") wrongType(issues, ["tags", i], "a string", tag);
    }
  }
  return { title, tags } as Article;
}

function checkArticleMetadata(input: unknown, issues: Issue[]): ArticleMetadata {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { author, draft = false } = input;
  if (typeof author !== "string") {
    wrongType(issues, ["author"], "a string", author);
  } else if (isLongerThan(author, 40)) {
    addIssue(issues, "too_big", ["author"], "expected at most 40 characters");
  }
  if (typeof draft !== "boolean") wrongType(issues, ["draft"], "a boolean", draft);
  return { author, draft } as ArticleMetadata;
}

const articleSpec: CollectionSpec<ArticleParams, Article, ArticleMetadata> = {
  key: {
    name: "TEXTS.article",
    parts: ["article:", enumParam("section", "news", "sport"), ":", textParam("slug", SPECIAL, 60)],
    pattern: /^article:(news|sport):([^:]+)$/su,
    decode: [asGiven, decodeText],
  },
  codec: json,
  value: checkArticle,
  metadata: checkArticleMetadata,
  ttl: requiredTtl(60, 604800),
};

function checkPage(input: unknown, issues: Issue[]): Page {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { blocks, lang = "en" } = input;
  if (!Array.isArray(blocks)) {
    wrongType(issues, ["blocks"], "an array", blocks);
  } else {
    for (let i = 0; i < blocks.length; i++) {
      const block: unknown = blocks[i];
      if (typeof block !== "string") wrongType(issues, ["blocks", i], "a string", block);
    }
  }
  if (typeof lang !== "string") wrongType(issues, ["lang"], "a string", lang);
  return { blocks, lang } as Page;
}

function checkPageMetadata(input: unknown, issues: Issue[]): PageMetadata {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { author, draft = false } = input;
  if (typeof author !== "string") {
    wrongType(issues, ["author"], "a string", author);
  } else if (isLongerThan(author, 40)) {
    addIssue(issues, "too_big", ["author"], "expected at most 40 characters");
  }
  if (typeof draft !== "boolean") wrongType(issues, ["draft"], "a boolean", draft);
  return { author, draft } as PageMetadata;
}

const pageSpec: CollectionSpec<PageParams, Page, PageMetadata> = {
  key: {
    name: "TEXTS.page",
    parts: ["page:", textParam("site", SPECIAL, 20), ":", textParam("path", SPECIAL, 60)],
    pattern: /^page:([^:]+):([^:]+)$/su,
    decode: [decodeText, decodeText],
  },
  codec: json,
  value: checkPage,
  metadata: checkPageMetadata,
  ttl: requiredTtl(60, 604800),
};

function checkTerm(input: unknown, issues: Issue[]): Term {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { meaning, related = [] } = input;
  if (typeof meaning !== "string") wrongType(issues, ["meaning"], "a string", meaning);
  if (!Array.isArray(related)) {
    wrongType(issues, ["related"], "an array", related);
  } else {
    for (let i = 0; i < related.length; i++) {
      const item: unknown = related[i];
      if (typeof item !== "string") wrongType(issues, ["related", i], "a string", item);
    }
  }
  return { meaning, related } as Term;
}

function checkTermMetadata(input: unknown, issues: Issue[]): TermMetadata {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { author, draft = false } = input;
  if (typeof author !== "string") {
    wrongType(issues, ["author"], "a string", author);
  } else if (isLongerThan(author, 40)) {
    addIssue(issues, "too_big", ["author"], "expected at most 40 characters");
  }
  if (typeof draft !== "boolean") wrongType(issues, ["draft"], "a boolean", draft);
  return { author, draft } as TermMetadata;
}

const termSpec: CollectionSpec<TermParams, Term, TermMetadata> = {
  key: {
    name: "TEXTS.term",
    parts: ["term:", textParam("language", SPECIAL, 5), ":", textParam("word", SPECIAL, 60)],
    pattern: /^term:([^:]+):([^:]+)$/su,
    decode: [decodeText, decodeText],
  },
  codec: json,
  value: checkTerm,
  metadata: checkTermMetadata,
  ttl: requiredTtl(60, 2592000),
};
