import type { ImportDeclarationSpecifier, Node, ParamPattern, Program } from "oxc-parser";
import { type Declaration, type Declared, declaredBy } from "./declaration.ts";
import { isFunction } from "./function.ts";
import type { Tree } from "./tree.ts";

interface Scope {
  readonly start: number;
  readonly end: number;
  readonly parent: Scope | undefined;
  /** Whether a `var` inside it belongs to it. */
  readonly holdsVar: boolean;
  readonly names: Map<string, Declaration>;
  readonly children: Scope[];
}

const BLOCKS: ReadonlySet<string> = new Set([
  ...["BlockStatement", "CatchClause", "ForStatement", "ForInStatement", "ForOfStatement"],
  ...["SwitchStatement", "StaticBlock", "TSModuleBlock"],
]);

/** Nodes that declare names, or have a scope of their own: most do neither. */
const TELLING: ReadonlySet<string> = new Set([
  ...BLOCKS,
  ...["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"],
  ...["VariableDeclaration", "ClassDeclaration", "TSEnumDeclaration"],
  ...["ImportDeclaration", "TSImportEqualsDeclaration"],
]);

/** A name in code. */
export type Name = Extract<Node, { readonly type: "Identifier" }>;

/** Which declaration a name means, by where it is used. Read from the tree when first asked. */
export class Scopes {
  readonly #tree: Tree;
  #root: Scope | undefined;
  #types: ReadonlyMap<string, readonly Node[]> | undefined;

  constructor(tree: Tree) {
    this.#tree = tree;
  }

  /** The declaration of a name as seen at an offset; undefined if the file does not declare it. */
  lookUp(name: string, offset: number): Declaration | undefined {
    let scope: Scope | undefined = innermost(this.#rootScope(), offset);
    while (scope !== undefined && !scope.names.has(name)) scope = scope.parent;
    return scope?.names.get(name);
  }

  /** The declaration that a node means; undefined if it is no name, or the file does not declare it. */
  of(node: Node | undefined): Declaration | undefined {
    return node?.type === "Identifier" ? this.lookUp(node.name, node.start) : undefined;
  }

  /** The parameter of a function that a node names. */
  parameterOf(node: Node): ParamPattern | undefined {
    const declaration = this.of(node);
    return declaration?.kind === "unknown" ? declaration.parameter : undefined;
  }

  /** Whether a node is another use of a name: one that means the same declaration. */
  isSame(node: Node, name: Name): boolean {
    return node.type === "Identifier" && node.name === name.name && this.of(node) === this.of(name);
  }

  /** The declaration of a name at the top level, where exports are. */
  global(name: string): Declaration | undefined {
    return this.#rootScope().names.get(name);
  }

  /** The interfaces, type aliases and classes with a name at the top level. */
  types(name: string): readonly Node[] {
    this.#types ??= typesOf(this.#tree.program);
    return this.#types.get(name) ?? [];
  }

  #rootScope(): Scope {
    this.#root ??= collect(this.#tree);
    return this.#root;
  }
}

function typesOf({ body }: Program): ReadonlyMap<string, readonly Node[]> {
  const types = new Map<string, Node[]>();
  for (const statement of body) {
    const node =
      statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration"
        ? statement.declaration
        : statement;
    if (
      node?.type !== "TSInterfaceDeclaration" &&
      node?.type !== "TSTypeAliasDeclaration" &&
      node?.type !== "ClassDeclaration"
    ) {
      continue;
    }
    if (node.id) types.set(node.id.name, [...(types.get(node.id.name) ?? []), node]);
  }
  return types;
}

function innermost(root: Scope, offset: number): Scope {
  let scope = root;
  for (;;) {
    const inner = lastFrom(scope.children, offset);
    if (inner === undefined || inner.end <= offset) return scope;
    scope = inner;
  }
}

/** The last of some scopes, in the order of the text, that starts at an offset or before it. */
function lastFrom(scopes: readonly Scope[], offset: number): Scope | undefined {
  let [from, to] = [0, scopes.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((scopes[middle]?.start ?? 0) <= offset) from = middle + 1;
    else to = middle;
  }
  return scopes[from - 1];
}

function collect({ program, nodes }: Tree): Scope {
  const root = scopeFor(program, undefined, true);
  let scope = root;
  for (const node of nodes) {
    if (!TELLING.has(node.type)) continue;
    while (scope.parent !== undefined && scope.end <= node.start) scope = scope.parent;
    const outer = scope;
    const holdsVar = isFunction(node);
    if (holdsVar || BLOCKS.has(node.type)) scope = scopeFor(node, outer, holdsVar);
    declare(node, scope, outer);
  }
  return root;
}

function scopeFor({ start, end }: Node, parent: Scope | undefined, holdsVar: boolean): Scope {
  const scope = { start, end, parent, holdsVar, names: new Map(), children: [] };
  parent?.children.push(scope);
  return scope;
}

/** Adds the names that a node declares to their scopes. */
function declare(node: Node, scope: Scope, outer: Scope): void {
  switch (node.type) {
    case "VariableDeclaration": {
      // `declare const CACHE: KVNamespace` says only that something else makes it.
      if (node.declare === true) break;
      const target = node.kind === "var" ? varScope(scope) : scope;
      for (const { id, init } of node.declarations) {
        const known = node.kind === "const" && init !== null;
        addAll(target, declaredBy(id, known ? { kind: "value", init } : { kind: "unknown" }));
      }
      break;
    }
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression": {
      if (node.id) {
        const target = node.type === "FunctionDeclaration" ? outer : scope;
        target.names.set(node.id.name, { kind: "value", init: node });
      }
      for (const parameter of node.params) {
        addAll(scope, declaredBy(parameter, { kind: "unknown", parameter }));
      }
      break;
    }
    case "ClassDeclaration":
    case "TSEnumDeclaration":
      if (node.id) scope.names.set(node.id.name, { kind: "value", init: node });
      break;
    case "TSImportEqualsDeclaration":
      if (node.id) scope.names.set(node.id.name, { kind: "unknown" });
      break;
    case "CatchClause":
      if (node.param) addAll(scope, declaredBy(node.param));
      break;
    case "ImportDeclaration":
      for (const specifier of node.specifiers) {
        const { local } = specifier;
        const exported = exportedName(specifier);
        scope.names.set(local.name, { kind: "import", from: node.source.value, exported });
      }
      break;
  }
}

function addAll({ names }: Scope, declared: Iterable<Declared>): void {
  for (const [name, declaration] of declared) names.set(name, declaration);
}

/** The name by which a module exports what is imported; `*` is the module itself. */
function exportedName(specifier: ImportDeclarationSpecifier): string {
  switch (specifier.type) {
    case "ImportDefaultSpecifier":
      return "default";
    case "ImportNamespaceSpecifier":
      return "*";
    case "ImportSpecifier": {
      const { imported } = specifier;
      return imported.type === "Literal" ? imported.value : imported.name;
    }
  }
}

function varScope(scope: Scope): Scope {
  let target = scope;
  while (!target.holdsVar && target.parent !== undefined) target = target.parent;
  return target;
}
