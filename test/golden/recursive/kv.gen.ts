// Made from keyloom.schema.ts by `keyloom generate`. Change that file and run the command again.
// biome-ignore-all format lint assist: made by a program
/* eslint-disable */
/* eslint max-lines: ["warn", 4] -- so there is always something to disable */

import {
  addIssue,
  asGiven,
  type CollectionSpec,
  decodeText,
  firstMatch,
  fixedTtl,
  type GetOptions,
  isLongerThan,
  isPlainObject,
  isRecord,
  type Issue,
  json,
  type KVNamespace,
  ListedCollection,
  notInteger,
  noTtl,
  type PageOptions,
  prefixIssues,
  textParam,
  uuidParam,
  wrongType,
} from "keyloom/runtime";

/** The KV bindings of the Worker. */
export interface Env {
  /** The namespace `trees-{stage}`. */
  readonly TREES: KVNamespace;
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

/** Stored as JSON under `category:{slug}`. */
export interface Category {
  name: string;
  children: Category[];
}

/** The parameters of `category:{slug}`. */
export interface CategoryParams {
  readonly slug: string;
}

/** {@link Category} as a list returns it: without its value. */
export interface CategoryEntry extends ListEntry<CategoryParams> {}

/** Reads and writes `category:{slug}`. Records expire after 1 day. */
export interface CategoryCollection extends Methods<CategoryParams, Category, CategoryEntry> {}

/** Stored as JSON under `drive:{owner}`. */
export type Drive = DrivePart[];

/** A part of {@link Drive}. */
export interface DrivePart {
  title: string;
  parts: {
    [key: string]:
      | DrivePart
      | {
          bytes: number;
        };
  };
}

/** The parameters of `drive:{owner}`. */
export interface DriveParams {
  readonly owner: string;
}

/** {@link Drive} as a list returns it: without its value. */
export interface DriveEntry extends ListEntry<DriveParams> {}

/** Reads and writes `drive:{owner}`. Records never expire: people's files. */
export interface DriveCollection {
  /** Builds a key. */
  key(params: DriveParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): DriveParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: DriveParams, options?: GetOptions): Promise<Drive | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: DriveParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(params: readonly DriveParams[], options?: GetOptions): Promise<readonly (Drive | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: DriveParams, value: Drive): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: DriveParams; value: Drive }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(
    params: DriveParams,
    change: (value: Drive) => Drive | Promise<Drive>,
  ): Promise<Drive | null>;
  /** Removes a record. A missing key is not an error. */
  delete(params: DriveParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<DriveEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<DriveEntry & { readonly value: Drive }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<DriveEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly DriveEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
}

/** Stored as JSON under `setting:{id}`. */
export type Setting = string | number | boolean | null | Setting[] | { [key: string]: Setting };

/** The parameters of `setting:{id}`. */
export interface SettingParams {
  readonly id: string;
}

/** {@link Setting} as a list returns it: without its value. */
export interface SettingEntry extends ListEntry<SettingParams> {}

/** Reads and writes `setting:{id}`. Records expire after 1 day. */
export interface SettingCollection extends Methods<SettingParams, Setting, SettingEntry> {}

/** Stored as JSON under `shelf:{id}`. */
export interface Shelf {
  label: string;
  [key: string]: string | ShelfPart;
}

/** A part of {@link Shelf}. */
export interface ShelfPart {
  name: string;
  children: ShelfPart[];
}

/** The parameters of `shelf:{id}`. */
export interface ShelfParams {
  readonly id: string;
}

/** {@link Shelf} as a list returns it: without its value. */
export interface ShelfEntry extends ListEntry<ShelfParams> {}

/** Reads and writes `shelf:{id}`. Records expire after 1 day. */
export interface ShelfCollection extends Methods<ShelfParams, Shelf, ShelfEntry> {}

/** Stored as JSON under `thread:{id}`. */
export interface Thread {
  title: string;
  first: ThreadFirst;
  pinned: ThreadPinned[];
}

/** A part of {@link Thread}. */
export interface ThreadFirst {
  text: string;
  votes: number;
  replies?: ThreadFirst[] | undefined;
}

/** A part of {@link Thread}. */
export interface ThreadPinned {
  text: string;
  votes: number;
  replies?: ThreadPinned[] | undefined;
}

