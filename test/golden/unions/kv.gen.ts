// Made from keyloom.schema.ts by `keyloom generate`. Change that file and run the command again.
// biome-ignore-all format lint assist: made by a program
/* eslint-disable */
/* eslint max-lines: ["warn", 4] -- so there is always something to disable */

import {
  addIssue,
  asGiven,
  type CollectionSpec,
  firstMatch,
  fixedTtl,
  type GetOptions,
  isLongerThan,
  isRecord,
  isShorterThan,
  type Issue,
  json,
  type KVNamespace,
  ListedCollection,
  noMatch,
  type PageOptions,
  prefixIssues,
  uuidParam,
  wrongTag,
  wrongType,
  wrongValue,
} from "keyloom/runtime";

/** The KV bindings of the Worker. */
export interface Env {
  /** The namespace `payments-{stage}`. */
  readonly PAYMENTS: KVNamespace;
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

/** Stored as JSON under `payment:{id}`. */
export type Payment =
  | {
      type: "card";
      last4: string;
    }
  | {
      type: "sepa" | "wire";
      iban: string;
    };

/** The parameters of `payment:{id}`. */
export interface PaymentParams {
  readonly id: string;
}

/** {@link Payment} as a list returns it: without its value. */
export interface PaymentEntry extends ListEntry<PaymentParams> {}

/** Reads and writes `payment:{id}`. Records expire after 90 days. */
export interface PaymentCollection extends Methods<PaymentParams, Payment, PaymentEntry> {}

/** Stored as JSON under `refund:{id}`. */
export interface Refund {
  reason: "late" | "broken" | number | null;
  contact:
    | string
    | {
        street: string;
      };
  way:
    | {
        type: "card";
        last4: string;
      }
    | {
        type: "sepa" | "wire";
        iban: string;
      }
    | {
        type?: "cash" | undefined;
        branch: string;
      };
  steps: (
    | string
    | {
        at: string;
      }
  )[];
}

/** The parameters of `refund:{id}`. */
export interface RefundParams {
  readonly id: string;
}

/** {@link Refund} as a list returns it: without its value. */
export interface RefundEntry extends ListEntry<RefundParams> {}

/** Reads and writes `refund:{id}`. Records expire after 90 days. */
export interface RefundCollection extends Methods<RefundParams, Refund, RefundEntry> {}

/** The collections of `PAYMENTS`. */
export interface PaymentsNamespace {
  /** Records under `payment:{id}`. */
  readonly payment: PaymentCollection;
  /** Records under `refund:{id}`. */
  readonly refund: RefundCollection;
}

/** All collections, by binding. */
export interface Keyloom {
  readonly PAYMENTS: PaymentsNamespace;
}

/** Binds the collections to the namespaces of one request's `env`. */
export function keyloom(env: Env): Keyloom {
  return {
    PAYMENTS: {
      payment: new ListedCollection(env.PAYMENTS, paymentSpec),
      refund: new ListedCollection(env.PAYMENTS, refundSpec),
    },
  };
}

const IBAN_PATTERN = /^[A-Z]{2}\d{2}[A-Z0-9]{1,30}$/;
const UUID =
  /^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|00000000-0000-0000-0000-000000000000|ffffffff-ffff-ffff-ffff-ffffffffffff)$/;
const EMAIL =
  /^(?:[A-Za-z0-9_'+\-]+\.)*[A-Za-z0-9_'+\-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$/;
const E164 = /^\+[1-9]\d{6,14}$/;
const DATETIME =
  /^(?:(?:\d\d[2468][048]|\d\d[13579][26]|\d\d0[48]|[02468][048]00|[13579][26]00)-02-29|\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|(?:02)-(?:0[1-9]|1\d|2[0-8])))T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z))$/;

function checkPayment(input: unknown, issues: Issue[]): Payment {
  let output: unknown;
  if (!isRecord(input)) {
    wrongType(issues, [], "an object", input);
  } else if (input["type"] === "card") {
    output = checkPaymentCard(input, issues);
  } else if (input["type"] === "sepa" || input["type"] === "wire") {
    output = checkPaymentSepa(input, issues);
  } else {
    wrongTag(issues, ["type"], ["card", "sepa", "wire"]);
  }
  return output as Payment;
}

function checkPaymentCard(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { type, last4 } = input;
  if (type !== "card") wrongValue(issues, ["type"], ["card"]);
  if (typeof last4 !== "string") {
    wrongType(issues, ["last4"], "a string", last4);
  } else {
    if (isShorterThan(last4, 4)) addIssue(issues, "too_small", ["last4"], "expected 4 characters");
    if (isLongerThan(last4, 4)) addIssue(issues, "too_big", ["last4"], "expected 4 characters");
  }
  return { type, last4 };
}

function checkPaymentSepa(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { type, iban } = input;
  if (type !== "sepa" && type !== "wire") wrongValue(issues, ["type"], ["sepa", "wire"]);
  if (typeof iban !== "string") {
    wrongType(issues, ["iban"], "a string", iban);
  } else if (!IBAN_PATTERN.test(iban)) {
    addIssue(
      issues,
      "invalid_format",
      ["iban"],
      "expected a text like /^[A-Z]{2}\\d{2}[A-Z0-9]{1,30}$/",
    );
  }
  return { type, iban };
}

