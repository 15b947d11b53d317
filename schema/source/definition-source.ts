import type { Node } from "oxc-parser";
import type { Path, Place, Problem, SchemaProblem } from "../problem.ts";
import { type Located, SourceModule } from "./module.ts";
import { placeAt } from "./place-at.ts";
import { followNames, propertiesOf, propertyOf, type SourceProperty } from "./properties.ts";

/**
 * The text of a schema file, for finding where a part of the definition is written: through constants,
 * imports of other files, spreads and method chains. What only running the code could tell is placed at
 * the nearest part that the text shows.
 */
export class DefinitionSource {
  readonly file: string;
  #parsed: Located | undefined;

  /** The text is parsed on first use: most schemas have no problem to place. */
  constructor(file: string) {
    this.file = file;
  }

  get #root(): Located {
    this.#parsed ??= rootOf(new SourceModule(this.file));
    return this.#parsed;
  }

  /** Gives a problem its place in the author's file. */
  place(problem: SchemaProblem): Problem {
    const { path, at, place, ...rest } = problem;
    return { ...rest, ...(place ?? this.placeOf(path, at === "name")) };
  }

  /** The place of the value at a path, or of its property's name; otherwise of the nearest part around it. */
  placeOf(path: Path, wantsName = false): Place {
    let found = this.#root;
    let name: Located | undefined;
    for (const step of path) {
      const next = propertyOf(found, step);
      if (next === undefined) break;
      found = next.value;
      name = next.nameNode;
    }
    return placeOf(wantsName && name !== undefined ? name : followNames(found));
  }

  /** All properties of the object at a path, in the order written, including duplicates. */
  properties(path: Path): readonly SourceProperty[] {
    let current = this.#root;
    for (const step of path) {
      const next = propertyOf(current, step);
      if (next === undefined) return [];
      current = next.value;
    }
    return propertiesOf(current);
  }

  /** The place of a property's name. */
  placeOfName({ nameNode }: SourceProperty): Place {
    return placeOf(nameNode);
  }
}

function rootOf(module: SourceModule): Located {
  const node = { type: "Program", start: 0, end: 0 } as Node;
  return module.lookUpExport("default") ?? { node, module };
}

function placeOf({ node, module }: Located): Place {
  return placeAt(module.file, module.text, node.start, node.end);
}