/** {@link Thread} as a `put` accepts it: parts with a default may be left out. */
export interface ThreadInput {
  title: string;
  first: ThreadFirstInput;
  pinned: ThreadPinnedInput[];
}

/** A part of {@link ThreadInput}. */
export interface ThreadFirstInput {
  text: string;
  votes?: number | undefined;
  replies?: ThreadFirstInput[] | undefined;
}

/** A part of {@link ThreadInput}. */
export interface ThreadPinnedInput {
  text: string;
  votes?: number | undefined;
  replies?: ThreadPinnedInput[] | undefined;
}

/** The parameters of `thread:{id}`. */
export interface ThreadParams {
  readonly id: string;
}

/** {@link Thread} as a list returns it: without its value. */
export interface ThreadEntry extends ListEntry<ThreadParams> {}

/** Reads and writes `thread:{id}`. Records expire after 1 day. */
export interface ThreadCollection {
  /** Builds a key. */
  key(params: ThreadParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): ThreadParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: ThreadParams, options?: GetOptions): Promise<Thread | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: ThreadParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(
    params: readonly ThreadParams[],
    options?: GetOptions,
  ): Promise<readonly (Thread | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: ThreadParams, value: ThreadInput): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: ThreadParams; value: ThreadInput }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(
    params: ThreadParams,
    change: (value: Thread) => ThreadInput | Promise<ThreadInput>,
  ): Promise<Thread | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch(params: ThreadParams): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: ThreadParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<ThreadEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<ThreadEntry & { readonly value: Thread }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<ThreadEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly ThreadEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
}

/** The collections of `TREES`. */
export interface TreesNamespace {
  /** Records under `category:{slug}`. */
  readonly category: CategoryCollection;
  /** Records under `drive:{owner}`. */
  readonly drive: DriveCollection;
  /** Records under `setting:{id}`. */
  readonly setting: SettingCollection;
  /** Records under `shelf:{id}`. */
  readonly shelf: ShelfCollection;
  /** Records under `thread:{id}`. */
  readonly thread: ThreadCollection;
}

/** All collections, by binding. */
export interface Keyloom {
  readonly TREES: TreesNamespace;
}

/** Binds the collections to the namespaces of one request's `env`. */
export function keyloom(env: Env): Keyloom {
  return {
    TREES: {
      category: new ListedCollection(env.TREES, categorySpec),
      drive: new ListedCollection(env.TREES, driveSpec),
      setting: new ListedCollection(env.TREES, settingSpec),
      shelf: new ListedCollection(env.TREES, shelfSpec),
      thread: new ListedCollection(env.TREES, threadSpec),
    },
  };
}

const SPECIAL = /[%:]/g;
const VALUE_KEYS = new Set(["label", "__proto__"]);
const UUID =
  /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/;

function checkCategory(input: unknown, issues: Issue[]): Category {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { name, children } = input;
  if (typeof name !== "string") wrongType(issues, ["name"], "a string", name);
  const childrenOutput: unknown[] = [];
  if (!Array.isArray(children)) {
    wrongType(issues, ["children"], "an array", children);
  } else {
    for (let i = 0; i < children.length; i++) {
      const child: unknown = children[i];
      const issuesBefore = issues.length;
      const childOutput = checkCategory(child, issues);
      if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, ["children", i]);
      childrenOutput.push(childOutput);
    }
  }
  return { name, children: childrenOutput } as Category;
}

const categorySpec: CollectionSpec<CategoryParams, Category, undefined> = {
  key: {
    name: "TREES.category",
    parts: ["category:", textParam("slug", SPECIAL)],
    pattern: /^category:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkCategory,
  ttl: fixedTtl(86400),
};

function checkDrive(input: unknown, issues: Issue[]): Drive {
  const output: unknown[] = [];
  if (!Array.isArray(input)) {
    wrongType(issues, [], "an array", input);
  } else {
    for (let i = 0; i < input.length; i++) {
      const item: unknown = input[i];
      const issuesBefore = issues.length;
      const itemOutput = checkDrivePart(item, issues);
      if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, [i]);
      output.push(itemOutput);
    }
  }
  return output as Drive;
}

