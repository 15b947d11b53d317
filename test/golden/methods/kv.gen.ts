// Made from keyloom.schema.ts by `keyloom generate`. Change that file and run the command again.
// biome-ignore-all format lint assist: made by a program
/* eslint-disable */
/* eslint max-lines: ["warn", 4] -- so there is always something to disable */

import {
  addIssue,
  asGiven,
  BasicCollection,
  BasicSingleton,
  Collection,
  type CollectionSpec,
  dateParam,
  decodeDate,
  defaultTtl,
  enumParam,
  fixedTtl,
  type GetOptions,
  isRecord,
  type Issue,
  json,
  keyRange,
  type KVNamespace,
  ListedCollection,
  type NotALeadingParameter,
  noTtl,
  optionalTtl,
  type Range,
  Reads,
  requiredTtl,
  text,
  textParam,
  type Ttl,
  type TtlWithin,
  urlText,
  uuidParam,
  wrongType,
} from "keyloom/runtime";

/** The KV bindings of the Worker. */
export interface Env {
  /** The namespace `app-{stage}`. */
  readonly APP: KVNamespace;
}

/** How long a record may be kept: 1 day to 90 days. */
export type Ttl1DayTo90Days<Asked extends Ttl = Ttl> = Ttl extends Asked
  ? Asked
  : TtlWithin<
      Asked,
      "a TTL of 1 day to 90 days",
      {
        s: ["86400", "7776000"];
        m: ["1440", "129600"];
        h: ["24", "2160"];
        d: ["1", "90"];
        w: ["1", "12"];
      }
    >;

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

/** Stored as JSON under `audit:{day}:{id}`. */
export interface Audit {
  what: string;
}

/** The parameters of `audit:{day}:{id}`. */
export interface AuditParams {
  readonly day: Date;
  readonly id: string;
}

/** The leading parameters of `audit:{day}:{id}` that a list may filter by. */
export interface AuditPrefix {
  readonly day?: Date | Range<Date>;
  readonly id?: NotALeadingParameter;
}

/** {@link Audit} as a list returns it: without its value. */
export interface AuditEntry {
  readonly key: string;
  readonly params: AuditParams;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
}

/** Reads and writes `audit:{day}:{id}`. Records expire after 90 days. */
export interface AuditCollection {
  /** Builds a key. */
  key(params: AuditParams): string;
  /** Replaces the whole record: value, metadata and expiration. */
  put(params: AuditParams, value: Audit): Promise<void>;
  /**
   * Finds records by leading parameters, over all pages, in the order of keys. No value is read.
   */
  list(params?: AuditPrefix): AsyncIterable<AuditEntry>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: AuditPrefix,
    options?: GetOptions,
  ): AsyncIterable<AuditEntry & { readonly value: Audit }>;
}

/** Stored as text under `banner`. */
export type Banner = string;

/** Reads and writes `banner`. Records never expire: changed by hand. */
export interface BannerCollection {
  /** Builds a key. */
  key(): string;
  /** Reads a value; `null` if the key is missing. */
  get(options?: GetOptions): Promise<Banner | null>;
}

/** Stored as JSON under `link:{code}`. */
export interface Link {
  url: string;
}

/** The parameters of `link:{code}`. */
export interface LinkParams {
  readonly code: string;
}

/**
 * Reads and writes `link:{code}`. Records expire after a `ttl` of 1 day to 90 days, and never
 * without one: users keep their links.
 */
export interface LinkCollection {
  /** Builds a key. */
  key(params: LinkParams): string;
  /** Reads a value; `null` if the key is missing. */
  get(params: LinkParams, options?: GetOptions): Promise<Link | null>;
  /** Replaces the whole record: value, metadata and expiration. */
  put<Asked extends Ttl>(
    params: LinkParams,
    value: Link,
    options?: { ttl?: Ttl1DayTo90Days<Asked> },
  ): Promise<void>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch<Asked extends Ttl>(
    params: LinkParams,
    options?: { ttl?: Ttl1DayTo90Days<Asked> },
  ): Promise<boolean>;
}

/** Stored as JSON under `session:{id}:{device}`. */
export interface Session {
  cart: string[];
}

/** The parameters of `session:{id}:{device}`. */
export interface SessionParams {
  readonly id: string;
  readonly device: "web" | "ios";
}

/**
 * Reads and writes `session:{id}:{device}`. Records expire after 1 hour, or after a `ttl` of 1
 * minute to 7 days.
 */
export interface SessionCollection {
  /** Builds a key. */
  key(params: SessionParams): string;
  /** Reads a value; `null` if the key is missing. */
  get(params: SessionParams, options?: GetOptions): Promise<Session | null>;
  /** Replaces the whole record: value, metadata and expiration. */
  put<Asked extends Ttl>(
    params: SessionParams,
    value: Session,
    options?: { ttl?: Ttl1MinuteTo7Days<Asked> },
  ): Promise<void>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch<Asked extends Ttl>(
    params: SessionParams,
    options?: { ttl?: Ttl1MinuteTo7Days<Asked> },
  ): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: SessionParams): Promise<void>;
}

/** Stored as JSON under `setting:{name}`. */
export interface Setting {
  isOn: boolean;
}

/** The parameters of `setting:{name}`. */
export interface SettingParams {
  readonly name: string;
}

/** Reads and writes `setting:{name}`. Records never expire: changed by hand. */
export interface SettingCollection {
  /** Builds a key. */
  key(params: SettingParams): string;
  /** Reads a value; `null` if the key is missing. */
  get(params: SettingParams, options?: GetOptions): Promise<Setting | null>;
}

