import type { Node } from "oxc-parser";
import { walk } from "./children.ts";
import { constant } from "./constant.ts";
import type { SourceFile } from "./source-file.ts";

/** All names and texts of an expression, including those of the constants in it. */
export function wordsOf(expression: Node, { scopes }: SourceFile): string {
  const words: string[] = [];
  const waiting: Node[] = [expression];
  for (let node = waiting.pop(); node !== undefined && words.length < 100; node = waiting.pop()) {
    for (const inner of walk(node)) {
      if (inner.type === "Literal") words.push(String(inner.value));
      else if (inner.type === "TemplateElement") words.push(inner.value.raw);
      else if (inner.type === "Identifier") {
        words.push(inner.name);
        const held = constant(inner, scopes);
        if (held !== inner && held !== expression && !held.type.includes("Function"))
          waiting.push(held);
      }
    }
  }
  return words.join(" ");
}

/** The words that names and texts are made of, in lower case: `refresh`, `lock` and `key` of `refreshLockKey`. */
export function* partsOf(text: string): Generator<string> {
  for (const [word] of text.replaceAll(/([a-z0-9])(?=[A-Z])/g, "$1 ").matchAll(/[A-Za-z]+/g)) {
    yield word.toLowerCase();
  }
}
