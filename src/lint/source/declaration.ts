import type { BindingPattern, Node, ParamPattern, TSType } from "oxc-parser";

/** What is known of a name from its declaration alone. */
export type Declaration =
  /** `const name = init`, or the function, class or enum of that name */
  | { readonly kind: "value"; readonly init: Node; readonly annotation?: TSType }
  /** `const { property: name } = …`, at any depth, also as a parameter */
  | { readonly kind: "part"; readonly of: Declaration; readonly property: string }
  /** `import { exported as name } from "module"`; `default` and `*` are names as well */
  | { readonly kind: "import"; readonly from: string; readonly exported: string }
  /** Anything else: a parameter, or a part of one by its place; a variable that may change. */
  | {
      readonly kind: "unknown";
      readonly annotation?: TSType;
      readonly parameter?: ParamPattern;
    };

/** A name and its declaration. */
export type Declared = readonly [name: string, declaration: Declaration];

/** The names that a pattern declares. */
export function* declaredBy(
  pattern: BindingPattern | ParamPattern,
  declaration: Declaration = { kind: "unknown" },
): Generator<Declared> {
  switch (pattern.type) {
    case "Identifier":
      yield [pattern.name, typed(pattern, declaration)];
      break;
    case "ObjectPattern": {
      const of = typed(pattern, declaration);
      for (const property of pattern.properties) {
        if (property.type === "RestElement") yield* declaredBy(property.argument);
        else {
          const name = property.computed ? undefined : propertyName(property.key);
          const part: Declaration =
            name === undefined ? { kind: "unknown" } : { kind: "part", of, property: name };
          yield* declaredBy(property.value, part);
        }
      }
      break;
    }
    case "ArrayPattern":
      for (const element of pattern.elements) if (element !== null) yield* declaredBy(element);
      break;
    case "AssignmentPattern":
      // The name stands for the default only sometimes; a part is a part nonetheless.
      yield* declaredBy(pattern.left, declaration);
      break;
    case "RestElement":
      yield* declaredBy(pattern.argument, declaration);
      break;
    case "TSParameterProperty":
      yield* declaredBy(pattern.parameter, declaration);
      break;
  }
}

/** A declaration with its type: `env: Env`. */
function typed(pattern: BindingPattern, declaration: Declaration): Declaration {
  const annotation = pattern.typeAnnotation?.typeAnnotation;
  if (annotation === undefined) return declaration;
  return declaration.kind === "value" || declaration.kind === "unknown"
    ? { ...declaration, annotation }
    : declaration;
}

/** The name of a property that is not computed: `name`, `"name"`, `#name`. */
export function propertyName(key: Node): string | undefined {
  if (key.type === "Identifier") return key.name;
  if (key.type === "PrivateIdentifier") return `#${key.name}`;
  return key.type === "Literal" && typeof key.value === "string" ? key.value : undefined;
}
