import type { Node } from "oxc-parser";
import type { Path, Place, Problem, SchemaProblem } from "../problem.ts";
import { type Located, SourceModule } from "./module.ts";
import { placeAt } from "./place-at.ts";

/** A property as it is written: its name, and the expression of its value. */
export interface SourceProperty {
  readonly name: string;
  readonly nameNode: Located;
  readonly value: Located;
}

/**
 * The text of a schema file, for finding where a part of the definition is written: through
 * constants, imports of other files, spreads and method chains. What only running the code could
 * tell is placed at the nearest part that the text shows.
 */
export class DefinitionSource {
  readonly #root: Located;

  constructor(file: string) {
    const module = new SourceModule(file);
    this.#root = module.lookUp("default") ?? {
      node: { type: "Program", start: 0, end: 0 } as Node,
      module,
    };
  }

  /** Gives a problem its place in the author's file. */
  place(problem: SchemaProblem): Problem {
    const { path, at, place, ...rest } = problem;
    return { ...rest, ...(place ?? this.#find(path, at === "name")) };
  }

  /** All properties of the object at a path, in the order written, doubles included. */
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

  #find(path: Path, wantsName: boolean): Place {
    let found = this.#root;
    let name: Located | undefined;
    for (const step of path) {
      const next = propertyOf(found, step);
      if (next === undefined) break;
      found = next.value;
      name = next.nameNode;
    }
    return placeOf(wantsName && name !== undefined ? name : found);
  }
}

function placeOf({ node, module }: Located): Place {
  return placeAt(module.file, module.text, node.start, node.end);
}

function propertyOf(located: Located, step: string | number): SourceProperty | undefined {
  if (typeof step === "number" || step === "[]") return elementOf(resolve(located), step);
  return propertiesOf(located).findLast(({ name }) => name === step);
}

/** The properties that an expression gives: an object's own, those it spreads, or those of a call's argument. */
function propertiesOf(located: Located): readonly SourceProperty[] {
  const { node, module } = resolve(located);
  if (node.type === "CallExpression") {
    const [argument] = node.arguments;
    const own = argument === undefined ? [] : propertiesOf({ node: argument, module });
    // `z.object({ … }).strict()`: the object is further down the chain.
    if (own.length > 0 || node.callee.type !== "MemberExpression") return own;
    return propertiesOf({ node: node.callee.object, module });
  }
  if (node.type !== "ObjectExpression") return [];
  return node.properties.flatMap((property): readonly SourceProperty[] => {
    if (property.type === "SpreadElement") return propertiesOf({ node: property.argument, module });
    const name = propertyName(property.key);
    if (name === undefined || (property.computed && property.key.type === "Identifier")) return [];
    return [
      { name, nameNode: { node: property.key, module }, value: { node: property.value, module } },
    ];
  });
}

function propertyName(key: Node): string | undefined {
  if (key.type === "Identifier") return key.name;
  return key.type === "Literal" ? String(key.value) : undefined;
}

/** An element of an array literal, or the element type of `z.array(…)`, `z.record(…, …)` and the like. */
function elementOf({ node, module }: Located, step: number | "[]"): SourceProperty | undefined {
  if (node.type === "CallExpression") {
    const last = node.arguments.at(-1);
    if (last === undefined) {
      return node.callee.type === "MemberExpression"
        ? elementOf({ node: node.callee.object, module }, step)
        : undefined;
    }
    const argument = { node: last, module };
    return step === "[]"
      ? { name: step, nameNode: argument, value: argument }
      : elementOf(resolve(argument), step);
  }
  if (node.type !== "ArrayExpression" || typeof step !== "number") return undefined;
  const element = node.elements[step];
  if (element === null || element === undefined) return undefined;
  const located = { node: element, module };
  return { name: String(step), nameNode: located, value: located };
}

/** Follows names to what they stand for, and takes off what changes only types. */
function resolve(located: Located): Located {
  const { node, module } = located;
  switch (node.type) {
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSNonNullExpression":
    case "ParenthesizedExpression":
      return resolve({ node: node.expression, module });
    case "Identifier": {
      const target = module.lookUp(node.name);
      return target === undefined || target.node === node ? located : resolve(target);
    }
    default:
      return located;
  }
}
