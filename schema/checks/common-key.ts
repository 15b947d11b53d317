// Not `import()`: of a CommonJS package, the bundle gives a dynamic import the default alone.
import { getIntersectionWordSets, isDisjointWith, JS, NFA, Words } from "refa";
import { keyPattern } from "../key-pattern.ts";
import type { KeyTemplate } from "../key-templates.ts";

/** A key that both templates make, found by intersecting their automata. */
export function commonKey(a: KeyTemplate, b: KeyTemplate): string | undefined {
  const [first, second] = [a, b].map(({ key }) => {
    const literal = { source: keyPattern(key), flags: "su" };
    const { expression, maxCharacter } = JS.Parser.fromLiteral(literal).parse();
    return NFA.fromRegex(expression, { maxCharacter });
  });
  if (first === undefined || second === undefined || isDisjointWith(first, second))
    return undefined;
  const [words] = getIntersectionWordSets(first, second);
  return words && Words.fromUnicodeToString(Words.pickMostReadableWord(words) ?? []);
}
