import { isRecord } from "../../src/runtime/issue.ts";
import { codecText, plainCodec } from "../codec.ts";
import type { CollectionDefinition } from "../define.ts";
import { IDENTIFIER } from "../identifier.ts";
import type { PlainCodec, ValueCodec } from "../model.ts";
import type { DefinitionProblem, Fault } from "../problem.ts";
import type { TypeModel } from "../type/model.ts";
import { storedForm } from "../type/writing.ts";

const PLAIN: readonly unknown[] = ["json", "text", "bytes", "stream"] satisfies PlainCodec[];

/** The type of values that no zod type describes. */
export const TYPES_OF_BYTES = {
  bytes: { kind: "bytes" },
  stream: { kind: "stream" },
} as const satisfies Partial<Record<PlainCodec, TypeModel>>;

/** Compiles the codec of a collection; an invalid one is a problem, and the innermost codec takes its place. */
export function compileCodec(codec: unknown, problems: DefinitionProblem[]): ValueCodec {
  const fault = codecFault(codec);
  if (fault === undefined) return codec as ValueCodec;
  problems.push({ rule: "codec-invalid", path: ["codec"], ...fault });
  return innermost(codec);
}

function innermost(codec: unknown): PlainCodec {
  if (isRecord(codec)) return innermost(codec["of"]);
  return PLAIN.includes(codec) ? (codec as PlainCodec) : "json";
}

function codecFault(codec: unknown): Fault | undefined {
  if (PLAIN.includes(codec)) return undefined;
  const { kind, of, secret } = isRecord(codec) ? codec : {};
  if (kind === "gzip") {
    if (PLAIN.includes(of)) return undefined;
    return {
      message: "`gzip` compresses plain values, not the output of another codec",
      help: 'Write `gzip("json")`; to seal as well, `sealed(gzip("json"), { secret: … })`: sealed data does not get smaller.',
    };
  }
  if (kind !== "sealed") {
    return {
      message: "there is no such codec",
      help: 'Use "json", "text", "bytes", "stream", or one of them in `gzip` or `sealed`.',
    };
  }
  if (typeof secret !== "string" || !IDENTIFIER.test(secret)) {
    return {
      message: "`sealed` needs the name of the Worker's secret that holds its keys",
      help: 'Write `sealed("json", { secret: "SESSION_KEYS" })`.',
    };
  }
  const inner = isRecord(of) && of["kind"] === "gzip" ? of["of"] : of;
  if (inner === "stream") {
    return {
      message: "a stream cannot be sealed: nothing in it could be trusted before its end",
      help: 'Use "bytes", which are read as a whole.',
    };
  }
  if (PLAIN.includes(inner)) return undefined;
  return {
    message: "`sealed` takes plain values, or the output of `gzip`",
    help: 'Write `sealed("json", { secret: … })` or `sealed(gzip("json"), { secret: … })`.',
  };
}

/** Whether all values of a type are strings. */
function isText(type: TypeModel): boolean {
  switch (type.kind) {
    case "string":
      return true;
    case "literal":
    case "enum":
      return type.values.every((value) => typeof value === "string");
    case "union":
      return type.options.map(storedForm).every(isText);
    case "readonly":
      return isText(storedForm(type.inner));
    default:
      return false;
  }
}

/** Adds a problem for each option that a codec cannot use, and for a value that it cannot store. */
export function checkCodec(
  codec: ValueCodec,
  { value, fallback, onInvalid }: CollectionDefinition["options"],
  type: TypeModel,
  problems: DefinitionProblem[],
): void {
  const add = (option: string, message: string, help: string) =>
    problems.push({ rule: "codec-mismatch", path: [option], message, help });
  const written = `the codec \`${codecText(codec)}\``;
  const plain = plainCodec(codec);
  if (plain === "text" && !isText(storedForm(type))) {
    const message = `${written} stores strings, but the value is of type \`${type.kind}\``;
    add("codec", message, "Leave `codec` out, which stores JSON, or make the value a string type.");
  }
  if (plain !== "bytes" && plain !== "stream") return;
  if (value !== undefined) {
    const message = `${written} stores bytes, which have no zod type`;
    add("value", message, "Leave `value` out, or use another codec.");
  }
  if (fallback !== undefined) {
    const message = `${written} stores bytes, which a schema cannot contain`;
    add("fallback", message, "Leave `fallback` out: a read of a missing key returns `null`.");
  }
  if (plain === "stream" && isRecord(onInvalid)) {
    const message = "a stream is never held as a whole, so a function has nothing to repair";
    add("onInvalid", message, 'Leave `onInvalid` out, or use the codec "bytes".');
  }
}
