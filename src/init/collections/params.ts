import type { Code } from "../../lint/source/code.ts";
import { HOLE } from "../../lint/source/keys/key-text.ts";
import { isNumber } from "../../lint/source/numbers/number-code.ts";
import { RESERVED_KEYS } from "../../runtime/limits.ts";
import { nameOfExpression, nameOfKey, ownerOf } from "../source/param-name.ts";
import { type ParamValues, paramValues } from "../source/param-values.ts";
import type { Group } from "./group.ts";
import { codesOf, paramsOfKey } from "./key-shape.ts";
import { paramName } from "./names.ts";
import type { ParamPlan } from "./plan.ts";

/** The parameters of a group's keys. */
interface PlannedParams {
  readonly params: readonly ParamPlan[];
  /** Those in the middle of a key that may contain the separator of its parts. */
  readonly open: readonly string[];
  /** Those that are numbers wherever the code builds such keys. */
  readonly numbers: readonly string[];
}

/**
 * The parameters of a group's keys, named after the expressions that fill them.
 *
 * @param others other groups' keys without parameters.
 */
export function plannedParams(group: Group, others: readonly string[]): PlannedParams {
  const count = codesOf(group.shapes[0] ?? { segments: [], structure: "" }).length;
  const separated = new Set(group.accesses.flatMap((access) => access.separated));
  const names = new Set<string>();
  const open: string[] = [];
  const numbers: string[] = [];
  const params = Array.from({ length: count }, (_, index): ParamPlan => {
    const fillings = group.shapes.map((shape) => codesOf(shape)[index] ?? []);
    const name = paramName([...candidates(fillings), ...(group.isPrefix ? ["rest"] : [])], names);
    names.add(name);
    const isLast = index === count - 1 && group.structure.endsWith(HOLE);
    const values = fillings.map((codes): ParamValues => {
      const [code, ...more] = codes;
      if (codes.some(({ node }) => separated.has(node))) return { kind: "open" };
      return code === undefined || more.length > 0 ? { kind: "text" } : paramValues(code, name);
    });
    // If a list's prefix ends with a parameter, what follows is not known either.
    const type = isLast && group.isPrefix ? REST : typeOf(values, isLast);
    if (type === "open") open.push(name);
    else if (type.kind === "text" && fillings.length > 0 && fillings.every(isOneNumber)) {
      numbers.push(name);
    }
    return { name, type: type === "open" ? { kind: "text" } : type, except: [] };
  });
  return { params: excepting(params, group, others), open, numbers };
}

function isOneNumber([code, ...more]: readonly Code[]): boolean {
  return code !== undefined && more.length === 0 && isNumber(code);
}

const REST: ParamPlan["type"] = { kind: "rest" };

/** The names of a parameter: the most frequent first, then those with the name of their owner. */
function candidates(fillings: readonly (readonly Code[])[]): readonly (string | undefined)[] {
  const counts = new Map<string, number>();
  for (const codes of fillings) {
    const name = codes
      .flatMap((code) => nameOfKey(code) ?? nameOfExpression(code.node) ?? [])
      .join(" ");
    if (name !== "") counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const names = [...counts].sort(([, one], [, other]) => other - one).map(([name]) => name);
  const owners = fillings.flatMap(([code]) => {
    const [owner, name] = code ? [ownerOf(code.node), nameOfExpression(code.node)] : [];
    return owner === undefined ? [] : [`${owner} ${name ?? ""}`];
  });
  return [...names.slice(0, 1), ...owners, ...names.slice(1)];
}

function typeOf(values: readonly ParamValues[], isLast: boolean): ParamPlan["type"] | "open" {
  if (values.some(({ kind }) => kind === "open")) return isLast ? { kind: "rest" } : "open";
  const [first] = values;
  if (first?.kind === "boolean" && values.every(({ kind }) => kind === "boolean")) return first;
  const texts = values.map((each) => (each.kind === "enum" ? each.values : undefined));
  const all = [...new Set(texts.flatMap((each) => each ?? []))];
  // An enum cannot have values that would be encoded.
  const isEnum = all.length > 0 && texts.every((each) => each !== undefined);
  return isEnum && all.every((text) => /^[\w.-]+$/.test(text)) && isPlain(all)
    ? { kind: "enum", values: all }
    : { kind: "text" };
}

/** Whether none of some texts is by itself a key that KV rejects. */
function isPlain(texts: readonly string[]): boolean {
  return !texts.some((text) => RESERVED_KEYS.includes(text));
}

/** Makes the only parameter of a template exclude keys of other collections, and keys that KV rejects. */
function excepting(
  params: readonly ParamPlan[],
  { structure }: Group,
  others: readonly string[],
): readonly ParamPlan[] {
  const [only, ...more] = params;
  if (only === undefined || more.length > 0) return params;
  if (only.type.kind !== "text" && only.type.kind !== "rest") return params;
  const [head = "", tail = ""] = structure.split(HOLE);
  const except = [...others, ...RESERVED_KEYS].flatMap((key) => {
    if (only.type.kind === "text") return paramsOfKey(structure, key) ?? [];
    const text = key.slice(head.length);
    return key.startsWith(head) && tail === "" && text !== "" ? [text] : [];
  });
  return [{ ...only, except }];
}
