import type { ParamCodec } from "../../../../schema/key-model.ts";
import { integerBounds } from "../../../../schema/type/integer-bounds.ts";
import { encodeInteger } from "../../../runtime/param.ts";
import type { Code } from "../code.ts";
import { followed, Steps } from "../followed.ts";
import { isNumber, isTime } from "../numbers/number-code.ts";
import { nameOf, resolved, typeOf } from "../type-of.ts";
import { memberOf, methodCallOf, unwrap } from "../unwrap.ts";
import type { Filling } from "./key-fillings.ts";

/** Code writes a parameter in another form than the accessor, so neither finds what the other has written. */
interface OtherForm {
  /** How the accessor writes it. */
  readonly own: string;
  /** What to write in the schema if the code's keys are stored already. */
  readonly help: string;
}

/** The digits of the milliseconds since the epoch, from 2001 to 2286. */
const TIME_DIGITS = 13;

/** The certain difference between what fills a parameter and what the accessor makes of it; undefined if none is known. */
export function otherForm({ param, by }: Filling): OtherForm | undefined {
  const { codec, name } = param;
  switch (codec.kind) {
    case "integer":
      return isUnpadded(codec, by) ? unpadded(codec, name) : undefined;
    case "date":
      return isDateText(by) ? dateText(name) : undefined;
    case "string":
      return codec.special.includes(":") && hasColon(by) ? colon(name) : undefined;
    default:
      return undefined;
  }
}

type IntegerCodec = Extract<ParamCodec, { readonly kind: "integer" }>;

function isUnpadded({ digits, padded, type }: IntegerCodec, by: string | Code): boolean {
  if (padded === false) return false;
  const { min, max } = integerBounds(type);
  // All values have the same number of digits.
  if (min > 0 && String(min).length === digits) return false;
  if (typeof by === "string") return /^\d+$/.test(by) && by.length < digits && Number(by) <= max;
  return digits > 1 && isNumber(by) && !(digits === TIME_DIGITS && isTime(by));
}

function unpadded({ digits, signed }: IntegerCodec, name: string): OtherForm {
  const sign = signed ? ", and numbers below 0 counted from the smallest" : "";
  return {
    own: `with ${digits} digits, \`12\` as \`${encodeInteger(12, digits)}\`${sign}`,
    help: `If such keys are stored already, declare \`${name}: param.unpadded(z.int()…)\`. Otherwise use the accessor, everywhere at once.`,
  };
}

/** A date, or all or part of its text, in one of the forms that its own methods make. */
function isDateText(by: string | Code): boolean {
  if (typeof by === "string") return /^\d{4}-\d\d-\d\d/.test(by);
  return isIsoText(by) !== undefined || isNumber(by) || isOf(by, "Date");
}

function dateText(name: string): OtherForm {
  return {
    own: "as `20261124T134600.000Z`",
    help: `If such keys are stored already, declare \`${name}\` as the text that it is: \`z.iso.date()\`, or \`param.rest(z.iso.datetime().max(24))\` at the end of a key. Otherwise use the accessor, everywhere at once.`,
  };
}

/** Whether something is certain to contain a `:`: the text of a date with its time, and URLs. */
function hasColon(by: string | Code): boolean {
  if (typeof by === "string") return false;
  if (isIsoText(by) === "whole") return true;
  const { node, ...from } = followed(by, new Steps());
  const member = memberOf(node);
  if (member?.name === "href" || member?.name === "origin") return true;
  const object = member && { ...from, node: member.object };
  if (object !== undefined && member?.name === "url") return isOf(object, "Request");
  return isOf({ ...from, node }, "URL");
}

function colon(name: string): OtherForm {
  return {
    own: "with `%3A` for each `:`",
    help: `If such keys are stored already, declare \`${name}: param.rest()\`, which encodes nothing and comes last in a key, or another \`conventions.separator\`. Otherwise use the accessor, everywhere at once.`,
  };
}

/** `date.toISOString()`, or what `slice` and its like take out of it. */
function isIsoText(by: Code): "whole" | "part" | undefined {
  const { node, ...from } = followed(by, new Steps());
  const inner = node.type === "MemberExpression" && node.computed ? unwrap(node.object) : node;
  const method = methodCallOf(inner);
  if (method?.name === "toISOString" || method?.name === "toJSON") return "whole";
  const isPart = method !== undefined && PARTS.has(method.name);
  return isPart && isIsoText({ ...from, node: unwrap(method.object) }) ? "part" : undefined;
}

const PARTS: ReadonlySet<string> = new Set(["slice", "substring", "substr", "split"]);

/** Whether code has a type of this name: by its declaration, or made with `new`. */
function isOf(code: Code, name: string): boolean {
  const { node } = followed(code, new Steps());
  if (node.type === "NewExpression") {
    return node.callee.type === "Identifier" && node.callee.name === name;
  }
  const type = typeOf(code, new Steps());
  const found = type === undefined ? [] : [...resolved(type, new Steps())];
  return found.length > 0 && found.every((each) => nameOf(each.node) === name);
}
