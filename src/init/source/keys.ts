import type { Node } from "oxc-parser";
import { resultOf } from "../../lint/source/call-result.ts";
import type { Code } from "../../lint/source/code.ts";
import { followed, Steps } from "../../lint/source/followed.ts";
import { type KeyPart, keyParts } from "../../lint/source/keys/key-parts.ts";
import { namesIn } from "../../lint/source/names.ts";
import { roundsAround, wholeArray } from "../../lint/source/rounds.ts";
import { methodCallOf } from "../../lint/source/unwrap.ts";
import { valuesOf } from "../../lint/source/values-of.ts";
import { type Callers, MAX_CALLERS } from "./callers.ts";

/** The possible keys of an expression: those that are passed for it, if it is a parameter of a function. */
export function keysOf(code: Code, callers: Callers, depth = 0): readonly (readonly KeyPart[])[] {
  const many = keysOfArray(code);
  if (many !== undefined) return many.map(({ node, file }) => keyParts(node, file));
  const parts = keyParts(elementOf(code).node, code.file);
  const [only, ...others] = parts;
  if (only === undefined || typeof only === "string" || others.length > 0) return [parts];
  const given = depth < MAX_CALLERS ? [...callers.givenFor(only), ...keysGiven(only)] : [];
  return given.length === 0
    ? [parts]
    : given.flatMap((argument) => keysOf(argument, callers, depth + 1));
}

/** All values of a variable: `let key = …; if (…) key = …`. */
function keysGiven({ node, file }: Code): readonly Code[] {
  if (file.scopes.of(node)?.kind !== "unknown") return [];
  const values = (valuesOf(node, file) ?? []).map((value): Code => ({ node: value, file }));
  // If they come from elsewhere, the variable's own name says more.
  const areKeys = values.every((value) =>
    keyParts(value.node, file).some((part) => typeof part === "string"),
  );
  return areKeys ? values : [];
}

/** The keys of an array that has a name, `get(keys)`: an array literal, or one mapped from another. */
function keysOfArray(code: Code): readonly Code[] | undefined {
  const { node, ...from } = arrayOf(code);
  if (node.type === "ArrayExpression") {
    return node.elements.flatMap((element) =>
      element === null ? [] : [{ ...from, node: element }],
    );
  }
  const made = mapOf(node)?.made;
  return made && [{ ...from, node: made }];
}

/** The array and the result of `of.map((each) => made)`, if the result is one expression. */
export function mapOf(
  node: Node,
): { readonly of: Node; readonly made: Node | undefined } | undefined {
  const method = methodCallOf(node);
  if (method?.name !== "map") return undefined;
  const [each] = method.given;
  return { of: method.object, made: each && resultOf(each) };
}

/** The expressions that fill parameters of a key with text that contains `:`, by what is passed to functions. */
export function separatedIn(parts: readonly KeyPart[], callers: Callers): readonly Node[] {
  return parts.flatMap((part) => {
    if (typeof part === "string") return [];
    const given = callers.givenFor(part).flatMap(({ node, file }) => keyParts(node, file));
    const isSeparated = given.some((text) => typeof text === "string" && text.includes(":"));
    return isSeparated ? [part.node] : [];
  });
}

/** The expression of a key from an array: `` `flag:${name}` `` of ``names.map((name) => `flag:${name}`)``. */
function elementOf(code: Code): Code {
  const { node, file } = code;
  const rounds = node.type === "Identifier" ? roundsAround(node, file) : undefined;
  if (node.type !== "Identifier" || !rounds || !namesIn(rounds.each).has(node.name)) return code;
  const over = arrayOf({ node: rounds.over, file });
  const made = mapOf(over.node)?.made;
  return made === undefined || over.file !== file ? code : { ...over, node: made };
}

/** The texts of an array literal that a variable iterates over. */
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

/** The array that an expression is part of, through the names in between. */
export function arrayOf(code: Code): Code {
  const at = followed({ ...code, node: wholeArray(code.node) }, new Steps());
  const whole = wholeArray(at.node);
  return whole === at.node ? at : followed({ ...at, node: whole }, new Steps());
}
