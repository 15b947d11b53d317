// Made from keyloom.schema.ts by `keyloom generate`. Change that file and run the command again.
// biome-ignore-all format lint assist: made by a program
/* eslint-disable */
/* eslint max-lines: ["warn", 4] -- so there is always something to disable */

import {
  addIssue,
  type CollectionSpec,
  defaultTtl,
  fieldTtl,
  type GetOptions,
  isLongerThan,
  isRecord,
  type Issue,
  json,
  type KVNamespace,
  noMatch,
  notInteger,
  noTtl,
  requiredTtl,
  Singleton,
  text,
  type Ttl,
  type TtlWithin,
  wrongType,
  wrongValue,
} from "keyloom/runtime";

/** The KV bindings of the Worker. */
export interface Env {
  /** What the whole site shares. */
  readonly SITE: KVNamespace;
}

/** How long a record may be kept: 5 minutes to 1 day. */
export type Ttl5MinutesTo1Day<Asked extends Ttl = Ttl> = Ttl extends Asked
  ? Asked
  : TtlWithin<
      Asked,
      "a TTL of 5 minutes to 1 day",
      { s: ["300", "86400"]; m: ["5", "1440"]; h: ["1", "24"]; d: ["1", "1"]; w: ["1", "0"] }
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

/**
 * The text on top of each page.
 *
 * Stored as text under `banner`.
 */
export type Banner = string;

/** The metadata of {@link Banner}. */
export type BannerMetadata =
  | {
      by: string;
    }
  | undefined;

/**
 * Reads and writes `banner`. Each `put` says when the record expires: a `ttl` of 5 minutes to 1
 * day.
 */
export interface BannerCollection {
  /** Builds a key. */
  key(): string;
  /** Reads a value; `null` if the key is missing. */
  get(options?: GetOptions): Promise<Banner | null>;
  /** Reads a value with its metadata; `null` if the key is missing. */
  getWithMetadata(
    options?: GetOptions,
  ): Promise<{ value: Banner; metadata: BannerMetadata } | null>;
  /** Whether there is such a record. Its value is not read. */
  has(options?: GetOptions): Promise<boolean>;
  /** Replaces the whole record: value, metadata and expiration. */
  put<Asked extends Ttl>(
    value: Banner,
    options: { metadata?: BannerMetadata; ttl: Ttl5MinutesTo1Day<Asked> },
  ): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update<Asked extends Ttl>(
    change: (value: Banner) => Banner | Promise<Banner>,
    options?: { metadata?: BannerMetadata; ttl?: Ttl5MinutesTo1Day<Asked> },
  ): Promise<Banner | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch<Asked extends Ttl>(options: { ttl: Ttl5MinutesTo1Day<Asked> }): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(): Promise<void>;
}

/** Stored as JSON under `maintenance`. */
export interface Maintenance {
  until: number;
}

/** The metadata of {@link Maintenance}. */
export interface MaintenanceMetadata {
  ticket: string;
}

/** Reads and writes `maintenance`. Records expire at their `until`. */
export interface MaintenanceCollection {
  /** Builds a key. */
  key(): string;
  /** Reads a value; `null` if the key is missing. */
  get(options?: GetOptions): Promise<Maintenance | null>;
  /** Reads a value with its metadata; `null` if the key is missing. */
  getWithMetadata(
    options?: GetOptions,
  ): Promise<{ value: Maintenance; metadata: MaintenanceMetadata } | null>;
  /** Whether there is such a record. Its value is not read. */
  has(options?: GetOptions): Promise<boolean>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(value: Maintenance, options: { metadata: MaintenanceMetadata }): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update(
    change: (value: Maintenance) => Maintenance | Promise<Maintenance>,
    options?: { metadata?: MaintenanceMetadata },
  ): Promise<Maintenance | null>;
  /** Removes a record. A missing key is not an error. */
  delete(): Promise<void>;
}

/** Stored as JSON under `settings`. */
export interface Settings {
  currency: "EUR" | "USD";
}

/** Reads and writes `settings`. Records never expire: one record, changed by hand. */
export interface SettingsCollection {
  /** Builds a key. */
  key(): string;
  /** Reads a value; the fallback if the key is missing. */
  get(options?: GetOptions): Promise<Settings>;
  /** Whether there is such a record. Its value is not read. */
  has(options?: GetOptions): Promise<boolean>;
  /** Replaces the whole record: value, metadata and expiration. */
  put(value: Settings): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. A missing key starts from the
   * fallback.
   */
  update(change: (value: Settings) => Settings | Promise<Settings>): Promise<Settings>;
  /** Removes a record. A missing key is not an error. */
  delete(): Promise<void>;
}

/** Stored as text under `state`. */
export type State = "open" | "closed" | "moving";

