import type { Node, TSTypeReference } from "oxc-parser";
import { classAround, parameterProperty } from "./class.ts";
import type { Code } from "./code.ts";
import { type Declaration, propertyName } from "./declaration.ts";
import { followed, makesAccessors, type Steps } from "./followed.ts";
import type { SourceFile } from "./source-file.ts";
import { memberOf, unwrap } from "./unwrap.ts";

/** A type as it is written, or a class, and the file in which its names are looked up. */
export interface WrittenType {
  readonly node: Node;
  readonly file: SourceFile;
  /** The property that it is the type of, if it was found as one: `CACHE` of `Env["CACHE"]`. */
  readonly property?: string;
}

/** Types that have the properties of their first argument. */
const SAME_PROPERTIES: ReadonlySet<string> = new Set([
  ...["NonNullable", "Omit", "Partial", "Pick", "Readonly", "Required"],
]);

/** The declared type of a piece of code, here or in another module; undefined if no declaration says it. */
export function typeOf(code: Code, steps: Steps): WrittenType | undefined {
  if (!steps.take()) return undefined;
  const { node, file } = code;
  switch (node.type) {
    case "TSAsExpression":
    case "TSTypeAssertion":
      return { node: node.typeAnnotation, file };
    case "Identifier": {
      const declaration = file.scopes.of(node);
      return declaration && declaredType(declaration, file, steps);
    }
    case "MemberExpression": {
      const member = memberOf(node);
      const object = member && typeOf({ ...code, node: member.object }, steps);
      return object && propertyType(object, member.name, steps);
    }
    case "ThisExpression": {
      const outer = classAround(code);
      return outer && { node: outer, file };
    }
    case "NewExpression": {
      const made = followed({ ...code, node: node.callee }, steps);
      return made.node.type === "ClassDeclaration" ? made : undefined;
    }
    case "CallExpression": {
      if (makesAccessors(node)) return undefined;
      const called = followed({ ...code, node: node.callee }, steps);
      const type = "returnType" in called.node ? called.node.returnType : undefined;
      return type ? { node: type.typeAnnotation, file: called.file } : undefined;
    }
    case "AwaitExpression": {
      const awaited = typeOf({ ...code, node: node.argument }, steps);
      const [only] = awaited?.node.type === "TSTypeReference" ? argumentsOf(awaited.node) : [];
      const isPromise = awaited !== undefined && nameOf(awaited.node) === "Promise";
      return isPromise && only !== undefined ? { node: only, file: awaited.file } : awaited;
    }
    default: {
      const inner = unwrap(node);
      return inner === node ? undefined : typeOf({ ...code, node: inner }, steps);
    }
  }
}

function declaredType(
  declaration: Declaration,
  file: SourceFile,
  steps: Steps,
): WrittenType | undefined {
  if (!steps.take()) return undefined;
  switch (declaration.kind) {
    case "value":
      return declaration.annotation === undefined
        ? typeOf({ node: declaration.init, file }, steps)
        : { node: declaration.annotation, file };
    case "unknown":
      return declaration.annotation && { node: declaration.annotation, file };
    case "part": {
      const of = declaredType(declaration.of, file, steps);
      return of && propertyType(of, declaration.property, steps);
    }
    case "import": {
      const found = file.imports.find(file, declaration.from, declaration.exported);
      return found && declaredType(found.declaration, found.file, steps);
    }
  }
}

/** The type of a property of a type. */
export function propertyType(
  of: WrittenType,
  property: string,
  steps: Steps,
): WrittenType | undefined {
  for (const { node, file } of resolved(of, steps)) {
    const found = ownProperty(node, property);
    if (found !== undefined) return { node: found, file, property };
    for (const base of basesOf(node)) {
      const inherited = propertyType({ node: base, file }, property, steps);
      if (inherited !== undefined) return inherited;
    }
  }
  return undefined;
}

/**
 * The written types that a type stands for: through names, including those of other modules, and parts of
 * intersections, without what only adds null.
 */