const paymentSpec: CollectionSpec<PaymentParams, Payment, undefined> = {
  key: {
    name: "PAYMENTS.payment",
    parts: ["payment:", uuidParam("id", UUID)],
    pattern: /^payment:([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/su,
    decode: [asGiven],
  },
  codec: json,
  value: checkPayment,
  ttl: fixedTtl(7776000),
};

function checkRefund(input: unknown, issues: Issue[]): Refund {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { reason, contact, way, steps } = input;
  if (reason !== "late" && reason !== "broken" && !Number.isFinite(reason) && reason !== null) {
    noMatch(issues, ["reason"], reason);
  }
  const contactOutput = firstMatch(
    contact,
    issues,
    ["contact"],
    [checkRefundContactString, checkRefundContactString2, checkRefundContactObject],
  );
  let wayOutput: unknown;
  if (!isRecord(way)) {
    wrongType(issues, ["way"], "an object", way);
  } else if (way["type"] === "card") {
    const issuesBefore = issues.length;
    wayOutput = checkRefundWayCard(way, issues);
    if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, ["way"]);
  } else if (way["type"] === "sepa" || way["type"] === "wire") {
    const issuesBefore = issues.length;
    wayOutput = checkRefundWaySepa(way, issues);
    if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, ["way"]);
  } else if (way["type"] === "cash" || way["type"] === undefined) {
    const issuesBefore = issues.length;
    wayOutput = checkRefundWayCash(way, issues);
    if (issues.length > issuesBefore) prefixIssues(issues, issuesBefore, ["way"]);
  } else {
    wrongTag(issues, ["way", "type"], ["card", "sepa", "wire", "cash", undefined]);
  }
  const stepsOutput: unknown[] = [];
  if (!Array.isArray(steps)) {
    wrongType(issues, ["steps"], "an array", steps);
  } else {
    if (steps.length < 1) addIssue(issues, "too_small", ["steps"], "expected at least 1 item");
    for (let i = 0; i < steps.length; i++) {
      const step: unknown = steps[i];
      const stepOutput = firstMatch(
        step,
        issues,
        ["steps", i],
        [checkRefundStepsString, checkRefundStepsObject],
      );
      stepsOutput.push(stepOutput);
    }
  }
  return { reason, contact: contactOutput, way: wayOutput, steps: stepsOutput } as Refund;
}

function checkRefundContactString(input: unknown, issues: Issue[]): unknown {
  if (typeof input !== "string") wrongType(issues, [], "a string", input);
  else if (!EMAIL.test(input)) addIssue(issues, "invalid_format", [], "not a valid email");
  return input;
}

function checkRefundContactString2(input: unknown, issues: Issue[]): unknown {
  if (typeof input !== "string") wrongType(issues, [], "a string", input);
  else if (!E164.test(input)) addIssue(issues, "invalid_format", [], "not a valid e164");
  return input;
}

function checkRefundContactObject(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { street } = input;
  if (typeof street !== "string") wrongType(issues, ["street"], "a string", street);
  return { street };
}

function checkRefundWayCard(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { type, last4 } = input;
  if (type !== "card") wrongValue(issues, ["type"], ["card"]);
  if (typeof last4 !== "string") {
    wrongType(issues, ["last4"], "a string", last4);
  } else {
    if (isShorterThan(last4, 4)) addIssue(issues, "too_small", ["last4"], "expected 4 characters");
    if (isLongerThan(last4, 4)) addIssue(issues, "too_big", ["last4"], "expected 4 characters");
  }
  return { type, last4 };
}

function checkRefundWaySepa(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { type, iban } = input;
  if (type !== "sepa" && type !== "wire") wrongValue(issues, ["type"], ["sepa", "wire"]);
  if (typeof iban !== "string") {
    wrongType(issues, ["iban"], "a string", iban);
  } else if (!IBAN_PATTERN.test(iban)) {
    addIssue(
      issues,
      "invalid_format",
      ["iban"],
      "expected a text like /^[A-Z]{2}\\d{2}[A-Z0-9]{1,30}$/",
    );
  }
  return { type, iban };
}

function checkRefundWayCash(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { type, branch } = input;
  if (type !== undefined && type !== "cash") wrongValue(issues, ["type"], ["cash"]);
  if (typeof branch !== "string") wrongType(issues, ["branch"], "a string", branch);
  const output: Record<string, unknown> = {};
  if ("type" in input) output["type"] = type;
  output["branch"] = branch;
  return output;
}

function checkRefundStepsString(input: unknown, issues: Issue[]): unknown {
  if (typeof input !== "string") wrongType(issues, [], "a string", input);
  return input;
}

function checkRefundStepsObject(input: unknown, issues: Issue[]): unknown {
  if (!isRecord(input)) return wrongType(issues, [], "an object", input);
  const { at } = input;
  if (typeof at !== "string") wrongType(issues, ["at"], "a string", at);
  else if (!DATETIME.test(at)) addIssue(issues, "invalid_format", ["at"], "not a valid datetime");
  return { at };
}

const refundSpec: CollectionSpec<RefundParams, Refund, undefined> = {
  key: {
    name: "PAYMENTS.refund",
    parts: ["refund:", uuidParam("id", UUID)],
    pattern: /^refund:([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$/su,
    decode: [asGiven],
  },
  codec: json,
  value: checkRefund,
  ttl: fixedTtl(7776000),
};
