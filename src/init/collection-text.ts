import { type Doc, list } from "../../codegen/text/doc.ts";
import { stringText } from "../../codegen/text/literal.ts";
import { printDoc } from "../../codegen/text/print-doc.ts";
import { escapeRegExp } from "../../schema/key-pattern.ts";
import { SECONDS_PER_UNIT } from "../runtime/duration.ts";
import { MAX_KEY_BYTES, RESERVED_KEYS } from "../runtime/limits.ts";
import { byteLength } from "../runtime/text.ts";
import type { CollectionPlan, ParamPlan, TtlPlan, ValuePlan } from "./collections/plan.ts";
import { commentLines } from "./comment-lines.ts";
import { shapeDoc, textsDoc } from "./shape/shape-doc.ts";
import type { Line } from "./source/access.ts";

/** At most so many places are named: for a name used all over the code, more of them say no more. */
const MAX_PLACES = 3;

/** A collection as lines of a schema file, with the places that use it, and what is left to a person. */
export function collectionLines(
  plan: CollectionPlan,
  level: number,
  pathOf: (file: string) => string,
): readonly string[] {
  const { name, key, params, metadata, ttl, places, todos } = plan;
  const paramDocs = params.map((each) => paramDoc(each, key));
  const optional = metadata?.isOptional ? ".optional()" : "";
  const properties: readonly (Doc | undefined)[] = [
    `key: ${stringText(key)}`,
    paramDocs.length === 0 ? undefined : ["params: ", list("{", paramDocs, "}")],
    ...valueDocs(plan.value),
    metadata && ["metadata: ", shapeDoc(metadata.shape, metadata.maxLength), optional],
    ["ttl: ", ttlText(ttl)],
  ];
  return [
    ...commentLines(placesText(places, pathOf), level),
    ...todos.flatMap((todo) => commentLines(`TODO: ${todo}`, level)),
    ...printDoc(`${name}: collection({`, level),
    ...properties.flatMap((property) => (property ? printDoc([property, ","], level + 1) : [])),
    ...printDoc("}),", level),
  ];
}

function placesText(places: readonly Line[], pathOf: (file: string) => string): string {
  const all = [...new Set(places.map(({ file, line }) => `${pathOf(file)}:${line}`))];
  const more = all.length - MAX_PLACES;
  const named = all.slice(0, MAX_PLACES).join(", ");
  return more > 0 ? `${named} and ${more} more` : named;
}

function paramDoc({ name, type, except }: ParamPlan, key: string): Doc {
  const text = except.length === 0 ? undefined : exceptText(except, key);
  switch (type.kind) {
    case "text":
      return `${name}: ${text ?? "z.string()"}`;
    case "rest":
      return `${name}: param.rest(${text ?? ""})`;
    case "boolean":
      return `${name}: z.boolean()`;
    case "enum":
      return [`${name}: `, textsDoc(type.values)];
  }
}

/** Any text except some, which are keys of other collections or keys that KV rejects. */
function exceptText(except: readonly string[], key: string): string {
  // In ASCII, as the definition check counts: a shorter bound could reject a key that is stored.
  const length = Math.max(1, MAX_KEY_BYTES - byteLength(key.replace(/\{[^}]*\}/g, "")));
  const others = except.filter((text) => !RESERVED_KEYS.includes(text)).map(escapeRegExp);
  const texts = [...others, ...(others.length < except.length ? ["\\.{1,2}"] : [])];
  const any = texts.length === 1 ? texts[0] : `(?:${texts.join("|")})`;
  return `z.string().regex(/^(?!${any}$).{1,${length}}$/)`;
}

function valueDocs(plan: ValuePlan): readonly Doc[] {
  switch (plan.codec) {
    case "json":
      return [["value: ", shapeDoc(plan.shape)]];
    case "text":
      return [
        ["value: ", plan.texts === undefined ? "z.string()" : textsDoc(plan.texts)],
        'codec: "text"',
      ];
    default:
      return [`codec: ${stringText(plan.codec)}`];
  }
}

function ttlText(plan: TtlPlan): string {
  switch (plan.policy) {
    case "none":
    case "optional":
      return `ttl.${plan.policy}(${stringText(plan.reason)})`;
    case "required": {
      const bounds = (["min", "max"] as const).flatMap((name) => {
        const seconds = plan[name];
        return seconds === undefined ? [] : [`${name}: ${durationText(seconds)}`];
      });
      return `ttl.required(${bounds.length === 0 ? "" : `{ ${bounds.join(", ")} }`})`;
    }
    default:
      return `ttl.${plan.policy}(${durationText(plan.seconds)})`;
  }
}

/** Seconds in the largest unit that gives a whole number, except weeks, which only an author would choose. */
function durationText(seconds: number): string {
  const units = Object.entries(SECONDS_PER_UNIT).filter(([unit]) => unit !== "w");
  const [unit, length] = units.findLast(([, length]) => seconds % length === 0) ?? ["s", 1];
  return stringText(`${seconds / length}${unit}`);
}
