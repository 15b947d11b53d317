// Not `import()`: in the bundle, a dynamic import of a CommonJS package has the default export only.
import { getIntersectionWordSets, isDisjointWith, JS, NFA, Words } from "refa";
import type { KeyModel, ParamCodec } from "../key-model.ts";
import { keyPattern, paramPattern } from "../key-pattern.ts";
import type { KeyTemplate } from "../key-templates.ts";
import { lastChecks } from "../possible-key.ts";
import type { Pattern } from "../type/check.ts";
import { patternOf } from "../type/string-pattern.ts";
import { standsInKey } from "../type/string-size.ts";

/** A key that both templates can make, found by intersecting their automata. */
export function commonKey(a: KeyTemplate, b: KeyTemplate): string | undefined {
  const [first, second] = [automatonOf(a.key), automatonOf(b.key)];
  if (isDisjointWith(first, second)) return undefined;
  const [words] = getIntersectionWordSets(first, second);
  return words && Words.fromUnicodeToString(Words.pickMostReadableWord(words) ?? []);
}

function automatonOf(key: KeyModel): NFA {
  const literal = { source: keyPattern(key, textPattern), flags: "su" };
  // Assertions consume nothing: they can only reduce the number of keys.
  const options = { assertions: "ignore" } as const;
  const { expression, maxCharacter } = JS.Parser.fromLiteral(literal).parse(options);
  return NFA.fromRegex(expression, { maxCharacter });
}

/** The pattern of a parameter's type, if its text is part of the key as it is; otherwise that of its codec. */
function textPattern(codec: ParamCodec): string {
  if (codec.kind !== "string") return paramPattern(codec);
  const patterns = lastChecks(codec.type).flatMap((check) => patternOf(check) ?? []);
  const own = patterns.find((pattern) => {
    return standsInKey(pattern, codec.special) && isPart(pattern);
  });
  return own?.pattern ?? paramPattern(codec);
}

/** Whether a regular expression means the same as part of another one with that one's flags. */
function isPart({ pattern, flags }: Pattern): boolean {
  if (/[iv]/.test(flags) || /\\[1-9k]|\(\?<\w/.test(pattern)) return false;
  try {
    new RegExp(pattern, "su");
    return true;
  } catch {
    return false;
  }
}