function checkDrivePart(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { title, parts } = input;
  if (typeof title !== "string") wrongType(issues, ["title"], "a string", title);
  const partsOutput: Record<string, unknown> = {};
  if (!isPlainObject(parts)) {
    wrongType(issues, ["parts"], "an object", parts);
  } else {
    for (const key of Object.keys(parts)) {
      if (key === "__proto__") continue;
      const part: unknown = parts[key];
      const partOutput = firstMatch(
        part,
        issues,
        ["parts", key],
        [checkDrivePart, checkDrivePartPartsObject],
      );
      partsOutput[key] = partOutput;
    }
  }
  return { title, parts: partsOutput };
}

function checkDrivePartPartsObject(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { bytes } = input;
  if (!Number.isSafeInteger(bytes)) notInteger(issues, ["bytes"], bytes);
  return { bytes };
}

const driveSpec: CollectionSpec<DriveParams, Drive, undefined> = {
  key: {
    name: "TREES.drive",
    parts: ["drive:", textParam("owner", SPECIAL)],
    pattern: /^drive:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkDrive,
  ttl: noTtl,
};

function checkSetting(input: unknown, issues: Issue[]): Setting {
  const output = firstMatch(
    input,
    issues,
    [],
    [
      checkSettingString,
      checkSettingNumber,
      checkSettingBoolean,
      checkSettingNull,
      checkSettingArray,
      checkSettingRecord,
    ],
  );
  return output as Setting;
}

function checkSettingString(input: unknown, issues: Issue[]): unknown {
  if (typeof input !== "string") wrongType(issues, [], "a string", input);
  return input;
}

function checkSettingNumber(input: unknown, issues: Issue[]): unknown {
  if (!Number.isFinite(input)) wrongType(issues, [], "a number", input);
  return input;
}

function checkSettingBoolean(input: unknown, issues: Issue[]): unknown {
  if (typeof input !== "boolean") wrongType(issues, [], "a boolean", input);
  return input;
}

function checkSettingNull(input: unknown, issues: Issue[]): unknown {
  if (input !== null) wrongType(issues, [], "null", input);
  return input;
}

function checkSettingArray(input: unknown, issues: Issue[]): unknown {
  const output: unknown[] = [];
  if (!Array.isArray(input)) {
    wrongType(issues, [], "an array", input);
  } else {
    for (let i = 0; i < input.length; i++) {
      const item: unknown = input[i];
      const issuesBefore = issues.length;
      const itemOutput = checkSetting(item, issues);
      if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, [i]);
      output.push(itemOutput);
    }
  }
  return output;
}

function checkSettingRecord(input: unknown, issues: Issue[]): unknown {
  const output: Record<string, unknown> = {};
  if (!isPlainObject(input)) {
    wrongType(issues, [], "an object", input);
  } else {
    for (const key of Object.keys(input)) {
      if (key === "__proto__") continue;
      const value: unknown = input[key];
      const issuesBefore = issues.length;
      const valueOutput = checkSetting(value, issues);
      if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, [key]);
      output[key] = valueOutput;
    }
  }
  return output;
}

const settingSpec: CollectionSpec<SettingParams, Setting, undefined> = {
  key: {
    name: "TREES.setting",
    parts: ["setting:", textParam("id", SPECIAL)],
    pattern: /^setting:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkSetting,
  ttl: fixedTtl(86400),
};

function checkShelf(input: unknown, issues: Issue[]): Shelf {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { label } = input;
  if (typeof label !== "string") wrongType(issues, ["label"], "a string", label);
  const output: Record<string, unknown> = { label };
  for (const key of Object.keys(input)) {
    if (VALUE_KEYS.has(key)) continue;
    const value: unknown = input[key];
    const valueOutput = firstMatch(value, issues, [key], [checkShelfString, checkShelfPart]);
    output[key] = valueOutput;
  }
  return output as unknown as Shelf;
}

function checkShelfString(input: unknown, issues: Issue[]): unknown {
  if (typeof input !== "string") wrongType(issues, [], "a string", input);
  return input;
}

function checkShelfPart(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { name, children } = input;
  if (typeof name !== "string") wrongType(issues, ["name"], "a string", name);
  const childrenOutput: unknown[] = [];
  if (!Array.isArray(children)) {
    wrongType(issues, ["children"], "an array", children);
  } else {
    for (let i = 0; i < children.length; i++) {
      const child: unknown = children[i];
      const issuesBefore = issues.length;
      const childOutput = checkShelfPart(child, issues);
      if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, ["children", i]);
      childrenOutput.push(childOutput);
    }
  }
  return { name, children: childrenOutput };
}

