// Made from keyloom.schema.ts by `keyloom generate`. Change that file and run the command again.
// biome-ignore-all format lint assist: made by a program
/* eslint-disable */
/* eslint max-lines: ["warn", 4] -- so there is always something to disable */

import {
  addIssue,
  asGiven,
  type CollectionSpec,
  dateParam,
  decodeDate,
  decodeText,
  defaultTtl,
  enumParam,
  type GetOptions,
  integerParam,
  isLongerThan,
  isPlainObject,
  isRecord,
  type Issue,
  json,
  keyRange,
  type KVNamespace,
  ListedCollection,
  type NotALeadingParameter,
  type PageOptions,
  type Range,
  rejectOtherKeys,
  requiredTtl,
  textParam,
  type Ttl,
  type TtlWithin,
  wrongType,
  wrongValue,
} from "keyloom/runtime";

/** The KV bindings of the Worker. */
export interface Env {
  /** The namespace `layout-{stage}`. */
  readonly LAYOUT: KVNamespace;
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

/** How long a record may be kept: at least 90 seconds. */
export type TtlAtLeast90Seconds<Asked extends Ttl = Ttl> = Ttl extends Asked
  ? Asked
  : TtlWithin<
      Asked,
      "a TTL of at least 90 seconds",
      {
        s: ["90", "2147483647"];
        m: ["2", "35791394"];
        h: ["1", "596523"];
        d: ["1", "24855"];
        w: ["1", "3550"];
      }
    >;

/**
 * Stored as JSON under
 * `long:{theFirstParameter}:{theSecondParameter}:{theThirdParameter}:{theFourthParameter}`.
 */
export interface ACollectionWithALongName {
  theFirstProperty?: string | undefined;
  theSecondProperty: string;
  theThirdProperty: number;
  theFourthProperty: boolean;
}

/** {@link ACollectionWithALongName} as a `put` accepts it: parts with a default may be left out. */
export interface ACollectionWithALongNameInput {
  theFirstProperty?: string | undefined;
  theSecondProperty: string;
  theThirdProperty?: number | undefined;
  theFourthProperty?: boolean | undefined;
}

/** The metadata of {@link ACollectionWithALongName}. */
export interface ACollectionWithALongNameMetadata {
  by: string;
}

/**
 * The parameters of
 * `long:{theFirstParameter}:{theSecondParameter}:{theThirdParameter}:{theFourthParameter}`.
 */
export interface ACollectionWithALongNameParams {
  readonly theFirstParameter: string;
  /** In keys it has 2 digits: `01`. */
  readonly theSecondParameter: number;
  readonly theThirdParameter: Date;
  readonly theFourthParameter:
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
}

/**
 * The leading parameters of
 * `long:{theFirstParameter}:{theSecondParameter}:{theThirdParameter}:{theFourthParameter}` that a
 * list may filter by.
 */
export type ACollectionWithALongNamePrefix =
  | {
      readonly theFirstParameter?: never;
      readonly theSecondParameter?: never;
      readonly theThirdParameter?: never;
      readonly theFourthParameter?: never;
    }
  | {
      readonly theFirstParameter: string;
      readonly theSecondParameter?: Range<number>;
      readonly theThirdParameter?: never;
      readonly theFourthParameter?: never;
    }
  | {
      readonly theFirstParameter: string;
      readonly theSecondParameter: number;
      readonly theThirdParameter?: Range<Date>;
      readonly theFourthParameter?: never;
    }
  | {
      readonly theFirstParameter: string;
      readonly theSecondParameter: number;
      readonly theThirdParameter: Date;
      readonly theFourthParameter?: never;
    };

/** {@link ACollectionWithALongName} as a list returns it: without its value. */
export interface ACollectionWithALongNameEntry {
  readonly key: string;
  readonly params: ACollectionWithALongNameParams;
  readonly metadata: ACollectionWithALongNameMetadata;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
}

/**
 * Reads and writes
 * `long:{theFirstParameter}:{theSecondParameter}:{theThirdParameter}:{theFourthParameter}`. Records
 * expire after 1 hour, or after a `ttl` of at least 1 minute.
 */
export interface ACollectionWithALongNameCollection {
  /** Builds a key. */
  key(params: ACollectionWithALongNameParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): ACollectionWithALongNameParams | null;
  /** Reads a value; the fallback if the key is missing. */
  get(
    params: ACollectionWithALongNameParams,
    options?: GetOptions,
  ): Promise<ACollectionWithALongName>;
  /** Reads a value with its metadata; `null` if the key is missing. */
  getWithMetadata(
    params: ACollectionWithALongNameParams,
    options?: GetOptions,
  ): Promise<{
    value: ACollectionWithALongName;
    metadata: ACollectionWithALongNameMetadata;
  } | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: ACollectionWithALongNameParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; the fallback for each missing
   * key.
   */
  getMany(
    params: readonly ACollectionWithALongNameParams[],
    options?: GetOptions,
  ): Promise<readonly ACollectionWithALongName[]>;
  /** Reads values with their metadata, as `getMany` does; `null` for each missing key. */
  getManyWithMetadata(
    params: readonly ACollectionWithALongNameParams[],
    options?: GetOptions,
  ): Promise<
    readonly ({
      value: ACollectionWithALongName;
      metadata: ACollectionWithALongNameMetadata;
    } | null)[]
  >;
  /** Replaces the whole record: value, metadata and expiration. */
  put<Asked extends Ttl>(
    params: ACollectionWithALongNameParams,
    value: ACollectionWithALongNameInput,
    options: { metadata: ACollectionWithALongNameMetadata; ttl?: TtlAtLeast1Minute<Asked> },
  ): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(
    records: readonly {
      params: ACollectionWithALongNameParams;
      value: ACollectionWithALongNameInput;
      metadata: ACollectionWithALongNameMetadata;
      ttl?: Ttl;
    }[],
  ): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. A missing key starts from the
   * fallback.
   */
  update<Asked extends Ttl>(
    params: ACollectionWithALongNameParams,
    change: (
      value: ACollectionWithALongName,
    ) => ACollectionWithALongNameInput | Promise<ACollectionWithALongNameInput>,
    options?: { metadata?: ACollectionWithALongNameMetadata; ttl?: TtlAtLeast1Minute<Asked> },
  ): Promise<ACollectionWithALongName>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch<Asked extends Ttl>(
    params: ACollectionWithALongNameParams,
    options?: { ttl?: TtlAtLeast1Minute<Asked> },
  ): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: ACollectionWithALongNameParams): Promise<void>;
  /**
   * Finds records by leading parameters, over all pages, in the order of keys. No value is read.
   */
  list(params?: ACollectionWithALongNamePrefix): AsyncIterable<ACollectionWithALongNameEntry>;
  /** Finds only keys, as `list` does. */
  keys(params?: ACollectionWithALongNamePrefix): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: ACollectionWithALongNamePrefix,
    options?: GetOptions,
  ): AsyncIterable<ACollectionWithALongNameEntry & { readonly value: ACollectionWithALongName }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(params?: ACollectionWithALongNamePrefix): Promise<ACollectionWithALongNameEntry | null>;
  /** Counts records. All their keys are read. */
  count(params?: ACollectionWithALongNamePrefix): Promise<number>;
  /**
   * Finds one page of records by leading parameters, and the cursor of the next page; `null` after
   * the last.
   */
  page(
    params?: ACollectionWithALongNamePrefix,
    options?: PageOptions,
  ): Promise<{ entries: readonly ACollectionWithALongNameEntry[]; cursor: string | null }>;
  /** Removes records by leading parameters, `{}` for all, and returns how many there were. */
  deleteAll(params: ACollectionWithALongNamePrefix): Promise<number>;
}

