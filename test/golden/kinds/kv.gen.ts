// Made from keyloom.schema.ts by `keyloom generate`. Change that file and run the command again.
// biome-ignore-all format lint assist: made by a program
/* eslint-disable */
/* eslint max-lines: ["warn", 4] -- so there is always something to disable */

import {
  addIssue,
  both,
  type CollectionSpec,
  decodeText,
  encodeInteger,
  firstMatch,
  fixedTtl,
  frozen,
  type GetOptions,
  hostnameOf,
  isIpv6,
  isJwt,
  isLongerThan,
  isPlainObject,
  isRecord,
  type Issue,
  json,
  keyRange,
  type KVNamespace,
  ListedCollection,
  notInteger,
  type PageOptions,
  protocolOf,
  type Range,
  rejectOtherKeys,
  textParam,
  urlText,
  webUrlText,
  wrongType,
  wrongValue,
} from "keyloom/runtime";

/** The KV bindings of the Worker. */
export interface Env {
  /** The namespace `pages-{stage}`. */
  readonly PAGES: KVNamespace;
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

/** Stored as JSON under `both:{id}`. */
export type Both = {
  a: string;
} & {
  readonly b:
    | string
    | {
        c: number;
      };
};

/** The parameters of `both:{id}`. */
export interface BothParams {
  readonly id: string;
}

/** {@link Both} as a list returns it: without its value. */
export interface BothEntry extends ListEntry<BothParams> {}

/** Reads and writes `both:{id}`. Records expire after 1 day. */
export interface BothCollection extends Methods<BothParams, Both, BothEntry> {}

/** Stored as JSON under `counts:{day}`. */
export interface Counts {
  day: string;
  total: number;
  [key: string]: number | string;
}

/** The parameters of `counts:{day}`. */
export interface CountsParams {
  readonly day: string;
}

/** {@link Counts} as a list returns it: without its value. */
export interface CountsEntry extends ListEntry<CountsParams> {}

/** Reads and writes `counts:{day}`. Records expire after 1 day. */
export interface CountsCollection extends Methods<CountsParams, Counts, CountsEntry> {}

/** Stored as JSON under `frozen:{id}`. */
export interface Frozen {
  readonly a: string;
  readonly lists: (readonly number[])[];
}

/** The parameters of `frozen:{id}`. */
export interface FrozenParams {
  readonly id: string;
}

/** {@link Frozen} as a list returns it: without its value. */
export interface FrozenEntry extends ListEntry<FrozenParams> {}

/** Reads and writes `frozen:{id}`. Records expire after 1 day. */
export interface FrozenCollection extends Methods<FrozenParams, Frozen, FrozenEntry> {}

/** Stored as JSON under `page:{id}`. */
export interface Page {
  layout: "wide" | "narrow";
  tags: readonly string[];
  size: readonly [number, number];
  author: {
    readonly name: string;
    readonly links: string[];
  };
  words?: Readonly<Record<string, number>>;
  limit: number;
  seen: Partial<Record<"web" | "ios", boolean>>;
  title: string;
  id: string;
}

/** {@link Page} as a `put` accepts it: parts with a default may be left out. */
export interface PageInput {
  layout?: "wide" | "narrow";
  tags: readonly string[];
  size: readonly [number, number];
  author: Page["author"];
  words?: Readonly<Record<string, number>>;
  limit?: number | undefined;
  seen: Partial<Record<"web" | "ios", boolean>>;
  title: string;
  id: string;
}

/** The parameters of `page:{id}`. */
export interface PageParams {
  /** In keys it has 10 digits: `0000000001`. */
  readonly id: number;
}

/** The leading parameters of `page:{id}` that a list may filter by. */
export interface PagePrefix {
  readonly id?: Range<number>;
}

/** {@link Page} as a list returns it: without its value. */
export interface PageEntry extends ListEntry<PageParams> {}

/** Reads and writes `page:{id}`. Records expire after 1 day. */
export interface PageCollection {
  /** Builds a key. */
  key(params: PageParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): PageParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: PageParams, options?: GetOptions): Promise<Page | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: PageParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(params: readonly PageParams[], options?: GetOptions): Promise<readonly (Page | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: PageParams, value: PageInput): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: PageParams; value: PageInput }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(
    params: PageParams,
    change: (value: Page) => PageInput | Promise<PageInput>,
  ): Promise<Page | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch(params: PageParams): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: PageParams): Promise<void>;
  /**
   * Finds records by leading parameters, over all pages, in the order of keys. No value is read.
   */
  list(params?: PagePrefix): AsyncIterable<PageEntry>;
  /** Finds only keys, as `list` does. */
  keys(params?: PagePrefix): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: PagePrefix,
    options?: GetOptions,
  ): AsyncIterable<PageEntry & { readonly value: Page }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(params?: PagePrefix): Promise<PageEntry | null>;
  /** Counts records. All their keys are read. */
  count(params?: PagePrefix): Promise<number>;
  /**
   * Finds one page of records by leading parameters, and the cursor of the next page; `null` after
   * the last.
   */
  page(
    params?: PagePrefix,
    options?: PageOptions,
  ): Promise<{ entries: readonly PageEntry[]; cursor: string | null }>;
  /** Removes records by leading parameters, `{}` for all, and returns how many there were. */
  deleteAll(params: PagePrefix): Promise<number>;
}

