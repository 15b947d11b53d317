import { HOLE } from "../../lint/source/keys/key-text.ts";
import type { Access, Note } from "../source/access.ts";
import { nameOfKey } from "../source/param-name.ts";
import { codesOf, filledAs, isWithin, type KeyShape, keyShape, openShape } from "./key-shape.ts";

/** What becomes one collection: the uses of keys with one structure. */
export interface Group {
  readonly structure: string;
  readonly shapes: readonly KeyShape[];
  /** In the order of the code, including those of lists and of reads by listed keys. */
  readonly accesses: readonly Access[];
  /** Whether only the start of the keys is known. */
  readonly isPrefix: boolean;
}

/** Groups the uses of one namespace by the structure of their keys. */
export function grouped(accesses: readonly Access[], notes: Note[]): readonly Group[] {
  const groups = new Map<string, Mutable>();
  const prefixes: (readonly [KeyShape, Access])[] = [];
  for (const access of accesses) {
    const shape = keyShape(access.parts);
    if (shape === undefined) {
      notes.push({
        ...access,
        message: "the key contains braces, or half a character, which a template cannot",
      });
    } else if (access.isPrefix) prefixes.push([shape, access]);
    else if (isAnyKey(shape)) {
      notes.push({ ...access, message: "the code does not say which key this is" });
    } else add(groups, shape, access, false);
  }
  for (const [shape, access] of prefixes) addPrefix(groups, shape, access);
  merge(groups, notes);
  return [...groups.values()];
}

interface Mutable extends Group {
  readonly shapes: KeyShape[];
  readonly accesses: Access[];
}

function add(
  groups: Map<string, Mutable>,
  shape: KeyShape,
  access: Access,
  isPrefix: boolean,
): void {
  const { structure } = shape;
  const group = groups.get(structure) ?? { structure, shapes: [], accesses: [], isPrefix };
  group.shapes.push(shape);
  group.accesses.push(access);
  groups.set(structure, group);
}

/** Whether a whole key comes from elsewhere and, by its name, may belong to any collection. */
function isAnyKey(shape: KeyShape): boolean {
  const [code, ...others] = codesOf(shape)[0] ?? [];
  if (shape.structure === "") return true;
  if (shape.structure !== HOLE || code === undefined || others.length > 0) return false;
  return code.node.type === "Identifier" && nameOfKey(code) === undefined;
}

/** Merges keys with a literal part into those that have a parameter there: `said:0:{id}` into `said:{chat}:{id}`. */
function merge(groups: Map<string, Mutable>, notes: Note[]): void {
  for (const inner of [...groups.values()]) {
    if (!inner.structure.includes(HOLE)) continue;
    const outer = [...groups.values()].find(
      ({ structure }) =>
        (!structure.startsWith(HOLE) || inner.structure.startsWith(HOLE)) &&
        isWithin(inner.structure, structure),
    );
    if (outer === undefined) continue;
    groups.delete(inner.structure);
    outer.accesses.push(...inner.accesses);
    const [shape] = outer.shapes;
    if (outer.isPrefix && shape !== undefined) {
      groups.set(outer.structure, {
        ...outer,
        shapes: inner.shapes.map((each) => filledAs(shape, each)),
        isPrefix: false,
      });
    }
    const [first] = inner.accesses;
    if (first === undefined) continue;
    const keys = inner.structure.replaceAll(HOLE, "…");
    const message = `\`${keys}\` is treated as one of \`${outer.structure.replaceAll(HOLE, "…")}\``;
    notes.push({ ...first, message });
  }
}

/** A list says something about the one collection that it covers, or shows that there is one. */
function addPrefix(groups: Map<string, Mutable>, shape: KeyShape, access: Access): void {
  const { structure } = shape;
  const below = [...groups.values()].filter((group) => group.structure.startsWith(structure));
  const [only, ...others] = below.filter((group) => group.structure.includes(HOLE));
  if (only !== undefined) {
    if (others.length === 0) only.accesses.push(access);
  } else if (below.length === 0 && structure !== "" && structure !== HOLE) {
    add(groups, openShape(shape), access, true);
  }
}