export function* resolved(type: WrittenType, steps: Steps): Generator<WrittenType> {
  if (!steps.take()) return;
  const { node, file } = type;
  switch (node.type) {
    case "TSParenthesizedType":
      yield* resolved({ ...type, node: node.typeAnnotation }, steps);
      break;
    case "TSIntersectionType":
      for (const part of node.types) yield* resolved({ ...type, node: part }, steps);
      break;
    case "TSUnionType": {
      const [only, ...others] = node.types.filter(
        (part) => part.type !== "TSNullKeyword" && part.type !== "TSUndefinedKeyword",
      );
      if (only !== undefined && others.length === 0)
        yield* resolved({ ...type, node: only }, steps);
      break;
    }
    case "TSIndexedAccessType": {
      const { indexType } = node;
      const name = indexType.type === "TSLiteralType" ? propertyName(indexType.literal) : undefined;
      const found = name && propertyType({ node: node.objectType, file }, name, steps);
      if (found) yield* resolved(found, steps);
      break;
    }
    case "TSTypeReference": {
      const name = nameOf(node);
      const [first] = argumentsOf(node);
      if (name !== undefined && SAME_PROPERTIES.has(name) && first !== undefined) {
        yield* resolved({ ...type, node: first }, steps);
        break;
      }
      const declared = name === undefined ? [] : typesNamed(name, file);
      if (declared.length === 0) yield type;
      const property = type.property === undefined ? {} : { property: type.property };
      for (const found of declared) {
        if (found.node.type !== "TSTypeAliasDeclaration") yield { ...found, ...property };
        else yield* resolved({ ...found, ...property, node: found.node.typeAnnotation }, steps);
      }
      break;
    }
    default:
      yield type;
  }
}

/** The declarations of a type by its name: in the file, or in the module that it is imported from. */
export function typesNamed(name: string, file: SourceFile): readonly WrittenType[] {
  const own = file.scopes.types(name);
  if (own.length > 0) return own.map((node) => ({ node, file }));
  const declaration = file.scopes.global(name);
  if (declaration?.kind !== "import") return [];
  return file.imports.findTypes(file, declaration.from, declaration.exported);
}

function ownProperty(type: Node, name: string): Node | undefined {
  switch (type.type) {
    case "TSInterfaceDeclaration":
      return signature(type.body.body, name);
    case "TSTypeLiteral":
      return signature(type.members, name);
    case "ClassDeclaration":
    case "ClassExpression": {
      for (const member of type.body.body) {
        if (member.type !== "PropertyDefinition" || propertyName(member.key) !== name) continue;
        return member.typeAnnotation?.typeAnnotation;
      }
      return parameterProperty(type, name)?.id.typeAnnotation?.typeAnnotation;
    }
    default:
      return undefined;
  }
}

function signature(members: readonly Node[], name: string): Node | undefined {
  for (const member of members) {
    if (member.type !== "TSPropertySignature" || member.computed) continue;
    if (propertyName(member.key) === name) return member.typeAnnotation?.typeAnnotation;
  }
  return undefined;
}

/** `extends` of an interface, as references to types. */
export function basesOf(type: Node): readonly Node[] {
  if (type.type !== "TSInterfaceDeclaration") return [];
  return type.extends.map(
    ({ expression, typeArguments, start, end }) =>
      ({ type: "TSTypeReference", typeName: expression, typeArguments, start, end }) as Node,
  );
}

/** The name of a type: `KVNamespace`, also of `workers.KVNamespace` and `import("…").KVNamespace`. */
export function nameOf(type: Node): string | undefined {
  const name =
    type.type === "TSTypeReference"
      ? type.typeName
      : type.type === "TSImportType"
        ? type.qualifier
        : undefined;
  if (name?.type === "Identifier") return name.name;
  return name?.type === "TSQualifiedName" ? name.right.name : undefined;
}

function argumentsOf({ typeArguments }: TSTypeReference): readonly Node[] {
  return typeArguments?.params ?? [];
}