/** Stored as JSON under `texts:{id}`. */
export interface Texts {
  homepage: string;
  shop?: string | undefined;
  name: string;
  email: string;
  token: string;
  version: string;
}

/** The parameters of `texts:{id}`. */
export interface TextsParams {
  readonly id: string;
}

/** {@link Texts} as a list returns it: without its value. */
export interface TextsEntry extends ListEntry<TextsParams> {}

/** Reads and writes `texts:{id}`. Records expire after 1 day. */
export interface TextsCollection extends Methods<TextsParams, Texts, TextsEntry> {}

/** The collections of `PAGES`. */
export interface PagesNamespace {
  /** Records under `both:{id}`. */
  readonly both: BothCollection;
  /** Records under `counts:{day}`. */
  readonly counts: CountsCollection;
  /** Records under `frozen:{id}`. */
  readonly frozen: FrozenCollection;
  /** Records under `page:{id}`. */
  readonly page: PageCollection;
  /** Records under `texts:{id}`. */
  readonly texts: TextsCollection;
}

/** All collections, by binding. */
export interface Keyloom {
  readonly PAGES: PagesNamespace;
}

/** Binds the collections to the namespaces of one request's `env`. */
export function keyloom(env: Env): Keyloom {
  return {
    PAGES: {
      both: new ListedCollection(env.PAGES, bothSpec),
      counts: new ListedCollection(env.PAGES, countsSpec),
      frozen: new ListedCollection(env.PAGES, frozenSpec),
      page: new ListedCollection(env.PAGES, pageSpec),
      texts: new ListedCollection(env.PAGES, textsSpec),
    },
  };
}

const VALUE_KEYS = new Set(["a"]);
const SPECIAL = /[%:]/g;
const DATE =
  /^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))$/;
const VALUE_KEYS_2 = new Set(["day", "total", "__proto__"]);
const SEEN_KEYS = new Set(["web", "ios", "__proto__"]);
const UUID =
  /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/;