/** Reads and writes `state`. Records expire after 1 hour, or after a `ttl` of at least 1 minute. */
export interface StateCollection {
  /** Builds a key. */
  key(): string;
  /** Reads a value; `null` if the key is missing. */
  get(options?: GetOptions): Promise<State | null>;
  /** Whether there is such a record. Its value is not read. */
  has(options?: GetOptions): Promise<boolean>;
  /** Replaces the whole record: value, metadata and expiration. */
  put<Asked extends Ttl>(value: State, options?: { ttl?: TtlAtLeast1Minute<Asked> }): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update<const Given extends State, Asked extends Ttl>(
    change: (value: State) => Given | Promise<Given>,
    options?: { ttl?: TtlAtLeast1Minute<Asked> },
  ): Promise<State | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch<Asked extends Ttl>(options?: { ttl?: TtlAtLeast1Minute<Asked> }): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(): Promise<void>;
}

/** The collections of `SITE`. */
export interface SiteNamespace {
  /** The text on top of each page. */
  readonly banner: BannerCollection;
  /** Records under `maintenance`. */
  readonly maintenance: MaintenanceCollection;
  /** Records under `settings`. */
  readonly settings: SettingsCollection;
  /** Records under `state`. */
  readonly state: StateCollection;
}

/** All collections, by binding. */
export interface Keyloom {
  readonly SITE: SiteNamespace;
}

/** Binds the collections to the namespaces of one request's `env`. */
export function keyloom(env: Env): Keyloom {
  return {
    SITE: {
      banner: new Singleton(env.SITE, bannerSpec),
      maintenance: new Singleton(env.SITE, maintenanceSpec),
      settings: new Singleton(env.SITE, settingsSpec),
      state: new Singleton(env.SITE, stateSpec),
    },
  };
}

function checkBanner(input: unknown, issues: Issue[]): Banner {
  if (typeof input !== "string") {
    wrongType(issues, [], "a string", input);
  } else if (isLongerThan(input, 200)) {
    addIssue(issues, "too_big", [], "expected at most 200 characters");
  }
  return input as Banner;
}

function checkBannerMetadata(input: unknown, issues: Issue[]): BannerMetadata {
  let output: unknown = input;
  if (input !== undefined) {
    if (!isRecord(input)) {
      wrongType(issues, [], "an object", input);
    } else {
      const { by } = input;
      if (typeof by !== "string") {
        wrongType(issues, ["by"], "a string", by);
      } else if (isLongerThan(by, 40)) {
        addIssue(issues, "too_big", ["by"], "expected at most 40 characters");
      }
      output = { by };
    }
  }
  return output as BannerMetadata;
}

const bannerSpec: CollectionSpec<object, Banner, BannerMetadata> = {
  key: {
    name: "SITE.banner",
    parts: ["banner"],
  },
  codec: text,
  value: checkBanner,
  metadata: checkBannerMetadata,
  ttl: requiredTtl(300, 86400),
};

function checkMaintenance(input: unknown, issues: Issue[]): Maintenance {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { until } = input;
  if (!Number.isSafeInteger(until)) notInteger(issues, ["until"], until);
  return { until } as Maintenance;
}

function checkMaintenanceMetadata(input: unknown, issues: Issue[]): MaintenanceMetadata {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { ticket } = input;
  if (typeof ticket !== "string") {
    wrongType(issues, ["ticket"], "a string", ticket);
  } else if (isLongerThan(ticket, 20)) {
    addIssue(issues, "too_big", ["ticket"], "expected at most 20 characters");
  }
  return { ticket } as MaintenanceMetadata;
}

const maintenanceSpec: CollectionSpec<object, Maintenance, MaintenanceMetadata> = {
  key: {
    name: "SITE.maintenance",
    parts: ["maintenance"],
  },
  codec: json,
  value: checkMaintenance,
  metadata: checkMaintenanceMetadata,
  ttl: fieldTtl("until", "seconds"),
};

function checkSettings(input: unknown, issues: Issue[]): Settings {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { currency } = input;
  if (currency !== "EUR" && currency !== "USD") wrongValue(issues, ["currency"], ["EUR", "USD"]);
  return { currency } as Settings;
}

const settingsSpec: CollectionSpec<object, Settings, undefined, Settings> = {
  key: {
    name: "SITE.settings",
    parts: ["settings"],
  },
  codec: json,
  value: checkSettings,
  ttl: noTtl,
  fallback: () => ({ currency: "EUR" }),
};

function checkState(input: unknown, issues: Issue[]): State {
  if (input !== "open" && input !== "closed" && input !== "moving") noMatch(issues, [], input);
  return input as State;
}

const stateSpec: CollectionSpec<object, State, undefined> = {
  key: {
    name: "SITE.state",
    parts: ["state"],
  },
  codec: text,
  value: checkState,
  ttl: defaultTtl(3600, 60, 2147483647),
};