/** Stored as JSON under `token:{hash}`. */
export interface Token {
  user: string;
}

/** The parameters of `token:{hash}`. */
export interface TokenParams {
  readonly hash: string;
}

/**
 * Reads and writes `token:{hash}`. Each `put` says when the record expires: a `ttl` of 1 minute to
 * 30 days.
 */
export interface TokenCollection {
  /** Builds a key. */
  key(params: TokenParams): string;
  /** Replaces the whole record: value, metadata and expiration. */
  put<Asked extends Ttl>(
    params: TokenParams,
    value: Token,
    options: { ttl: Ttl1MinuteTo30Days<Asked> },
  ): Promise<void>;
}

/** The collections of `APP`. */
export interface AppNamespace {
  /** Records under `audit:{day}:{id}`. */
  readonly audit: AuditCollection;
  /** Records under `banner`. */
  readonly banner: BannerCollection;
  /** Records under `link:{code}`. */
  readonly link: LinkCollection;
  /** Records under `session:{id}:{device}`. */
  readonly session: SessionCollection;
  /** Records under `setting:{name}`. */
  readonly setting: SettingCollection;
  /** Records under `token:{hash}`. */
  readonly token: TokenCollection;
}

/** All collections, by binding. */
export interface Keyloom {
  readonly APP: AppNamespace;
}

/** Binds the collections to the namespaces of one request's `env`. */
export function keyloom(env: Env): Keyloom {
  return {
    APP: {
      audit: new ListedCollection(env.APP, auditSpec),
      banner: new BasicSingleton(env.APP, bannerSpec),
      link: new Collection(env.APP, linkSpec),
      session: new Collection(env.APP, sessionSpec),
      setting: new Reads(env.APP, settingSpec),
      token: new BasicCollection(env.APP, tokenSpec),
    },
  };
}

const UUID =
  /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/;
const SPECIAL = /[%:]/g;
const CODE_PATTERN = /^\w{6}$/;

function checkAudit(input: unknown, issues: Issue[]): Audit {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { what } = input;
  if (typeof what !== "string") wrongType(issues, ["what"], "a string", what);
  return { what } as Audit;
}

const auditSpec: CollectionSpec<AuditParams, Audit, undefined> = {
  key: {
    name: "APP.audit",
    parts: ["audit:", dateParam("day"), ":", uuidParam("id", UUID)],
    pattern:
      /^audit:(\d{8}T\d{6}\.\d{3}Z):([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/su,
    decode: [decodeDate, asGiven],
    range: keyRange,
  },
  codec: json,
  value: checkAudit,
  ttl: fixedTtl(7776000),
};

function checkBanner(input: unknown, issues: Issue[]): Banner {
  if (typeof input !== "string") wrongType(issues, [], "a string", input);
  return input as Banner;
}

const bannerSpec: CollectionSpec<object, Banner, undefined> = {
  key: {
    name: "APP.banner",
    parts: ["banner"],
  },
  codec: text,
  value: checkBanner,
  ttl: noTtl,
};

function checkLink(input: unknown, issues: Issue[]): Link {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { url } = input;
  let urlOutput: unknown = url;
  if (typeof url !== "string") {
    wrongType(issues, ["url"], "a string", url);
  } else {
    const urlUrl = urlText(url);
    if (urlUrl === undefined) addIssue(issues, "invalid_format", ["url"], "not a valid url");
    urlOutput = urlUrl;
  }
  return { url: urlOutput } as Link;
}

const linkSpec: CollectionSpec<LinkParams, Link, undefined> = {
  key: {
    name: "APP.link",
    parts: [
      "link:",
      textParam("code", SPECIAL, (input, issues) => {
        if (!CODE_PATTERN.test(input)) {
          addIssue(issues, "invalid_format", ["code"], "expected a text like /^\\w{6}$/");
        }
      }),
    ],
  },
  codec: json,
  value: checkLink,
  ttl: optionalTtl(86400, 7776000),
};

function checkSession(input: unknown, issues: Issue[]): Session {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { cart } = input;
  if (!Array.isArray(cart)) {
    wrongType(issues, ["cart"], "an array", cart);
  } else {
    for (let i = 0; i < cart.length; i++) {
      const item: unknown = cart[i];
      if (typeof item !== "string") wrongType(issues, ["cart", i], "a string", item);
    }
  }
  return { cart } as Session;
}

const sessionSpec: CollectionSpec<SessionParams, Session, undefined> = {
  key: {
    name: "APP.session",
    parts: ["session:", uuidParam("id", UUID), ":", enumParam("device", "web", "ios")],
  },
  codec: json,
  value: checkSession,
  ttl: defaultTtl(3600, 60, 604800),
};

function checkSetting(input: unknown, issues: Issue[]): Setting {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { isOn } = input;
  if (typeof isOn !== "boolean") wrongType(issues, ["isOn"], "a boolean", isOn);
  return { isOn } as Setting;
}

const settingSpec: CollectionSpec<SettingParams, Setting, undefined> = {
  key: {
    name: "APP.setting",
    parts: ["setting:", textParam("name", SPECIAL)],
  },
  codec: json,
  value: checkSetting,
  ttl: noTtl,
};

function checkToken(input: unknown, issues: Issue[]): Token {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { user } = input;
  if (typeof user !== "string") wrongType(issues, ["user"], "a string", user);
  return { user } as Token;
}

const tokenSpec: CollectionSpec<TokenParams, Token, undefined> = {
  key: {
    name: "APP.token",
    parts: ["token:", textParam("hash", SPECIAL, 64)],
  },
  codec: json,
  value: checkToken,
  ttl: requiredTtl(60, 2592000),
};