const shelfSpec: CollectionSpec<ShelfParams, Shelf, undefined> = {
  key: {
    name: "TREES.shelf",
    parts: ["shelf:", textParam("id", SPECIAL)],
    pattern: /^shelf:([^:]+)$/su,
    decode: [decodeText],
  },
  codec: json,
  value: checkShelf,
  ttl: fixedTtl(86400),
};

function checkThread(input: unknown, issues: Issue[]): Thread {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { title, first, pinned } = input;
  if (typeof title !== "string") wrongType(issues, ["title"], "a string", title);
  const issuesBefore = issues.length;
  const firstOutput = checkThreadFirst(first, issues);
  if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, ["first"]);
  const pinnedOutput: unknown[] = [];
  if (!Array.isArray(pinned)) {
    wrongType(issues, ["pinned"], "an array", pinned);
  } else if (pinned.length > 3) {
    addIssue(issues, "too_big", ["pinned"], "expected at most 3 items", true);
  } else {
    for (let i = 0; i < pinned.length; i++) {
      const item: unknown = pinned[i];
      const issuesBefore2 = issues.length;
      const itemOutput = checkThreadPinned(item, issues);
      if (issues.length > issuesBefore2) prefixIssues(issues, issuesBefore2, ["pinned", i]);
      pinnedOutput.push(itemOutput);
    }
  }
  return { title, first: firstOutput, pinned: pinnedOutput } as Thread;
}

function checkThreadFirst(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { text, votes = 0, replies } = input;
  if (typeof text !== "string") {
    wrongType(issues, ["text"], "a string", text);
  } else if (isLongerThan(text, 500)) {
    addIssue(issues, "too_big", ["text"], "expected at most 500 characters");
  }
  if (!Number.isSafeInteger(votes)) notInteger(issues, ["votes"], votes);
  let repliesOutput: unknown = replies;
  if (replies !== undefined) {
    if (!Array.isArray(replies)) {
      wrongType(issues, ["replies"], "an array", replies);
    } else {
      const items: unknown[] = [];
      for (let i = 0; i < replies.length; i++) {
        const item: unknown = replies[i];
        const issuesBefore = issues.length;
        const itemOutput = checkThreadFirst(item, issues);
        if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, ["replies", i]);
        items.push(itemOutput);
      }
      repliesOutput = items;
    }
  }
  const output: Record<string, unknown> = { text, votes };
  if ("replies" in input) output["replies"] = repliesOutput;
  return output;
}

function checkThreadPinned(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { text, votes = 0, replies } = input;
  if (typeof text !== "string") {
    wrongType(issues, ["text"], "a string", text);
  } else if (isLongerThan(text, 500)) {
    addIssue(issues, "too_big", ["text"], "expected at most 500 characters");
  }
  if (!Number.isSafeInteger(votes)) notInteger(issues, ["votes"], votes);
  let repliesOutput: unknown = replies;
  if (replies !== undefined) {
    if (!Array.isArray(replies)) {
      wrongType(issues, ["replies"], "an array", replies);
    } else {
      const items: unknown[] = [];
      for (let i = 0; i < replies.length; i++) {
        const item: unknown = replies[i];
        const issuesBefore = issues.length;
        const itemOutput = checkThreadPinned(item, issues);
        if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, ["replies", i]);
        items.push(itemOutput);
      }
      repliesOutput = items;
    }
  }
  const output: Record<string, unknown> = { text, votes };
  if ("replies" in input) output["replies"] = repliesOutput;
  return output;
}

const threadSpec: CollectionSpec<ThreadParams, Thread, undefined> = {
  key: {
    name: "TREES.thread",
    parts: ["thread:", uuidParam("id", UUID)],
    pattern: /^thread:([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/su,
    decode: [asGiven],
  },
  codec: json,
  value: checkThread,
  ttl: fixedTtl(86400),
};
