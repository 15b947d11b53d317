import { durationToSeconds } from "../../src/runtime/duration.ts";
import { isRecord } from "../../src/runtime/issue.ts";
import { METHODS } from "../method-names.ts";
import type { Kind } from "./kind.ts";

export const text: Kind = { expected: "a string", accepts: (value) => typeof value === "string" };
export const flag: Kind = { expected: "a boolean", accepts: (value) => typeof value === "boolean" };
export const object: Kind = { expected: "an object", accepts: isRecord };
export const zodType: Kind = { expected: "a zod 4 type", accepts: isZodType };
export const anything: Kind = { expected: "a value", accepts: () => true };
export const wholeNumber: Kind = {
  expected: "a whole number above 0",
  accepts: (value) => Number.isSafeInteger(value) && Number(value) > 0,
};
export const policy: Kind = {
  expected: "a policy made by `ttl`",
  accepts: (value) =>
    isRecord(value) &&
    ["none", "fixed", "default", "required", "optional", "field"].includes(String(value["policy"])),
};
export const seed: Kind = {
  expected: "a path or an array of records",
  accepts: (value) => typeof value === "string" || Array.isArray(value),
};
export const duration: Kind = {
  expected: "whole seconds or a duration",
  accepts: (value) => durationToSeconds(value) !== undefined,
};
export const cache: Kind = {
  expected: "an object with `stale` or `negative` (durations) or `jitter` (a number)",
  accepts: (value) =>
    isRecord(value) &&
    Object.entries(value).every(([name, part]) => {
      if (part === undefined) return true;
      if (name === "jitter") return typeof part === "number";
      return ["stale", "negative"].includes(name) && durationToSeconds(part) !== undefined;
    }),
};
export const onInvalid: Kind = {
  expected: '"throw", "missing", or an export of a module',
  accepts: (value) => value === "throw" || value === "missing" || isModuleExport(value),
};
export const upcasts: Kind = {
  expected: "an object with an export of a module for each version",
  accepts: (value) => isRecord(value) && Object.values(value).every(isModuleExport),
};
export const codec: Kind = {
  expected: '"json", "text", "bytes", "stream", or the result of `gzip` or `sealed`',
  // Its content has its own check.
  accepts: (value) =>
    ["json", "text", "bytes", "stream"].includes(value as string) ||
    (isRecord(value) && ["gzip", "sealed"].includes(String(value["kind"]))),
};
export const methods: Kind = {
  expected: `a list of methods: ${METHODS.join(", ")}`,
  accepts: (value) =>
    Array.isArray(value) && value.every((name) => (METHODS as readonly unknown[]).includes(name)),
};
export const names: Kind = {
  expected: "a name, or an array of names",
  accepts: (value) => [value].flat().every((name) => typeof name === "string"),
};
export const nameCase: Kind = oneOf(
  "camelCase",
  "kebab-case",
  "snake_case",
  "PascalCase",
  "CONSTANT_CASE",
);

export function oneOf(...values: readonly string[]): Kind {
  return {
    expected: `one of ${values.map((value) => JSON.stringify(value)).join(", ")}`,
    accepts: (value) => values.includes(value as string),
  };
}

function isModuleExport(value: unknown): boolean {
  return isRecord(value) && typeof value["from"] === "string" && typeof value["name"] === "string";
}

export function isZodType(value: unknown): boolean {
  return isRecord(value) && isRecord(value["_zod"]);
}
