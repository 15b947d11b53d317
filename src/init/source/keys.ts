import type { Node } from "oxc-parser";
import { resultOf } from "../../lint/source/call-result.ts";
import { type Code, followed, Steps } from "../../lint/source/code.ts";
import { type KeyPart, keyParts } from "../../lint/source/key-parts.ts";
import { namesIn } from "../../lint/source/names.ts";
import { roundsAround, wholeArray } from "../../lint/source/rounds.ts";
import { memberOf, unwrap } from "../../lint/source/unwrap.ts";
import { type Callers, MAX_CALLERS } from "./callers.ts";

/** The keys that an expression can be: those that are given for it, where it is a parameter of a function. */
export function keysOf(code: Code, callers: Callers, depth = 0): readonly (readonly KeyPart[])[] {
  const parts = keyParts(elementOf(code).node, code.file);
  const [only, ...others] = parts;
  if (only === undefined || typeof only === "string" || others.length > 0) return [parts];
  const given = depth < MAX_CALLERS ? callers.givenFor(only) : [];
  return given.length === 0
    ? [parts]
    : given.flatMap((argument) => keysOf(argument, callers, depth + 1));
}

/** What fills parameters of a key with text that holds `:`, by what functions are given for it. */
export function separatedIn(parts: readonly KeyPart[], callers: Callers): readonly Node[] {
  return parts.flatMap((part) => {
    if (typeof part === "string") return [];
    const given = callers.givenFor(part).flatMap(({ node, file }) => keyParts(node, file));
    const isSeparated = given.some((text) => typeof text === "string" && text.includes(":"));
    return isSeparated ? [part.node] : [];
  });
}

/** What a key is that is one of an array: `` `flag:${name}` `` of ``names.map((name) => `flag:${name}`)``. */
function elementOf(code: Code): Code {
  const { node, file } = code;
  const rounds = node.type === "Identifier" ? roundsAround(node, file) : undefined;
  if (node.type !== "Identifier" || !rounds || !namesIn(rounds.each).has(node.name)) return code;
  const over = arrayOf({ node: rounds.over, file });
  const isMap = over.node.type === "CallExpression" && isCallOf(over.node, "map");
  const [each] = isMap && "arguments" in over.node ? over.node.arguments : [];
  const made = each && resultOf(each);
  return made === undefined || over.file !== file ? code : { ...over, node: made };
}

/** The texts of an array that is written out, of which a variable stands for each in turn. */
export function textsOfEach({ node, file }: Code): readonly string[] | undefined {
  const rounds = node.type === "Identifier" ? roundsAround(node, file) : undefined;
  if (node.type !== "Identifier" || rounds?.each.type === "ObjectPattern") return undefined;
  if (!rounds || !namesIn(rounds.each).has(node.name)) return undefined;
  const { node: array } = arrayOf({ node: rounds.over, file });
  if (array.type !== "ArrayExpression") return undefined;
  const texts = array.elements.map((element) =>
    element?.type === "Literal" && typeof element.value === "string" ? element.value : undefined,
  );
  return texts.every((text) => text !== undefined) ? texts : undefined;
}

/** The array of which an expression is a part, through the names between. */
function arrayOf(code: Code): Code {
  const at = followed({ ...code, node: wholeArray(code.node) }, new Steps());
  const whole = wholeArray(at.node);
  return whole === at.node ? at : followed({ ...at, node: whole }, new Steps());
}

function isCallOf({ callee }: Extract<Node, { readonly type: "CallExpression" }>, name: string) {
  return memberOf(unwrap(callee))?.name === name;
}
