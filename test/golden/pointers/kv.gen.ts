// Made from keyloom.schema.ts by `keyloom generate`. Change that file and run the command again.
// biome-ignore-all format lint assist: made by a program
/* eslint-disable */
/* eslint max-lines: ["warn", 4] -- so there is always something to disable */

import {
  addIssue,
  asGiven,
  dateParam,
  decodeDate,
  decodeText,
  defaultTtl,
  encodeText,
  enumParam,
  frozen,
  type GetOptions,
  integerParam,
  isLongerThan,
  isRecord,
  type Issue,
  json,
  keyRange,
  keyText,
  type KVNamespace,
  type NotALeadingParameter,
  notInteger,
  type PageOptions,
  pointed,
  type PointedSpec,
  type PointerRepair,
  type Range,
  type RepairOptions,
  textParam,
  type Ttl,
  type TtlWithin,
  uuidParam,
  wrongType,
  wrongValue,
} from "keyloom/runtime";

/** The KV bindings of the Worker. */
export interface Env {
  /** The namespace `app-{stage}`. */
  readonly APP: KVNamespace;
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

/** How long a record may be kept: 1 minute to 90 days. */
export type Ttl1MinuteTo90Days<Asked extends Ttl = Ttl> = Ttl extends Asked
  ? Asked
  : TtlWithin<
      Asked,
      "a TTL of 1 minute to 90 days",
      { s: ["60", "7776000"]; m: ["1", "129600"]; h: ["1", "2160"]; d: ["1", "90"]; w: ["1", "12"] }
    >;

/** How long a record may be kept: 1 minute to 7 days. */
export type Ttl1MinuteTo7Days<Asked extends Ttl = Ttl> = Ttl extends Asked
  ? Asked
  : TtlWithin<
      Asked,
      "a TTL of 1 minute to 7 days",
      { s: ["60", "604800"]; m: ["1", "10080"]; h: ["1", "168"]; d: ["1", "7"]; w: ["1", "1"] }
    >;

/** What a list returns of a record. */
type ListEntry<Params> = {
  readonly key: string;
  readonly params: Params;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
};

/** Stored as JSON under `order:{id}:{customer}`. */
export interface Order {
  customer: {
    id: string;
    class: "a" | "b" | null;
  };
  shipping?:
    | {
        parcel: {
          code: string;
        } | null;
      }
    | undefined;
  total: number;
}

/** The parameters of `order:{id}:{customer}`. */
export interface OrderParams {
  readonly id: string;
  readonly customer: string;
}

/** The leading parameters of `order:{id}:{customer}` that a list may filter by. */
export interface OrderPrefix {
  readonly id?: string;
  readonly customer?: NotALeadingParameter;
}

/** {@link Order} as a list returns it: without its value. */
export interface OrderEntry extends ListEntry<OrderParams> {}

/** The parameters of `order-class:{customer.class}:{id}:{customer}`. */
export interface OrderByClassParams {
  readonly customerClass: "a" | "b";
  readonly id: string;
  readonly customer: string;
}

/**
 * The leading parameters of `order-class:{customer.class}:{id}:{customer}` that a list may filter
 * by.
 */
export type OrderByClassPrefix =
  | { readonly customerClass?: never; readonly id?: never; readonly customer?: never }
  | {
      readonly customerClass: OrderByClassParams["customerClass"];
      readonly id?: never;
      readonly customer?: never;
    }
  | {
      readonly customerClass: OrderByClassParams["customerClass"];
      readonly id: string;
      readonly customer?: never;
    };

/**
 * Finds {@link Order} by `order-class:{customer.class}:{id}:{customer}`, as far as KV already shows
 * it.
 */
export interface OrderByClass {
  /** Builds the key of a pointer. */
  key(params: OrderByClassParams): string;
  /** Reads the value of the record that has this pointer; `null` if there is none. */
  get(params: OrderByClassParams, options?: GetOptions): Promise<Order | null>;
  /** Reads the whole record, with the parameters of its key; `null` if there is none. */
  find(
    params: OrderByClassParams,
    options?: GetOptions,
  ): Promise<{ params: OrderParams; value: Order } | null>;
  /**
   * Finds records with their values, in the order of the pointers' keys, over all pages, 100
   * records at a time.
   */
  list(
    params?: OrderByClassPrefix,
    options?: GetOptions,
  ): AsyncIterable<OrderEntry & { readonly value: Order }>;
}

/** The parameters of `order-customer:{customer.id}:{total}:{id}:{customer}`. */
export interface OrderByCustomerParams {
  readonly customerId: string;
  /** In keys it has 5 digits: `00001`. */
  readonly total: number;
  readonly id: string;
  readonly customer: string;
}

/**
 * The leading parameters of `order-customer:{customer.id}:{total}:{id}:{customer}` that a list may
 * filter by.
 */
export type OrderByCustomerPrefix =
  | {
      readonly customerId?: never;
      readonly total?: never;
      readonly id?: never;
      readonly customer?: never;
    }
  | {
      readonly customerId: string;
      readonly total?: Range<number>;
      readonly id?: never;
      readonly customer?: never;
    }
  | {
      readonly customerId: string;
      readonly total: number;
      readonly id?: never;
      readonly customer?: never;
    }
  | {
      readonly customerId: string;
      readonly total: number;
      readonly id: string;
      readonly customer?: never;
    };

/**
 * Finds {@link Order} by `order-customer:{customer.id}:{total}:{id}:{customer}`, as far as KV
 * already shows it.
 */
export interface OrderByCustomer {
  /** Builds the key of a pointer. */
  key(params: OrderByCustomerParams): string;
  /** Reads the value of the record that has this pointer; `null` if there is none. */
  get(params: OrderByCustomerParams, options?: GetOptions): Promise<Order | null>;
  /** Reads the whole record, with the parameters of its key; `null` if there is none. */
  find(
    params: OrderByCustomerParams,
    options?: GetOptions,
  ): Promise<{ params: OrderParams; value: Order } | null>;
  /**
   * Finds records with their values, in the order of the pointers' keys, over all pages, 100
   * records at a time.
   */
  list(
    params?: OrderByCustomerPrefix,
    options?: GetOptions,
  ): AsyncIterable<OrderEntry & { readonly value: Order }>;
}

/** The parameters of `order-parcel:{shipping.parcel.code}`. */
export interface OrderByParcelParams {
  readonly shippingParcelCode: string;
}

/** Finds {@link Order} by `order-parcel:{shipping.parcel.code}`, as far as KV already shows it. */
export interface OrderByParcel {
  /** Builds the key of a pointer. */
  key(params: OrderByParcelParams): string;
  /** Reads the value of the record that has this pointer; `null` if there is none. */
  get(params: OrderByParcelParams, options?: GetOptions): Promise<Order | null>;
  /** Reads the whole record, with the parameters of its key; `null` if there is none. */
  find(
    params: OrderByParcelParams,
    options?: GetOptions,
  ): Promise<{ params: OrderParams; value: Order } | null>;
  /**
   * Finds records with their values, in the order of the pointers' keys, over all pages, 100
   * records at a time.
   */
  list(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<OrderEntry & { readonly value: Order }>;
}

/**
 * Reads and writes `order:{id}:{customer}`. Records expire after 30 days, or after a `ttl` of at
 * least 1 minute.
 */
export interface OrderCollection {
  /** Builds a key. */
  key(params: OrderParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): OrderParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: OrderParams, options?: GetOptions): Promise<Order | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: OrderParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(params: readonly OrderParams[], options?: GetOptions): Promise<readonly (Order | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. Its pointers go with it. */
  put<Asked extends Ttl>(
    params: OrderParams,
    value: Order,
    options?: { ttl?: TtlAtLeast1Minute<Asked> },
  ): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(records: readonly { params: OrderParams; value: Order; ttl?: Ttl }[]): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update<Asked extends Ttl>(
    params: OrderParams,
    change: (value: Order) => Order | Promise<Order>,
    options?: { ttl?: TtlAtLeast1Minute<Asked> },
  ): Promise<Order | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch<Asked extends Ttl>(
    params: OrderParams,
    options?: { ttl?: TtlAtLeast1Minute<Asked> },
  ): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: OrderParams): Promise<void>;
  /**
   * Finds records by leading parameters, over all pages, in the order of keys. No value is read.
   */
  list(params?: OrderPrefix): AsyncIterable<OrderEntry>;
  /** Finds only keys, as `list` does. */
  keys(params?: OrderPrefix): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: OrderPrefix,
    options?: GetOptions,
  ): AsyncIterable<OrderEntry & { readonly value: Order }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(params?: OrderPrefix): Promise<OrderEntry | null>;
  /** Counts records. All their keys are read. */
  count(params?: OrderPrefix): Promise<number>;
  /**
   * Finds one page of records by leading parameters, and the cursor of the next page; `null` after
   * the last.
   */
  page(
    params?: OrderPrefix,
    options?: PageOptions,
  ): Promise<{ entries: readonly OrderEntry[]; cursor: string | null }>;
  /** Removes records by leading parameters, `{}` for all, and returns how many there were. */
  deleteAll(params: OrderPrefix): Promise<number>;
  /** Finds records by `order-class:{customer.class}:{id}:{customer}`. */
  readonly byClass: OrderByClass;
  /** Finds records by `order-customer:{customer.id}:{total}:{id}:{customer}`. */
  readonly byCustomer: OrderByCustomer;
  /** Finds records by `order-parcel:{shipping.parcel.code}`. */
  readonly byParcel: OrderByParcel;
  /**
   * Writes missing pointers and removes those that lead nowhere, one page of keys at a time: call
   * it again with the `cursor` until it is `null`.
   */
  repairPointers(options?: RepairOptions): Promise<PointerRepair>;
}

