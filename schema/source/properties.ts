import type { CallExpression, Node } from "oxc-parser";
import type { Located } from "./module.ts";

/** A property in the source: its name, and the expression of its value. */
export interface SourceProperty {
  readonly name: string;
  readonly nameNode: Located;
  readonly value: Located;
}

/** Methods of zod whose argument is not part of the type: the search continues before them. */
const OTHER_METHODS: ReadonlySet<string> = new Set([
  ...["default", "prefault", "catch", "meta", "describe", "register", "check"],
  ...["pick", "omit", "partial", "required"],
]);

/** Functions and methods of zod whose last argument is an element's type. */
const CONTAINERS: ReadonlySet<string> = new Set(["array", "record", "partialRecord", "map", "set"]);

/** One step down: a property of an object, an element of an array, or the type of all elements. */
export function propertyOf(located: Located, step: string | number): SourceProperty | undefined {
  if (typeof step === "string" && step !== "[]") {
    return propertiesOf(located).findLast(({ name }) => name === step);
  }
  const value = elementOf(located, step);
  return value && { name: String(step), nameNode: value, value };
}

/** The properties of an expression: an object's own, those it spreads, or those of a call's argument. */
export function propertiesOf(located: Located): readonly SourceProperty[] {
  const { node, module } = resolve(located);
  if (node.type === "CallExpression") {
    const [argument] = node.arguments;
    const own =
      argument === undefined || OTHER_METHODS.has(methodOf(node) ?? "")
        ? []
        : propertiesOf({ node: argument, module });
    // `z.object({ … }).extend({ … })`: there is an object further down the chain.
    return node.callee.type === "MemberExpression"
      ? [...propertiesOf({ node: node.callee.object, module }), ...own]
      : own;
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

/** An element of an array literal or a tuple, or the element type of `z.array(…)`, `z.record(…, …)` and the like. */
function elementOf(located: Located, step: number | "[]"): Located | undefined {
  const { node, module } = resolve(located);
  if (node.type === "ArrayExpression") {
    const element = typeof step === "number" ? node.elements[step] : undefined;
    return element ? { node: element, module } : undefined;
  }
  if (node.type !== "CallExpression") return undefined;
  const method = methodOf(node);
  const object =
    node.callee.type === "MemberExpression" ? { node: node.callee.object, module } : undefined;
  const [first] = node.arguments;
  if (step === "[]" && method !== undefined && CONTAINERS.has(method)) {
    const last = node.arguments.at(-1);
    // `z.string().array()`
    return last === undefined ? object : { node: last, module };
  }
  if (step === "[]" && method === "tuple") {
    const rest = node.arguments[1];
    return rest && { node: rest, module };
  }
  const within =
    first === undefined || OTHER_METHODS.has(method ?? "")
      ? undefined
      : elementOf({ node: first, module }, step);
  return within ?? (object && elementOf(object, step));
}

/** The name of the function or method that is called. */
function methodOf({ callee }: CallExpression): string | undefined {
  if (callee.type === "Identifier") return callee.name;
  return callee.type === "MemberExpression" ? propertyName(callee.property) : undefined;
}

/**
 * Follows names to what they refer to, removes what changes only types, and looks into functions that only
 * return a value: `z.lazy(() => user)`, `get children() { return … }`.
 */
function resolve(located: Located): Located {
  const target = targetOf(located);
  return target === undefined ? located : resolve(target);
}

function targetOf(located: Located): Located | undefined {
  const { node, module } = located;
  switch (node.type) {
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSNonNullExpression":
    case "ParenthesizedExpression":
      return { node: node.expression, module };
    case "ArrowFunctionExpression":
    case "FunctionExpression": {
      if (node.body === null || node.params.length > 0) return undefined;
      if (node.body.type !== "BlockStatement") return { node: node.body, module };
      const last = node.body.body.at(-1);
      return last?.type === "ReturnStatement" && last.argument !== null
        ? { node: last.argument, module }
        : undefined;
    }
    default:
      return namedBy(located);
  }
}

/** Follows a name, or a name within a module or an object, to its expression. */
export function followNames(located: Located): Located {
  const target = namedBy(located);
  return target === undefined ? located : followNames(target);
}

function namedBy({ node, module }: Located): Located | undefined {
  if (node.type === "Identifier") return module.lookUp(node.name);
  return node.type === "MemberExpression" && !node.computed
    ? memberOf({ node: node.object, module }, node.property)
    : undefined;
}

/** `types.user`, where `types` is an object or a module. */
function memberOf(object: Located, property: Node): Located | undefined {
  if (property.type !== "Identifier") return undefined;
  const { node, module } = object;
  const whole = node.type === "Identifier" ? module.lookUpModule(node.name) : undefined;
  return whole === undefined
    ? propertyOf(object, property.name)?.value
    : whole.lookUpExport(property.name);
}