/**
 * A description that is longer than one line of a comment may be, so that it has to be wrapped
 * between two words, as an editor does.
 *
 * Stored as JSON under `feature:{area}:{name}`.
 */
export interface Feature {
  areas: (
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
    | "webextensions"
  )[];
  state: "waiting for the customer" | "waiting for the shop" | "under way" | "done";
  stateByArea: Record<
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
    | "webextensions",
    "waiting for the customer" | "waiting for the shop" | "under way" | "done"
  >;
  history: ({
    state: "waiting for the customer" | "waiting for the shop" | "under way" | "done";
    at: string;
  } | null)[];
  pair: [
    "waiting for the customer" | "waiting for the shop" | "under way" | "done",
    {
      note: string;
    },
    (
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
      | "webextensions"
    ),
  ];
  path: [string, ...("waiting for the customer" | "waiting for the shop" | "under way" | "done")[]];
  next?:
    | {
        state: "waiting for the customer" | "waiting for the shop" | "under way" | "done";
      }
    | null
    | undefined;
  last: {
    state: "waiting for the customer" | "waiting for the shop" | "under way" | "done";
  } | null;
  aPropertyWithALongNameThatGoesOn: {
    anotherPropertyWithALongName: {
      yetAnotherPropertyWithALongName: string;
    }[];
  };
}

