import { isDeepStrictEqual } from "node:util";
import type { KeyModel, ParamCodec, ParamModel } from "../../schema/key-model.ts";
import type { Path, SchemaProblem } from "../../schema/problem.ts";
import type { StringType, TypeModel } from "../../schema/type/model.ts";
import { change } from "./change.ts";
import { narrowing } from "./narrowed.ts";
import { BREAKING } from "./rules/index.ts";

/** What a change of a key template breaks. */
export function* compareKeys(old: KeyModel, now: KeyModel, path: Path): Generator<SchemaProblem> {
  if (!makesSameKeys(old, now)) {
    const rewritten = rewrittenParam(old, now);
    if (rewritten !== undefined) {
      yield change(
        BREAKING.keyChanged,
        [...path, "params", rewritten.name],
        `\`{${rewritten.name}}\` of \`${now.template}\` is written differently`,
        "Keep its type, or add a collection with the new one and move the records.",
      );
      return;
    }
    yield change(
      BREAKING.keyChanged,
      [...path, "key"],
      `keys were \`${old.template}\``,
      "Keep the template, or add a collection with the new one and move the records.",
    );
    return;
  }
  for (const [index, param] of now.params.entries()) {
    const before = old.params[index];
    const reason = before && paramFault(before, param);
    if (reason === undefined) continue;
    yield change(
      BREAKING.paramNarrowed,
      [...path, "params", param.name],
      `\`{${param.name}}\` of \`${now.template}\` ${reason}`,
      "Accept the old values as well, or delete their records first.",
    );
  }
}

/** Whether two templates make the same keys for the values that both accept; parameter names do not count. */
export function makesSameKeys(old: KeyModel, now: KeyModel): boolean {
  return hasSameLiterals(old, now) && rewrittenParam(old, now) === undefined;
}

/** The first parameter with a different text, if the text around it is the same: the templates look alike. */
export function rewrittenParam(old: KeyModel, now: KeyModel): ParamModel | undefined {
  if (!hasSameLiterals(old, now)) return undefined;
  return now.params.find(({ codec }, index) => {
    const before = old.params[index]?.codec;
    return before === undefined || !makesSameText(before, codec);
  });
}

function hasSameLiterals(old: KeyModel, now: KeyModel): boolean {
  const literals = ({ segments }: KeyModel) =>
    segments.map((segment) => ("literal" in segment ? segment.literal : null));
  return isDeepStrictEqual(literals(old), literals(now));
}

/** Values that are the text itself; at most some characters are encoded, which the others cannot contain. */
const TEXTS: ReadonlySet<string> = new Set(["string", "uuid", "enum"]);

function makesSameText(old: ParamCodec, now: ParamCodec): boolean {
  if (old.kind === "string" && now.kind === "string") return old.special === now.special;
  if (TEXTS.has(old.kind) && TEXTS.has(now.kind)) return true;
  if (old.kind === "integer" && now.kind === "integer") {
    if (old.padded !== now.padded) return false;
    if (now.padded === false) return true;
    if (old.digits !== now.digits || old.signed !== now.signed) return false;
    // Negative numbers count from the smallest.
    return !old.signed || isDeepStrictEqual(lowerBounds(old), lowerBounds(now));
  }
  if (old.kind === "custom" && now.kind === "custom") {
    // Its module may move, and the author must keep what the code does.
    return old.name === now.name && old.special === now.special;
  }
  return old.kind === now.kind;
}

function lowerBounds({ type }: Extract<ParamCodec, { readonly kind: "integer" }>) {
  return type.checks.filter(({ check }) => check === "greater_than");
}

function paramFault(before: ParamModel, after: ParamModel): string | undefined {
  const [from, to] = [valuesOf(before.codec), valuesOf(after.codec)];
  if (from === undefined || to === undefined) return undefined;
  const found = narrowing(from, to);
  return found?.reason;
}

/** The values that a parameter accepts, as a type; nothing if the author's own code decides. */
function valuesOf(codec: ParamCodec): TypeModel | undefined {
  switch (codec.kind) {
    case "enum":
      return { kind: "enum", values: codec.values };
    case "string": {
      // No parameter is empty, whatever its type says.
      const isMore = (check: StringType["checks"][number]) =>
        check.check !== "min_length" || check.length > 1;
      return { kind: "string", checks: codec.type.checks.filter(isMore) };
    }
    default:
      return "type" in codec ? codec.type : undefined;
  }
}