/** Stored as JSON under `user:{id}`. */
export interface User {
  /** Where the user gets mail. */
  email: string;
  team?: "red" | "blue" | undefined;
  score: number;
  invitedBy: string | null;
}

/** The metadata of {@link User}. */
export interface UserMetadata {
  name: string;
}

/** The parameters of `user:{id}`. */
export interface UserParams {
  readonly id: string;
}

/** {@link User} as a list returns it: without its value. */
export interface UserEntry {
  readonly key: string;
  readonly params: UserParams;
  readonly metadata: UserMetadata;
  /** When KV removes the record, in seconds since the epoch. */
  readonly expiration: number | undefined;
}

/** The parameters of `user-email:{email}`. */
export interface UserByEmail2Params {
  /** Where the user gets mail. */
  readonly email: string;
}

/** Finds {@link User} by `user-email:{email}`, as far as KV already shows it. */
export interface UserByEmail2 {
  /** Builds the key of a pointer. */
  key(params: UserByEmail2Params): string;
  /** Reads the value of the record that has this pointer; `null` if there is none. */
  get(params: UserByEmail2Params, options?: GetOptions): Promise<User | null>;
  /** Reads the whole record, with the parameters of its key; `null` if there is none. */
  find(
    params: UserByEmail2Params,
    options?: GetOptions,
  ): Promise<{ params: UserParams; value: User; metadata: UserMetadata } | null>;
  /**
   * Finds records with their values, in the order of the pointers' keys, over all pages, 100
   * records at a time.
   */
  list(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<UserEntry & { readonly value: User }>;
}

/** The parameters of `user-score:{score}:{id}`. */
export interface UserByScoreParams {
  /** In keys it has 4 digits: `0001`. */
  readonly score: number;
  readonly id: string;
}

/** The leading parameters of `user-score:{score}:{id}` that a list may filter by. */
export interface UserByScorePrefix {
  readonly score?: number | Range<number>;
  readonly id?: NotALeadingParameter;
}

/** Finds {@link User} by `user-score:{score}:{id}`, as far as KV already shows it. */
export interface UserByScore {
  /** Builds the key of a pointer. */
  key(params: UserByScoreParams): string;
  /** Reads the value of the record that has this pointer; `null` if there is none. */
  get(params: UserByScoreParams, options?: GetOptions): Promise<User | null>;
  /** Reads the whole record, with the parameters of its key; `null` if there is none. */
  find(
    params: UserByScoreParams,
    options?: GetOptions,
  ): Promise<{ params: UserParams; value: User; metadata: UserMetadata } | null>;
  /**
   * Finds records with their values, in the order of the pointers' keys, over all pages, 100
   * records at a time.
   */
  list(
    params?: UserByScorePrefix,
    options?: GetOptions,
  ): AsyncIterable<UserEntry & { readonly value: User }>;
}

/** The parameters of `user-team:{team}:{id}`. */
export interface UserByTeamParams {
  readonly team: "red" | "blue";
  readonly id: string;
}

/** The leading parameters of `user-team:{team}:{id}` that a list may filter by. */
export interface UserByTeamPrefix {
  readonly team?: UserByTeamParams["team"];
  readonly id?: NotALeadingParameter;
}

/** Finds {@link User} by `user-team:{team}:{id}`, as far as KV already shows it. */
export interface UserByTeam {
  /** Builds the key of a pointer. */
  key(params: UserByTeamParams): string;
  /** Reads the value of the record that has this pointer; `null` if there is none. */
  get(params: UserByTeamParams, options?: GetOptions): Promise<User | null>;
  /** Reads the whole record, with the parameters of its key; `null` if there is none. */
  find(
    params: UserByTeamParams,
    options?: GetOptions,
  ): Promise<{ params: UserParams; value: User; metadata: UserMetadata } | null>;
  /**
   * Finds records with their values, in the order of the pointers' keys, over all pages, 100
   * records at a time.
   */
  list(
    params?: UserByTeamPrefix,
    options?: GetOptions,
  ): AsyncIterable<UserEntry & { readonly value: User }>;
}

/** The parameters of `user-inviter:{team}:{invitedBy}:{id}`. */
export interface UserByTeamAndInviterParams {
  readonly team: "red" | "blue";
  readonly invitedBy: string;
  readonly id: string;
}

/** The leading parameters of `user-inviter:{team}:{invitedBy}:{id}` that a list may filter by. */
export type UserByTeamAndInviterPrefix =
  | { readonly team?: never; readonly invitedBy?: never; readonly id?: never }
  | {
      readonly team: UserByTeamAndInviterParams["team"];
      readonly invitedBy?: never;
      readonly id?: never;
    }
  | {
      readonly team: UserByTeamAndInviterParams["team"];
      readonly invitedBy: string;
      readonly id?: never;
    };

/** Finds {@link User} by `user-inviter:{team}:{invitedBy}:{id}`, as far as KV already shows it. */
export interface UserByTeamAndInviter {
  /** Builds the key of a pointer. */
  key(params: UserByTeamAndInviterParams): string;
  /** Reads the value of the record that has this pointer; `null` if there is none. */
  get(params: UserByTeamAndInviterParams, options?: GetOptions): Promise<User | null>;
  /** Reads the whole record, with the parameters of its key; `null` if there is none. */
  find(
    params: UserByTeamAndInviterParams,
    options?: GetOptions,
  ): Promise<{ params: UserParams; value: User; metadata: UserMetadata } | null>;
  /**
   * Finds records with their values, in the order of the pointers' keys, over all pages, 100
   * records at a time.
   */
  list(
    params?: UserByTeamAndInviterPrefix,
    options?: GetOptions,
  ): AsyncIterable<UserEntry & { readonly value: User }>;
}

/**
 * Reads and writes `user:{id}`. Records expire after 30 days, or after a `ttl` of 1 minute to 90
 * days.
 */
export interface UserCollection {
  /** Builds a key. */
  key(params: UserParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): UserParams | null;
  /** Reads a value; `null` if the key is missing. */
  get(params: UserParams, options?: GetOptions): Promise<User | null>;
  /** Reads a value with its metadata; `null` if the key is missing. */
  getWithMetadata(
    params: UserParams,
    options?: GetOptions,
  ): Promise<{ value: User; metadata: UserMetadata } | null>;
  /** Whether there is such a record. Its value is not read. */
  has(params: UserParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; `null` for each missing key.
   */
  getMany(params: readonly UserParams[], options?: GetOptions): Promise<readonly (User | null)[]>;
  /** Reads values with their metadata, as `getMany` does; `null` for each missing key. */
  getManyWithMetadata(
    params: readonly UserParams[],
    options?: GetOptions,
  ): Promise<readonly ({ value: User; metadata: UserMetadata } | null)[]>;
  /** Replaces the whole record: value, metadata and expiration. Its pointers go with it. */
  put<Asked extends Ttl>(
    params: UserParams,
    value: User,
    options: { metadata: UserMetadata; ttl?: Ttl1MinuteTo90Days<Asked> },
  ): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(
    records: readonly { params: UserParams; value: User; metadata: UserMetadata; ttl?: Ttl }[],
  ): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. Writes nothing and returns `null`
   * if the key is missing.
   */
  update<Asked extends Ttl>(
    params: UserParams,
    change: (value: User) => User | Promise<User>,
    options?: { metadata?: UserMetadata; ttl?: Ttl1MinuteTo90Days<Asked> },
  ): Promise<User | null>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch<Asked extends Ttl>(
    params: UserParams,
    options?: { ttl?: Ttl1MinuteTo90Days<Asked> },
  ): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: UserParams): Promise<void>;
  /** Finds all records, over all pages, in the order of keys. No value is read. */
  list(): AsyncIterable<UserEntry>;
  /** Finds only keys, as `list` does. */
  keys(): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<UserEntry & { readonly value: User }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(): Promise<UserEntry | null>;
  /** Counts records. All their keys are read. */
  count(): Promise<number>;
  /** Finds one page of all records, and the cursor of the next page; `null` after the last. */
  page(
    params?: Record<string, never>,
    options?: PageOptions,
  ): Promise<{ entries: readonly UserEntry[]; cursor: string | null }>;
  /** Removes all records, and returns how many there were. */
  deleteAll(): Promise<number>;
  /** Finds records by `user-email:{email}`. */
  readonly byEmail: UserByEmail2;
  /** Finds records by `user-score:{score}:{id}`. */
  readonly byScore: UserByScore;
  /** Finds records by `user-team:{team}:{id}`. */
  readonly byTeam: UserByTeam;
  /** Finds records by `user-inviter:{team}:{invitedBy}:{id}`. */
  readonly byTeamAndInviter: UserByTeamAndInviter;
  /**
   * Writes missing pointers and removes those that lead nowhere, one page of keys at a time: call
   * it again with the `cursor` until it is `null`.
   */
  repairPointers(options?: RepairOptions): Promise<PointerRepair>;
}

/** Stored as JSON under `mail:{class}:{day}`. */
export interface UserByEmail {
  readonly default: string;
  readonly price: number;
}

/** {@link UserByEmail} as a `put` accepts it: parts with a default may be left out. */
export interface UserByEmailInput {
  readonly default?: string | undefined;
  readonly price: number;
}

/** The parameters of `mail:{class}:{day}`. */
export interface UserByEmailParams {
  readonly class: string;
  readonly day: Date;
}

/** The leading parameters of `mail:{class}:{day}` that a list may filter by. */
export type UserByEmailPrefix =
  | { readonly class?: never; readonly day?: never }
  | { readonly class: string; readonly day?: Range<Date> };

/** {@link UserByEmail} as a list returns it: without its value. */
export interface UserByEmailEntry extends ListEntry<UserByEmailParams> {}

/** The parameters of `mail-day:{day}`. */
export interface UserByEmailByDayParams {
  readonly day: Date;
}

/** The leading parameters of `mail-day:{day}` that a list may filter by. */
export interface UserByEmailByDayPrefix {
  readonly day?: Range<Date>;
}

/** Finds {@link UserByEmail} by `mail-day:{day}`, as far as KV already shows it. */
export interface UserByEmailByDay {
  /** Builds the key of a pointer. */
  key(params: UserByEmailByDayParams): string;
  /** Reads the value of the record that has this pointer; `null` if there is none. */
  get(params: UserByEmailByDayParams, options?: GetOptions): Promise<UserByEmail | null>;
  /** Reads the whole record, with the parameters of its key; `null` if there is none. */
  find(
    params: UserByEmailByDayParams,
    options?: GetOptions,
  ): Promise<{ params: UserByEmailParams; value: UserByEmail } | null>;
  /**
   * Finds records with their values, in the order of the pointers' keys, over all pages, 100
   * records at a time.
   */
  list(
    params?: UserByEmailByDayPrefix,
    options?: GetOptions,
  ): AsyncIterable<UserByEmailEntry & { readonly value: UserByEmail }>;
}

/** The parameters of `mail-default:{default}`. */
export interface UserByEmailByDefaultParams {
  readonly default: string;
}

/** Finds {@link UserByEmail} by `mail-default:{default}`, as far as KV already shows it. */
export interface UserByEmailByDefault {
  /** Builds the key of a pointer. */
  key(params: UserByEmailByDefaultParams): string;
  /** Reads the value of the record that has this pointer; `null` if there is none. */
  get(params: UserByEmailByDefaultParams, options?: GetOptions): Promise<UserByEmail | null>;
  /** Reads the whole record, with the parameters of its key; `null` if there is none. */
  find(
    params: UserByEmailByDefaultParams,
    options?: GetOptions,
  ): Promise<{ params: UserByEmailParams; value: UserByEmail } | null>;
  /**
   * Finds records with their values, in the order of the pointers' keys, over all pages, 100
   * records at a time.
   */
  list(
    params?: Record<string, never>,
    options?: GetOptions,
  ): AsyncIterable<UserByEmailEntry & { readonly value: UserByEmail }>;
}

/**
 * Reads and writes `mail:{class}:{day}`. Records expire after 1 day, or after a `ttl` of 1 minute
 * to 7 days.
 */
export interface UserByEmailCollection {
  /** Builds a key. */
  key(params: UserByEmailParams): string;
  /** Parses a key; `null` for a key that is not of this collection. */
  parse(key: string): UserByEmailParams | null;
  /** Reads a value; the fallback if the key is missing. */
  get(params: UserByEmailParams, options?: GetOptions): Promise<UserByEmail>;
  /** Whether there is such a record. Its value is not read. */
  has(params: UserByEmailParams, options?: GetOptions): Promise<boolean>;
  /**
   * Reads values in the order of `params`, 100 keys in one operation; the fallback for each missing
   * key.
   */
  getMany(
    params: readonly UserByEmailParams[],
    options?: GetOptions,
  ): Promise<readonly UserByEmail[]>;
  /** Replaces the whole record: value, metadata and expiration. Its pointers go with it. */
  put<Asked extends Ttl>(
    params: UserByEmailParams,
    value: UserByEmailInput,
    options?: { ttl?: Ttl1MinuteTo7Days<Asked> },
  ): Promise<void>;
  /** Writes many records, several at a time. All are checked before the first is written. */
  putMany(
    records: readonly { params: UserByEmailParams; value: UserByEmailInput; ttl?: Ttl }[],
  ): Promise<void>;
  /**
   * Changes a value, and by default keeps the rest of the record. A missing key starts from the
   * fallback.
   */
  update<Asked extends Ttl>(
    params: UserByEmailParams,
    change: (value: UserByEmail) => UserByEmailInput | Promise<UserByEmailInput>,
    options?: { ttl?: Ttl1MinuteTo7Days<Asked> },
  ): Promise<UserByEmail>;
  /**
   * Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing.
   * It reads and writes the record: a write or a `delete` that it does not see yet is undone.
   */
  touch<Asked extends Ttl>(
    params: UserByEmailParams,
    options?: { ttl?: Ttl1MinuteTo7Days<Asked> },
  ): Promise<boolean>;
  /** Removes a record. A missing key is not an error. */
  delete(params: UserByEmailParams): Promise<void>;
  /**
   * Finds records by leading parameters, over all pages, in the order of keys. No value is read.
   */
  list(params?: UserByEmailPrefix): AsyncIterable<UserByEmailEntry>;
  /** Finds only keys, as `list` does. */
  keys(params?: UserByEmailPrefix): AsyncIterable<string>;
  /** Finds records with their values, 100 values in one operation. */
  entries(
    params?: UserByEmailPrefix,
    options?: GetOptions,
  ): AsyncIterable<UserByEmailEntry & { readonly value: UserByEmail }>;
  /** Finds the first record in the order of keys; `null` if there is none. */
  first(params?: UserByEmailPrefix): Promise<UserByEmailEntry | null>;
  /** Counts records. All their keys are read. */
  count(params?: UserByEmailPrefix): Promise<number>;
  /**
   * Finds one page of records by leading parameters, and the cursor of the next page; `null` after
   * the last.
   */
  page(
    params?: UserByEmailPrefix,
    options?: PageOptions,
  ): Promise<{ entries: readonly UserByEmailEntry[]; cursor: string | null }>;
  /** Removes records by leading parameters, `{}` for all, and returns how many there were. */
  deleteAll(params: UserByEmailPrefix): Promise<number>;
  /** Finds records by `mail-day:{day}`. */
  readonly byDay: UserByEmailByDay;
  /** Finds records by `mail-default:{default}`. */
  readonly byDefault: UserByEmailByDefault;
  /**
   * Writes missing pointers and removes those that lead nowhere, one page of keys at a time: call
   * it again with the `cursor` until it is `null`.
   */
  repairPointers(options?: RepairOptions): Promise<PointerRepair>;
}

/** The collections of `APP`. */
export interface AppNamespace {
  /** Records under `order:{id}:{customer}`. */
  readonly order: OrderCollection;
  /** Records under `user:{id}`. */
  readonly user: UserCollection;
  /** Records under `mail:{class}:{day}`. */
  readonly userByEmail: UserByEmailCollection;
}

/** All collections, by binding. */
export interface Keyloom {
  readonly APP: AppNamespace;
}

/** Binds the collections to the namespaces of one request's `env`. */
export function keyloom(env: Env): Keyloom {
  return {
    APP: {
      order: pointed(env.APP, orderSpec),
      user: pointed(env.APP, userSpec),
      userByEmail: pointed(env.APP, userByEmailSpec),
    },
  };
}

const UUID =
  /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/;
const SPECIAL = /[%:]/g;
const EMAIL =
  /^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$/;

function checkOrder(input: unknown, issues: Issue[]): Order {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { customer, shipping, total } = input;
  let customerOutput: unknown;
  if (!isRecord(customer)) {
    wrongType(issues, ["customer"], "an object", customer);
  } else {
    const { id, class: class2 } = customer;
    if (typeof id !== "string") {
      wrongType(issues, ["customer", "id"], "a string", id);
    } else if (!UUID.test(id)) {
      addIssue(issues, "invalid_format", ["customer", "id"], "not a valid uuid");
    }
    if (class2 !== null && class2 !== "a" && class2 !== "b") {
      wrongValue(issues, ["customer", "class"], ["a", "b"]);
    }
    customerOutput = { id, class: class2 };
  }
  let shippingOutput: unknown = shipping;
  if (shipping !== undefined) {
    if (!isRecord(shipping)) {
      wrongType(issues, ["shipping"], "an object", shipping);
    } else {
      const { parcel } = shipping;
      let parcelOutput: unknown = parcel;
      if (parcel !== null) {
        if (!isRecord(parcel)) {
          wrongType(issues, ["shipping", "parcel"], "an object", parcel);
        } else {
          const { code } = parcel;
          if (typeof code !== "string") {
            wrongType(issues, ["shipping", "parcel", "code"], "a string", code);
          } else if (isLongerThan(code, 30)) {
            addIssue(
              issues,
              "too_big",
              ["shipping", "parcel", "code"],
              "expected at most 30 characters",
            );
          }
          parcelOutput = { code };
        }
      }
      shippingOutput = { parcel: parcelOutput };
    }
  }
  if (typeof total !== "number" || !Number.isSafeInteger(total)) {
    notInteger(issues, ["total"], total);
  } else {
    if (total < 0) addIssue(issues, "too_small", ["total"], "expected a number from 0");
    if (total > 99999) addIssue(issues, "too_big", ["total"], "expected a number up to 99999");
  }
  const output: Record<string, unknown> = { customer: customerOutput };
  if ("shipping" in input) output["shipping"] = shippingOutput;
  output["total"] = total;
  return output as unknown as Order;
}

const orderSpec: PointedSpec<
  OrderParams,
  Order,
  undefined,
  { byClass: OrderByClassParams; byCustomer: OrderByCustomerParams; byParcel: OrderByParcelParams }
> = {
  key: {
    name: "APP.order",
    parts: ["order:", textParam("id", SPECIAL), ":", textParam("customer", SPECIAL, 20)],
    pattern: /^order:([^:]+):([^:]+)$/su,
    decode: [decodeText, decodeText],
  },
  codec: json,
  value: checkOrder,
  ttl: defaultTtl(2592000, 60, 2147483647),
  pointers: {
    byClass: {
      key: {
        name: "APP.order.byClass",
        parts: [
          "order-class:",
          enumParam("customerClass", "a", "b"),
          ":",
          textParam("id", SPECIAL),
          ":",
          textParam("customer", SPECIAL, 20),
        ],
        pattern: /^order-class:(a|b):([^:]+):([^:]+)$/su,
        decode: [asGiven, decodeText, decodeText],
      },
      by({ id, customer: customer2 }, { customer }) {
        if (customer.class == null) return null;
        return { customerClass: customer.class, id, customer: customer2 };
      },
    },
    byCustomer: {
      key: {
        name: "APP.order.byCustomer",
        parts: [
          "order-customer:",
          uuidParam("customerId", UUID),
          ":",
          integerParam("total", 5, 0, 99999),
          ":",
          textParam("id", SPECIAL),
          ":",
          textParam("customer", SPECIAL, 20),
        ],
        pattern:
          /^order-customer:([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}):(\d{5}):([^:]+):([^:]+)$/su,
        decode: [asGiven, Number, decodeText, decodeText],
        range: keyRange,
      },
      by: ({ id, customer: customer2 }, { customer, total }) => ({
        customerId: customer.id,
        total,
        id,
        customer: customer2,
      }),
    },
    byParcel: {
      key: {
        name: "APP.order.byParcel",
        parts: ["order-parcel:", textParam("shippingParcelCode", SPECIAL, 30)],
        pattern: /^order-parcel:([^:]+)$/su,
        decode: [decodeText],
      },
      by(_, { shipping }) {
        if (shipping?.parcel?.code == null) return null;
        return { shippingParcelCode: shipping.parcel.code };
      },
      exclusive: true,
    },
  },
};

function checkUser(input: unknown, issues: Issue[]): User {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { email, team, score, invitedBy } = input;
  let emailOutput: unknown = email;
  if (typeof email !== "string") {
    wrongType(issues, ["email"], "a string", email);
  } else {
    if (!EMAIL.test(email)) addIssue(issues, "invalid_format", ["email"], "not a valid email");
    const emailText = email.toLowerCase();
    if (isLongerThan(emailText, 200)) {
      addIssue(issues, "too_big", ["email"], "expected at most 200 characters");
    }
    emailOutput = emailText;
  }
  if (team !== undefined && team !== "red" && team !== "blue") {
    wrongValue(issues, ["team"], ["red", "blue"]);
  }
  if (typeof score !== "number" || !Number.isSafeInteger(score)) {
    notInteger(issues, ["score"], score);
  } else {
    if (score < 0) addIssue(issues, "too_small", ["score"], "expected a number from 0");
    if (score > 9999) addIssue(issues, "too_big", ["score"], "expected a number up to 9999");
  }
  if (invitedBy !== null) {
    if (typeof invitedBy !== "string") {
      wrongType(issues, ["invitedBy"], "a string", invitedBy);
    } else if (!UUID.test(invitedBy)) {
      addIssue(issues, "invalid_format", ["invitedBy"], "not a valid uuid");
    }
  }
  const output: Record<string, unknown> = { email: emailOutput };
  if ("team" in input) output["team"] = team;
  output["score"] = score;
  output["invitedBy"] = invitedBy;
  return output as unknown as User;
}

function checkUserMetadata(input: unknown, issues: Issue[]): UserMetadata {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { name } = input;
  if (typeof name !== "string") {
    wrongType(issues, ["name"], "a string", name);
  } else if (isLongerThan(name, 40)) {
    addIssue(issues, "too_big", ["name"], "expected at most 40 characters");
  }
  return { name } as UserMetadata;
}

const userSpec: PointedSpec<
  UserParams,
  User,
  UserMetadata,
  {
    byEmail: UserByEmail2Params;
    byScore: UserByScoreParams;
    byTeam: UserByTeamParams;
    byTeamAndInviter: UserByTeamAndInviterParams;
  }
> = {
  key: {
    name: "APP.user",
    parts: ["user:", uuidParam("id", UUID)],
    pattern: /^user:([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/su,
    decode: [asGiven],
  },
  codec: json,
  value: checkUser,
  metadata: checkUserMetadata,
  ttl: defaultTtl(2592000, 60, 7776000),
  pointers: {
    byEmail: {
      key: {
        name: "APP.user.byEmail",
        parts: [
          "user-email:",
          {
            name: "email",
            check: (input, issues) => keyText(input, issues, "email"),
            encode: (value: string) => encodeText(value.toLowerCase(), SPECIAL),
          },
        ],
        pattern: /^user-email:([^:]+)$/su,
        decode: [decodeText],
      },
      by: (_, { email }) => ({ email }),
      exclusive: true,
    },
    byScore: {
      key: {
        name: "APP.user.byScore",
        parts: ["user-score:", integerParam("score", 4, 0, 9999), ":", uuidParam("id", UUID)],
        pattern: /^user-score:(\d{4}):([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/su,
        decode: [Number, asGiven],
        range: keyRange,
      },
      by: ({ id }, { score }) => ({ score, id }),
    },
    byTeam: {
      key: {
        name: "APP.user.byTeam",
        parts: ["user-team:", enumParam("team", "red", "blue"), ":", uuidParam("id", UUID)],
        pattern: /^user-team:(red|blue):([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/su,
        decode: [asGiven, asGiven],
      },
      by({ id }, { team }) {
        if (team == null) return null;
        return { team, id };
      },
    },
    byTeamAndInviter: {
      key: {
        name: "APP.user.byTeamAndInviter",
        parts: [
          "user-inviter:",
          enumParam("team", "red", "blue"),
          ":",
          uuidParam("invitedBy", UUID),
          ":",
          uuidParam("id", UUID),
        ],
        pattern:
          /^user-inviter:(red|blue):([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}):([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/su,
        decode: [asGiven, asGiven, asGiven],
      },
      by({ id }, { team, invitedBy }) {
        if (team == null) return null;
        if (invitedBy == null) return null;
        return { team, invitedBy, id };
      },
    },
  },
};

function checkUserByEmail(input: unknown, issues: Issue[]): UserByEmail {
  let output: unknown;
  if (!isRecord(input)) {
    wrongType(issues, [], "an object", input);
  } else {
    const { default: default2 = "b", price } = input;
    if (typeof default2 !== "string") {
      wrongType(issues, ["default"], "a string", default2);
    } else if (isLongerThan(default2, 20)) {
      addIssue(issues, "too_big", ["default"], "expected at most 20 characters");
    }
    if (!Number.isFinite(price)) wrongType(issues, ["price"], "a number", price);
    output = { default: default2, price };
  }
  const inputFrozen = frozen(output, input);
  return inputFrozen as UserByEmail;
}

const userByEmailSpec: PointedSpec<
  UserByEmailParams,
  UserByEmail,
  undefined,
  { byDay: UserByEmailByDayParams; byDefault: UserByEmailByDefaultParams },
  UserByEmail
> = {
  key: {
    name: "APP.userByEmail",
    parts: ["mail:", textParam("class", SPECIAL, 20), ":", dateParam("day")],
    pattern: /^mail:([^:]+):(\d{8}T\d{6}\.\d{3}Z)$/su,
    decode: [decodeText, decodeDate],
    range: keyRange,
  },
  codec: json,
  value: checkUserByEmail,
  ttl: defaultTtl(86400, 60, 604800),
  fallback: () => ({ default: "a", price: 1 }),
  pointers: {
    byDay: {
      key: {
        name: "APP.userByEmail.byDay",
        parts: ["mail-day:", dateParam("day")],
        pattern: /^mail-day:(\d{8}T\d{6}\.\d{3}Z)$/su,
        decode: [decodeDate],
        range: keyRange,
      },
      by: ({ day }) => ({ day }),
      exclusive: true,
    },
    byDefault: {
      key: {
        name: "APP.userByEmail.byDefault",
        parts: ["mail-default:", textParam("default", SPECIAL, 20)],
        pattern: /^mail-default:([^:]+)$/su,
        decode: [decodeText],
      },
      by: (_, { default: default2 }) => ({ default: default2 }),
    },
  },
};