/** {@link Feature} as a `put` accepts it: parts with a default may be left out. */
export interface FeatureInput {
  areas: Feature["areas"];
  state: "waiting for the customer" | "waiting for the shop" | "under way" | "done";
  stateByArea: Feature["stateByArea"];
  history: Feature["history"];
  pair: [
    "waiting for the customer" | "waiting for the shop" | "under way" | "done",
    {
      note: string;
    },
    (
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
      | "webextensions"
      | undefined
    )?,
  ];
  path: [string, ...("waiting for the customer" | "waiting for the shop" | "under way" | "done")[]];
  next?: Feature["next"];
  last: Feature["last"];
  aPropertyWithALongNameThatGoesOn: Feature["aPropertyWithALongNameThatGoesOn"];
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
  readonly name: string;
}

/** The leading parameters of `feature:{area}:{name}` that a list may filter by. */
export interface FeaturePrefix {
  readonly area?: FeatureParams["area"];
  readonly name?: NotALeadingParameter;
}

/** {@link Feature} as a list returns it: without its value. */
export interface FeatureEntry {
  readonly key: string;
  readonly params: FeatureParams;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
}

/**
 * Reads and writes `feature:{area}:{name}`. Each `put` says when the record expires: a `ttl` of at
 * least 90 seconds.
 */
export interface FeatureCollection {
  /** Builds a key. */
  key(params: FeatureParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): FeatureParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: FeatureParams, options?: GetOptions): Promise<Feature | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: FeatureParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(
    params: readonly FeatureParams[],
    options?: GetOptions,
  ): Promise<readonly (Feature | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. */
  put<Asked extends Ttl>(
    params: FeatureParams,
    value: FeatureInput,
    options: { ttl: TtlAtLeast90Seconds<Asked> },
  ): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(
    records: readonly { params: FeatureParams; value: FeatureInput; ttl: Ttl }[],
  ): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update<Asked extends Ttl>(
    params: FeatureParams,
    change: (value: Feature) => FeatureInput | Promise<FeatureInput>,
    options?: { ttl?: TtlAtLeast90Seconds<Asked> },
  ): Promise<Feature | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch<Asked extends Ttl>(
    params: FeatureParams,
    options: { ttl: TtlAtLeast90Seconds<Asked> },
  ): Promise<boolean>;
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

/** The collections of `LAYOUT`. */
export interface LayoutNamespace {
  /**
   * Records under
   * `long:{theFirstParameter}:{theSecondParameter}:{theThirdParameter}:{theFourthParameter}`.
   *
   * @deprecated `feature` takes its place
   */
  readonly aCollectionWithALongName: ACollectionWithALongNameCollection;
  /**
   * A description that is longer than one line of a comment may be, so that it has to be wrapped
   * between two words, as an editor does.
   */
  readonly feature: FeatureCollection;
}

/** All collections, by binding. */
export interface Keyloom {
  readonly LAYOUT: LayoutNamespace;
}

/** Binds the collections to the namespaces of one request's `env`. */
export function keyloom(env: Env): Keyloom {
  return {
    LAYOUT: {
      aCollectionWithALongName: new ListedCollection(env.LAYOUT, aCollectionWithALongNameSpec),
      feature: new ListedCollection(env.LAYOUT, featureSpec),
    },
  };
}

const SPECIAL = /[%:]/g;
const AREAS = new Set<unknown>([
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
]);
const STATE = new Set<unknown>([
  "waiting for the customer",
  "waiting for the shop",
  "under way",
  "done",
]);
const STATE_BY_AREA_KEYS = new Set([
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
]);
const STATE_BY_AREA = new Set<unknown>([
  "waiting for the customer",
  "waiting for the shop",
  "under way",
  "done",
]);
const DATETIME =
  /^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z))$/;