const URL_HOSTNAME =
  /^(?=.{1,253}$)([a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,63}$/;
const URL_PROTOCOL = /^https?$/;
const EMAIL =
  /^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$/;
const TEMPLATE_LITERAL = /^v-?\d+$/;

function checkBoth(input: unknown, issues: Issue[]): Both {
  const output = both(input, issues, checkBothLeft, checkBothRight);
  return output as Both;
}

function checkBothLeft(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { a } = input;
  if (typeof a !== "string") wrongType(issues, ["a"], "a string", a);
  rejectOtherKeys(issues, [], input, VALUE_KEYS);
  return { a };
}

function checkBothRight(input: unknown, issues: Issue[]): unknown {
  let output: unknown;
  if (!isRecord(input)) {
    wrongType(issues, [], "an object", input);
  } else {
    const { b } = input;
    const bOutput = firstMatch(b, issues, ["b"], [checkBothRightBString, checkBothRightBObject]);
    output = { b: bOutput };
  }
  const inputFrozen = frozen(output, input);
  return inputFrozen;
}

function checkBothRightBString(input: unknown, issues: Issue[]): unknown {
  if (typeof input !== "string") wrongType(issues, [], "a string", input);
  else if (isLongerThan(input, 3)) addIssue(issues, "too_big", [], "expected at most 3 characters");
  return input;
}

function checkBothRightBObject(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { c } = input;
  if (!Number.isSafeInteger(c)) notInteger(issues, ["c"], c);
  return { c };
}

const bothSpec: CollectionSpec<BothParams, Both, undefined> = {
  key: {
    name: "PAGES.both",
    parts: ["both:", textParam("id", SPECIAL)],
    pattern: /^both:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkBoth,
  ttl: fixedTtl(86400),
};

function checkCounts(input: unknown, issues: Issue[]): Counts {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { day, total } = input;
  if (typeof day !== "string") wrongType(issues, ["day"], "a string", day);
  else if (!DATE.test(day)) addIssue(issues, "invalid_format", ["day"], "not a valid date");
  if (!Number.isSafeInteger(total)) notInteger(issues, ["total"], total);
  const output: Record<string, unknown> = { day, total };
  for (const key of Object.keys(input)) {
    if (VALUE_KEYS_2.has(key)) continue;
    const value: unknown = input[key];
    if (!Number.isSafeInteger(value)) notInteger(issues, [key], value);
    output[key] = value;
  }
  return output as unknown as Counts;
}

const countsSpec: CollectionSpec<CountsParams, Counts, undefined> = {
  key: {
    name: "PAGES.counts",
    parts: [
      "counts:",
      textParam("day", SPECIAL, (input, issues) => {
        if (!DATE.test(input)) addIssue(issues, "invalid_format", ["day"], "not a valid date");
      }),
    ],
    pattern: /^counts:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkCounts,
  ttl: fixedTtl(86400),
};

function checkFrozen(input: unknown, issues: Issue[]): Frozen {
  let output: unknown;
  if (!isRecord(input)) {
    wrongType(issues, [], "an object", input);
  } else {
    const { a, lists } = input;
    if (typeof a !== "string") wrongType(issues, ["a"], "a string", a);
    const listsOutput: unknown[] = [];
    if (!Array.isArray(lists)) {
      wrongType(issues, ["lists"], "an array", lists);
    } else {
      for (let i = 0; i < lists.length; i++) {
        const list: unknown = lists[i];
        if (!Array.isArray(list)) {
          wrongType(issues, ["lists", i], "an array", list);
        } else {
          for (let j = 0; j < list.length; j++) {
            const item: unknown = list[j];
            if (!Number.isSafeInteger(item)) notInteger(issues, ["lists", i, j], item);
          }
        }
        const listFrozen = frozen(list, list);
        listsOutput.push(listFrozen);
      }
    }
    output = { a, lists: listsOutput };
  }
  const inputFrozen = frozen(output, input);
  return inputFrozen as Frozen;
}

const frozenSpec: CollectionSpec<FrozenParams, Frozen, undefined> = {
  key: {
    name: "PAGES.frozen",
    parts: ["frozen:", textParam("id", SPECIAL)],
    pattern: /^frozen:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkFrozen,
  ttl: fixedTtl(86400),
};

function checkPage(input: unknown, issues: Issue[]): Page {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { layout, tags, size, author, words, limit = 10, seen, title, id } = input;
  const issuesBefore = issues.length;
  if (layout !== "wide" && layout !== "narrow") wrongValue(issues, ["layout"], ["wide", "narrow"]);
  let layoutOrOther: unknown = layout;
  if (issues.length > issuesBefore) {
    issues.length = issuesBefore;
    layoutOrOther = "wide";
  }
  if (!Array.isArray(tags)) {
    wrongType(issues, ["tags"], "an array", tags);
  } else {
    for (let i = 0; i < tags.length; i++) {
      const tag: unknown = tags[i];
      if (typeof tag !== "string") wrongType(issues, ["tags", i], "a string", tag);
    }
  }
  const tagsFrozen = frozen(tags, tags);
  if (!Array.isArray(size)) {
    wrongType(issues, ["size"], "an array", size);
  } else if (size.length < 2) {
    addIssue(issues, "too_small", ["size"], "expected 2 items", true);
  } else {
    if (size.length > 2) addIssue(issues, "too_big", ["size"], "expected 2 items", true);
    const size0: unknown = size[0];
    if (typeof size0 !== "number" || !Number.isSafeInteger(size0)) {
      notInteger(issues, ["size", 0], size0);
    } else {
      if (size0 < 0) addIssue(issues, "too_small", ["size", 0], "expected a number from 0");
      if (size0 > 4294967295) {
        addIssue(issues, "too_big", ["size", 0], "expected a number up to 4294967295");
      }
    }
    const size1: unknown = size[1];
    if (typeof size1 !== "number" || !Number.isSafeInteger(size1)) {
      notInteger(issues, ["size", 1], size1);
    } else {
      if (size1 < 0) addIssue(issues, "too_small", ["size", 1], "expected a number from 0");
      if (size1 > 4294967295) {
        addIssue(issues, "too_big", ["size", 1], "expected a number up to 4294967295");
      }
    }
  }
  const sizeFrozen = frozen(size, size);
  let authorOutput: unknown;
  if (!isRecord(author)) {
    wrongType(issues, ["author"], "an object", author);
  } else {
    const { name, links } = author;
    if (typeof name !== "string") wrongType(issues, ["author", "name"], "a string", name);
    if (!Array.isArray(links)) {
      wrongType(issues, ["author", "links"], "an array", links);
    } else {
      for (let i = 0; i < links.length; i++) {
        const link: unknown = links[i];
        if (typeof link !== "string") wrongType(issues, ["author", "links", i], "a string", link);
      }
    }
    authorOutput = { name, links };
  }
  const authorFrozen = frozen(authorOutput, author);
  let wordsOutput: unknown = words;
  if ("words" in input) {
    if (!isPlainObject(words)) {
      wrongType(issues, ["words"], "an object", words);
    } else {
      const entries: Record<string, unknown> = {};
      for (const key of Object.keys(words)) {
        if (key === "__proto__") continue;
        const word: unknown = words[key];
        if (!Number.isSafeInteger(word)) notInteger(issues, ["words", key], word);
        entries[key] = word;
      }
      wordsOutput = entries;
    }
  }
  const wordsFrozen = frozen(wordsOutput, words);
  if (!Number.isSafeInteger(limit)) notInteger(issues, ["limit"], limit);
  const seenOutput: Record<string, unknown> = {};
  if (!isPlainObject(seen)) {
    wrongType(issues, ["seen"], "an object", seen);
  } else {
    for (const key of Object.keys(seen)) {
      if (key === "__proto__") continue;
      if (!SEEN_KEYS.has(key)) continue;
      const value: unknown = seen[key];
      if (typeof value !== "boolean") wrongType(issues, ["seen", key], "a boolean", value);
      seenOutput[key] = value;
    }
    rejectOtherKeys(issues, ["seen"], seen, SEEN_KEYS);
  }
  if (title === undefined) wrongType(issues, ["title"], "a value", title);
  if (title !== undefined && typeof title !== "string") {
    wrongType(issues, ["title"], "a string", title);
  }
  if (typeof id !== "string") wrongType(issues, ["id"], "a string", id);
  else if (!UUID.test(id)) addIssue(issues, "invalid_format", ["id"], "not a valid uuid");
  const output: Record<string, unknown> = {
    layout: layoutOrOther,
    tags: tagsFrozen,
    size: sizeFrozen,
    author: authorFrozen,
  };
  if ("words" in input) output["words"] = wordsFrozen;
  output["limit"] = limit;
  output["seen"] = seenOutput;
  output["title"] = title;
  output["id"] = id;
  return output as unknown as Page;
}

const pageSpec: CollectionSpec<PageParams, Page, undefined> = {
  key: {
    name: "PAGES.page",
    parts: [
      "page:",
      {
        name: "id",
        check(input, issues) {
          if (typeof input !== "number" || !Number.isSafeInteger(input)) {
            notInteger(issues, ["id"], input);
          } else {
            if (input < -2147483648) {
              addIssue(issues, "too_small", ["id"], "expected a number from -2147483648");
            }
            if (input > 2147483647) {
              addIssue(issues, "too_big", ["id"], "expected a number up to 2147483647");
            }
            if (input < 0) addIssue(issues, "too_small", ["id"], "expected a number from 0");
          }
        },
        encode: (value: number) => encodeInteger(value, 10),
      },
    ],
    pattern: /^page:(\d{10})$/su,
    decode: [Number],
    range: keyRange,
  },
  codec: json,
  value: checkPage,
  ttl: fixedTtl(86400),
};

function checkTexts(input: unknown, issues: Issue[]): Texts {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { homepage, shop, name, email, token, version } = input;
  let homepageOutput: unknown = homepage;
  if (typeof homepage !== "string") {
    wrongType(issues, ["homepage"], "a string", homepage);
  } else {
    const homepageUrl = urlText(homepage);
    if (homepageUrl === undefined) {
      addIssue(issues, "invalid_format", ["homepage"], "not a valid url");
    }
    homepageOutput = homepageUrl;
  }
  let shopOutput: unknown = shop;
  if (shop !== undefined) {
    if (typeof shop !== "string") {
      wrongType(issues, ["shop"], "a string", shop);
    } else {
      const shopUrl = webUrlText(shop);
      if (shopUrl === undefined) addIssue(issues, "invalid_format", ["shop"], "not a valid url");
      if (shopUrl !== undefined && !URL_HOSTNAME.test(hostnameOf(shopUrl))) {
        addIssue(issues, "invalid_format", ["shop"], "not a url with an allowed hostname");
      }
      if (shopUrl !== undefined && !URL_PROTOCOL.test(protocolOf(shopUrl))) {
        addIssue(issues, "invalid_format", ["shop"], "not a url with an allowed protocol");
      }
      const shopText = shopUrl ?? shop;
      if (isLongerThan(shopText, 80)) {
        addIssue(issues, "too_big", ["shop"], "expected at most 80 characters");
      }
      shopOutput = shopText;
    }
  }
  let nameOutput: unknown = name;
  if (typeof name !== "string") {
    wrongType(issues, ["name"], "a string", name);
  } else {
    const nameText = name.trim();
    if (nameText === "") addIssue(issues, "too_small", ["name"], "expected at least 1 character");
    if (isLongerThan(nameText, 40)) {
      addIssue(issues, "too_big", ["name"], "expected at most 40 characters");
    }
    nameOutput = nameText;
  }
  let emailOutput: unknown = email;
  if (typeof email !== "string") {
    wrongType(issues, ["email"], "a string", email);
  } else {
    if (!EMAIL.test(email)) addIssue(issues, "invalid_format", ["email"], "not a valid email");
    if (isLongerThan(email, 100)) {
      addIssue(issues, "too_big", ["email"], "expected at most 100 characters", true);
    } else {
      const emailText = email.toLowerCase();
      emailOutput = emailText;
    }
  }
  if (typeof token !== "string") wrongType(issues, ["token"], "a string", token);
  else if (!isJwt(token, "ES256")) addIssue(issues, "invalid_format", ["token"], "not a valid jwt");
  if (typeof version !== "string") {
    wrongType(issues, ["version"], "a string", version);
  } else if (!TEMPLATE_LITERAL.test(version)) {
    addIssue(issues, "invalid_format", ["version"], "not a valid template literal", true);
  }
  const output: Record<string, unknown> = { homepage: homepageOutput };
  if ("shop" in input) output["shop"] = shopOutput;
  output["name"] = nameOutput;
  output["email"] = emailOutput;
  output["token"] = token;
  output["version"] = version;
  return output as unknown as Texts;
}

const textsSpec: CollectionSpec<TextsParams, Texts, undefined> = {
  key: {
    name: "PAGES.texts",
    parts: [
      "texts:",
      textParam("id", SPECIAL, (input, issues) => {
        if (!isIpv6(input)) addIssue(issues, "invalid_format", ["id"], "not a valid ipv6");
        if (isLongerThan(input, 39)) {
          addIssue(issues, "too_big", ["id"], "expected at most 39 characters");
        }
      }),
    ],
    pattern: /^texts:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkTexts,
  ttl: fixedTtl(86400),
};
