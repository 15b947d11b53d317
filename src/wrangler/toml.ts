import { type AST, getStaticTOMLValue, ParseError, parseTOML } from "toml-eslint-parser";
import type { BindingEntry, BindingList, WantedBinding } from "./binding.ts";
import { type BracketSyntax, editBindingList, writeBindingList } from "./bracketed.ts";
import { WranglerFileError } from "./file-problem.ts";
import { insertItems, TOML_COMMENT } from "./list-edit.ts";
import type { WranglerSyntax } from "./syntax.ts";
import type { Span, TextEdit } from "./text-edit.ts";
import { addTables, editTables } from "./toml-tables.ts";

/** A path of keys: `["env", "production"]`. */
type Path = readonly string[];

/** `wrangler.toml`. */
export const toml: WranglerSyntax = {
  read: (source) => getStaticTOMLValue(parse(source)),
  entries(source, environment) {
    const { body } = parse(source).body[0];
    const target = [...pathOf(environment), "kv_namespaces"];
    const list = valueAt(body, target);
    if (list !== undefined) return bindingList(list).entries;
    const tables = tablesAt(body, target);
    return tables.length === 0 ? undefined : tables.map(entryOf);
  },
  environmentAt(source, environment) {
    const path = pathOf(environment);
    const node = parse(source).body[0].body.find((node) => isAt(keysOf(node).slice(0, 2), path));
    return node && spanOf(node.key);
  },
  comments(source) {
    return parse(source).comments.map(({ value, range: [start, end] }) => ({ value, start, end }));
  },
  edit(source, environment, wanted) {
    const { body } = parse(source).body[0];
    const owner = pathOf(environment);
    const target = [...owner, "kv_namespaces"];
    const list = valueAt(body, target);
    if (list !== undefined) return editBindingList(source, bindingList(list), wanted, SYNTAX);
    const tables = tablesAt(body, target);
    if (tables.length > 0) {
      return editTables(
        source,
        tables.map((node) => ({ node, entry: entryOf(node) })),
        wanted,
      );
    }
    const table = owner.length === 0 ? undefined : valueAt(body, owner);
    if (table?.type === "TOMLInlineTable") return addList(source, table, wanted);
    return addTables(source, lastBefore(body, owner), target, wanted);
  },
};

const SYNTAX: BracketSyntax = {
  comment: TOML_COMMENT,
  unit: "  ",
  property: (name, value) => `${name} = ${JSON.stringify(value)}`,
  replacement: (old, value) => (/^'(?!'')/.test(old) ? `'${value}'` : JSON.stringify(value)),
  multiLine: false,
};

function pathOf(environment: string | undefined): Path {
  return environment === undefined ? [] : ["env", environment];
}

/** The tables of a list: `[[kv_namespaces]]`. */
function tablesAt(
  nodes: readonly (AST.TOMLKeyValue | AST.TOMLTable)[],
  path: Path,
): readonly AST.TOMLTable[] {
  return nodes.filter(
    (node): node is AST.TOMLTable =>
      node.type === "TOMLTable" && node.kind === "array" && isAt(keysOf(node), path),
  );
}

function parse(source: string): AST.TOMLProgram {
  try {
    return parseTOML(source, { tomlVersion: "1.1" });
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw new WranglerFileError(error.message, error.index);
  }
}

/** The value at a path, if it is written as a value and not as a separate table. */
function valueAt(
  nodes: readonly (AST.TOMLKeyValue | AST.TOMLTable)[],
  path: Path,
): AST.TOMLContentNode | undefined {
  for (const node of nodes) {
    const keys = keysOf(node);
    if (!isAt(path.slice(0, keys.length), keys)) continue;
    const rest = path.slice(keys.length);
    if (node.type === "TOMLKeyValue" && rest.length === 0) return node.value;
    const inner =
      node.type === "TOMLTable"
        ? node.body
        : node.value.type === "TOMLInlineTable"
          ? node.value.body
          : [];
    const found = rest.length === 0 ? undefined : valueAt(inner, rest);
    if (found !== undefined) return found;
  }
  return undefined;
}

function keysOf({ key }: AST.TOMLKeyValue | AST.TOMLTable): Path {
  return key.keys.map((part) => (part.type === "TOMLBare" ? part.name : part.value));
}

function isAt(keys: Path, path: Path): boolean {
  return keys.length === path.length && keys.every((key, index) => key === path[index]);
}

/**
 * What new tables come after: the last of their environment; at the top, the last before the
 * environments, where readers look for it.
 */
function lastBefore(
  nodes: readonly (AST.TOMLKeyValue | AST.TOMLTable)[],
  owner: Path,
): Span | undefined {
  const tables = nodes.filter((node) => node.type === "TOMLTable");
  const firstOfEnvironments = nodes.findIndex(
    (node) => node.type === "TOMLTable" && keysOf(node)[0] === "env",
  );
  const last =
    owner.length > 0
      ? (tables.findLast((node) => isAt(keysOf(node).slice(0, 2), owner)) ?? nodes.at(-1))
      : firstOfEnvironments > 0
        ? nodes[firstOfEnvironments - 1]
        : nodes.at(-1);
  return last === undefined ? undefined : spanOf(last);
}

/** An environment that is written as an inline table can only be extended inside it. */
function addList(
  source: string,
  table: AST.TOMLInlineTable,
  wanted: readonly WantedBinding[],
): readonly TextEdit[] {
  const text = `kv_namespaces = ${writeBindingList(source, wanted, undefined, SYNTAX)}`;
  const items = table.body.map(spanOf);
  if (items.length === 0) return [{ ...spanOf(table), text: `{ ${text} }` }];
  const list = { span: spanOf(table), items };
  return insertItems(source, list, TOML_COMMENT, items.length - 1, () => [text], SYNTAX.unit);
}

function bindingList(list: AST.TOMLContentNode): BindingList {
  if (list.type !== "TOMLArray") {
    throw new WranglerFileError("`kv_namespaces` is not a list", list.range[0]);
  }
  const items = list.elements.map(spanOf);
  return { span: spanOf(list), items, entries: list.elements.map(entryOf) };
}

function entryOf(node: AST.TOMLContentNode | AST.TOMLTable): BindingEntry {
  const body = node.type === "TOMLInlineTable" || node.type === "TOMLTable" ? node.body : [];
  const fields = body.map((field) => ({
    name: keysOf(field).join("."),
    span: spanOf(field),
    value: spanOf(field.value),
    data: getStaticTOMLValue(field.value) as unknown,
  }));
  const binding = fields.find(({ name }) => name === "binding")?.data;
  if (typeof binding !== "string") {
    throw new WranglerFileError("an entry of `kv_namespaces` has no `binding`", node.range[0]);
  }
  return { binding, span: spanOf(node), fields };
}

function spanOf({ range: [start, end] }: { readonly range: readonly [number, number] }): Span {
  return { start, end };
}