const PAIR = new Set<unknown>([
  "waiting for the customer",
  "waiting for the shop",
  "under way",
  "done",
]);
const PAIR_2 = new Set<unknown>([
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
]);
const PATH = new Set<unknown>([
  "waiting for the customer",
  "waiting for the shop",
  "under way",
  "done",
]);
const YET_ANOTHER_PROPERTY_WITH_ALONG_NAME_PATTERN = /^[a-z]+$/;

function checkACollectionWithALongName(input: unknown, issues: Issue[]): ACollectionWithALongName {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const {
    theFirstProperty,
    theSecondProperty,
    theThirdProperty = 1,
    theFourthProperty = false,
  } = input;
  if (theFirstProperty !== undefined && typeof theFirstProperty !== "string") {
    wrongType(issues, ["theFirstProperty"], "a string", theFirstProperty);
  }
  if (typeof theSecondProperty !== "string") {
    wrongType(issues, ["theSecondProperty"], "a string", theSecondProperty);
  }
  if (!Number.isFinite(theThirdProperty)) {
    wrongType(issues, ["theThirdProperty"], "a number", theThirdProperty);
  }
  if (typeof theFourthProperty !== "boolean") {
    wrongType(issues, ["theFourthProperty"], "a boolean", theFourthProperty);
  }
  const output: Record<string, unknown> = {};
  if ("theFirstProperty" in input) output["theFirstProperty"] = theFirstProperty;
  output["theSecondProperty"] = theSecondProperty;
  output["theThirdProperty"] = theThirdProperty;
  output["theFourthProperty"] = theFourthProperty;
  return output as unknown as ACollectionWithALongName;
}

function checkACollectionWithALongNameMetadata(
  input: unknown,
  issues: Issue[],
): ACollectionWithALongNameMetadata {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { by } = input;
  if (typeof by !== "string") {
    wrongType(issues, ["by"], "a string", by);
  } else if (isLongerThan(by, 40)) {
    addIssue(issues, "too_big", ["by"], "expected at most 40 characters");
  }
  return { by } as ACollectionWithALongNameMetadata;
}

const aCollectionWithALongNameSpec: CollectionSpec<
  ACollectionWithALongNameParams,
  ACollectionWithALongName,
  ACollectionWithALongNameMetadata,
  ACollectionWithALongName
