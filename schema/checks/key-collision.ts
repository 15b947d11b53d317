import type { KeyModel } from "../key-model.ts";
import { literalHead } from "../key-pattern.ts";
import { type KeyTemplate, keyTemplatesIn } from "../key-templates.ts";
import type { Model, NamespaceModel } from "../model.ts";
import { mayMakeKey } from "../possible-key.ts";
import type { DefinitionCheck, Finding } from "./check.ts";

/** Two templates of one namespace that can make the same key. */
export const keyCollision: DefinitionCheck = { id: "key-collision", find };

async function* find(model: Model): AsyncGenerator<Finding> {
  for (const namespace of model.namespaces) yield* findInNamespace(namespace);
}

async function* findInNamespace(namespace: NamespaceModel): AsyncGenerator<Finding> {
  for (const [earlier, later] of pairsThatMeet(keyTemplatesIn(namespace))) {
    const key = await commonKeyOf(earlier, later);
    if (key === undefined) continue;
    yield {
      path: later.path,
      message: `\`${later.name}\` (${later.key.template}) and \`${earlier.name}\` (${earlier.key.template}) can make the same key, such as ${JSON.stringify(key)}`,
      help: "Give one of them a prefix of its own, or narrow a parameter's type.",
    };
  }
}

/** A template without parameters makes only one key, which can be tested directly. */
async function commonKeyOf(a: KeyTemplate, b: KeyTemplate): Promise<string | undefined> {
  const isOne = ({ params }: KeyModel) => params.length === 0;
  const [one, other] = isOne(a.key) ? [a, b] : [b, a];
  if (isOne(one.key)) {
    return mayMakeKey(other.key, one.key.template) ? one.key.template : undefined;
  }
  // Loaded only here: it is large, and few schemas have templates with overlapping heads.
  const { commonKey } = await import("./common-key.ts");
  return commonKey(a, b);
}

type Pair = readonly [earlier: KeyTemplate, later: KeyTemplate];

/**
 * The pairs in which one literal head starts with the other; all other pairs differ by their heads alone.
 * Sorted by head, those that start with a head follow it directly, so not every pair has to be compared.
 */
function pairsThatMeet(templates: readonly KeyTemplate[]): readonly Pair[] {
  const byHead = templates
    .map(({ key }, index) => ({ index, head: literalHead(key) }))
    .sort((a, b) => (a.head < b.head ? -1 : a.head > b.head ? 1 : 0));
  const pairs: (readonly [number, number])[] = [];
  for (const [at, { head, index }] of byHead.entries()) {
    for (let next = at + 1; byHead[next]?.head.startsWith(head); next++) {
      const other = byHead[next]?.index ?? index;
      pairs.push([Math.min(index, other), Math.max(index, other)]);
    }
  }
  pairs.sort((a, b) => a[1] - b[1] || a[0] - b[0]);
  return pairs.flatMap(([earlier, later]): readonly Pair[] => {
    const [first, second] = [templates[earlier], templates[later]];
    return first === undefined || second === undefined ? [] : [[first, second]];
  });
}