> = {
  key: {
    name: "LAYOUT.aCollectionWithALongName",
    parts: [
      "long:",
      textParam("theFirstParameter", SPECIAL, 20),
      ":",
      integerParam("theSecondParameter", 2, 0, 99),
      ":",
      dateParam("theThirdParameter"),
      ":",
      enumParam(
        "theFourthParameter",
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
    ],
    pattern:
      /^long:([^:]+):(\d{2}):(\d{8}T\d{6}\.\d{3}Z):(api|css|html|http|javascript|manifests|mathml|mediatypes|svg|webassembly|webdriver|webextensions)$/su,
    decode: [decodeText, Number, decodeDate, asGiven],
    range: keyRange,
  },
  codec: json,
  value: checkACollectionWithALongName,
  metadata: checkACollectionWithALongNameMetadata,
  ttl: defaultTtl(3600, 60, 2147483647),
  fallback: () => ({
    theSecondProperty: "some text that is not short",
    theThirdProperty: 1,
    theFourthProperty: true,
  }),
};

function checkFeature(input: unknown, issues: Issue[]): Feature {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const {
    areas,
    state,
    stateByArea,
    history,
    pair,
    path,
    next,
    last,
    aPropertyWithALongNameThatGoesOn,
  } = input;
  if (!Array.isArray(areas)) {
    wrongType(issues, ["areas"], "an array", areas);
  } else if (areas.length > 5) {
    addIssue(issues, "too_big", ["areas"], "expected at most 5 items", true);
  } else {
    if (areas.length < 1) addIssue(issues, "too_small", ["areas"], "expected at least 1 item");
    for (let i = 0; i < areas.length; i++) {
      const item: unknown = areas[i];
      if (!AREAS.has(item)) wrongValue(issues, ["areas", i], AREAS);
    }
  }
  if (!STATE.has(state)) wrongValue(issues, ["state"], STATE);
  const stateByAreaOutput: Record<string, unknown> = {};
  if (!isPlainObject(stateByArea)) {
    wrongType(issues, ["stateByArea"], "an object", stateByArea);
  } else {
    for (const key of STATE_BY_AREA_KEYS) {
      const value: unknown = stateByArea[key];
      if (!STATE_BY_AREA.has(value)) wrongValue(issues, ["stateByArea", key], STATE_BY_AREA);
      stateByAreaOutput[key] = value;
    }
    rejectOtherKeys(issues, ["stateByArea"], stateByArea, STATE_BY_AREA_KEYS);
  }
  const historyOutput: unknown[] = [];
  if (!Array.isArray(history)) {
    wrongType(issues, ["history"], "an array", history);
  } else {
    for (let i = 0; i < history.length; i++) {
      const item: unknown = history[i];
      let itemOutput: unknown = item;
      if (item !== null) {
        if (!isRecord(item)) {
          wrongType(issues, ["history", i], "an object", item);
        } else {
          const { state: state2, at } = item;
          if (!STATE.has(state2)) wrongValue(issues, ["history", i, "state"], STATE);
          if (typeof at !== "string") {
            wrongType(issues, ["history", i, "at"], "a string", at);
          } else if (!DATETIME.test(at)) {
            addIssue(issues, "invalid_format", ["history", i, "at"], "not a valid datetime");
          }
          itemOutput = { state: state2, at };
        }
      }
      historyOutput.push(itemOutput);
    }
  }
  let pairOutput: unknown;
  if (!Array.isArray(pair)) {
    wrongType(issues, ["pair"], "an array", pair);
  } else if (pair.length < 2) {
    addIssue(issues, "too_small", ["pair"], "expected at least 2 items", true);
  } else {
    if (pair.length > 3) addIssue(issues, "too_big", ["pair"], "expected at most 3 items", true);
    const pair0: unknown = pair[0];
    if (!PAIR.has(pair0)) wrongValue(issues, ["pair", 0], PAIR);
    const pair1: unknown = pair[1];
    let pair1Output: unknown;
    if (!isRecord(pair1)) {
      wrongType(issues, ["pair", 1], "an object", pair1);
    } else {
      const { note } = pair1;
      if (typeof note !== "string") wrongType(issues, ["pair", 1, "note"], "a string", note);
      pair1Output = { note };
    }
    const pair2: unknown = pair[2];
    const pair2OrDefault = pair2 === undefined ? "api" : pair2;
    if (pair2 !== undefined && !PAIR_2.has(pair2)) wrongValue(issues, ["pair", 2], PAIR_2);
    pairOutput = [pair0, pair1Output, pair2OrDefault];
  }
  if (!Array.isArray(path)) {
    wrongType(issues, ["path"], "an array", path);
  } else {
    const path0: unknown = path[0];
    if (typeof path0 !== "string") wrongType(issues, ["path", 0], "a string", path0);
    for (let i = 1; i < path.length; i++) {
      const item: unknown = path[i];
      if (!PATH.has(item)) wrongValue(issues, ["path", i], PATH);
    }
  }
  let nextOutput: unknown = next;
  if (next !== undefined && next !== null) {
    if (!isRecord(next)) {
      wrongType(issues, ["next"], "an object", next);
    } else {
      const { state: state2 } = next;
      if (!STATE.has(state2)) wrongValue(issues, ["next", "state"], STATE);
      nextOutput = { state: state2 };
    }
  }
  let lastOutput: unknown = last;
  if (last !== null) {
    if (!isRecord(last)) {
      wrongType(issues, ["last"], "an object", last);
    } else {
      const { state: state2 } = last;
      if (!STATE.has(state2)) wrongValue(issues, ["last", "state"], STATE);
      lastOutput = { state: state2 };
    }
  }
  let aPropertyWithALongNameThatGoesOnOutput: unknown;
  if (!isRecord(aPropertyWithALongNameThatGoesOn)) {
    wrongType(
      issues,
      ["aPropertyWithALongNameThatGoesOn"],
      "an object",
      aPropertyWithALongNameThatGoesOn,
    );
  } else {
    const { anotherPropertyWithALongName } = aPropertyWithALongNameThatGoesOn;
    const anotherPropertyWithALongNameOutput: unknown[] = [];
    if (!Array.isArray(anotherPropertyWithALongName)) {
      wrongType(
        issues,
        ["aPropertyWithALongNameThatGoesOn", "anotherPropertyWithALongName"],
        "an array",
        anotherPropertyWithALongName,
      );
    } else {
      for (let i = 0; i < anotherPropertyWithALongName.length; i++) {
        const item: unknown = anotherPropertyWithALongName[i];
        let itemOutput: unknown;
        if (!isRecord(item)) {
          wrongType(
            issues,
            ["aPropertyWithALongNameThatGoesOn", "anotherPropertyWithALongName", i],
            "an object",
            item,
          );
        } else {
          const { yetAnotherPropertyWithALongName } = item;
          if (typeof yetAnotherPropertyWithALongName !== "string") {
            wrongType(
              issues,
              [
                "aPropertyWithALongNameThatGoesOn",
                "anotherPropertyWithALongName",
                i,
                "yetAnotherPropertyWithALongName",
              ],
              "a string",
              yetAnotherPropertyWithALongName,
            );
          } else if (
            !YET_ANOTHER_PROPERTY_WITH_ALONG_NAME_PATTERN.test(yetAnotherPropertyWithALongName)
          ) {
            addIssue(
              issues,
              "invalid_format",
              [
                "aPropertyWithALongNameThatGoesOn",
                "anotherPropertyWithALongName",
                i,
                "yetAnotherPropertyWithALongName",
              ],
              "expected a text like /^[a-z]+$/",
            );
          }
          itemOutput = { yetAnotherPropertyWithALongName };
        }
        anotherPropertyWithALongNameOutput.push(itemOutput);
      }
    }
    aPropertyWithALongNameThatGoesOnOutput = {
      anotherPropertyWithALongName: anotherPropertyWithALongNameOutput,
    };
  }
  const output: Record<string, unknown> = {
    areas,
    state,
    stateByArea: stateByAreaOutput,
    history: historyOutput,
    pair: pairOutput,
    path,
  };
  if ("next" in input) output["next"] = nextOutput;
  output["last"] = lastOutput;
  output["aPropertyWithALongNameThatGoesOn"] = aPropertyWithALongNameThatGoesOnOutput;
  return output as unknown as Feature;
}

const featureSpec: CollectionSpec<FeatureParams, Feature, undefined> = {
  key: {
    name: "LAYOUT.feature",
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
      textParam("name", SPECIAL, 100),
    ],
    pattern:
      /^feature:(api|css|html|http|javascript|manifests|mathml|mediatypes|svg|webassembly|webdriver|webextensions):([^:]+)$/su,
    decode: [asGiven, decodeText],
  },
  codec: json,
  value: checkFeature,
  ttl: requiredTtl(90, 2147483647),
};
