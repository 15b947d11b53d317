import {
  createScanner,
  findNodeAtLocation,
  getNodeValue,
  type Node,
  type ParseError,
  parseTree,
} from "jsonc-parser";
import { jsonFault } from "../../schema/source/json-fault.ts";
import type { BindingEntry, BindingList, WantedBinding } from "./binding.ts";
import { type BracketSyntax, editBindingList, writeBindingList } from "./bracketed.ts";
import { WranglerFileError } from "./file-problem.ts";
import { insertItems, JSONC_COMMENT } from "./list-edit.ts";
import type { WranglerComment, WranglerSyntax } from "./syntax.ts";
import { indentAt, type Span, startsLine, type TextEdit } from "./text-edit.ts";

/** `wrangler.jsonc`, and `wrangler.json`, which wrangler reads the same way. */
export const jsonc: WranglerSyntax = {
  read: (source) => toJson(getNodeValue(parse(source))),
  entries(source, environment) {
    const list = findNodeAtLocation(parse(source), [...pathOf(environment), "kv_namespaces"]);
    return list && bindingList(list).entries;
  },
  environmentAt(source, environment) {
    const [name] = findNodeAtLocation(parse(source), pathOf(environment))?.parent?.children ?? [];
    return name && spanOf(name);
  },
  comments(source) {
    const scanner = createScanner(source);
    const comments: WranglerComment[] = [];
    for (let kind = scanner.scan(); kind !== END_OF_FILE; kind = scanner.scan()) {
      if (kind !== LINE_COMMENT && kind !== BLOCK_COMMENT) continue;
      const start = scanner.getTokenOffset();
      const end = start + scanner.getTokenLength();
      const value = source.slice(start + 2, kind === BLOCK_COMMENT ? end - 2 : end);
      comments.push({ value, start, end });
    }
    return comments;
  },
  edit(source, environment, wanted) {
    const root = parse(source);
    const path = pathOf(environment);
    const owner = findNodeAtLocation(root, path) ?? root;
    const syntax = syntaxOf(source, root);
    const list = findNodeAtLocation(owner, ["kv_namespaces"]);
    return list === undefined
      ? addList(source, owner, wanted, syntax)
      : editBindingList(source, bindingList(list), wanted, syntax);
  },
};

/** Kinds of tokens, by the numbers of the parser's `SyntaxKind`, which exists only in its types. */
const [LINE_COMMENT, BLOCK_COMMENT, END_OF_FILE] = [12, 13, 17];

function pathOf(environment: string | undefined): string[] {
  return environment === undefined ? [] : ["env", environment];
}

function parse(source: string): Node {
  const errors: ParseError[] = [];
  const root = parseTree(source, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error !== undefined) {
    throw new WranglerFileError(jsonFault(error.error), error.offset);
  }
  if (root?.type !== "object") throw new WranglerFileError("it does not hold an object", 0);
  return root;
}

/** The parser's own objects have no prototype. */
function toJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function syntaxOf(source: string, root: Node): BracketSyntax {
  const [first] = root.children ?? [];
  const indent = first !== undefined && startsLine(source, first.offset);
  return {
    comment: JSONC_COMMENT,
    unit: (indent && indentAt(source, first.offset)) || "  ",
    property: (name, value) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`,
    replacement: (_old, value) => JSON.stringify(value),
    multiLine: true,
  };
}

function addList(
  source: string,
  owner: Node,
  wanted: readonly WantedBinding[],
  syntax: BracketSyntax,
): readonly TextEdit[] {
  const items = (owner.children ?? []).map(spanOf);
  return insertItems(
    source,
    { span: spanOf(owner), items },
    syntax.comment,
    items.length - 1,
    (indent) => [`"kv_namespaces": ${writeBindingList(source, wanted, indent, syntax)}`],
    syntax.unit,
  );
}

function bindingList(list: Node): BindingList {
  if (list.type !== "array") {
    throw new WranglerFileError("`kv_namespaces` is not a list", list.offset);
  }
  const children = list.children ?? [];
  return { span: spanOf(list), items: children.map(spanOf), entries: children.map(entryOf) };
}

function entryOf(node: Node): BindingEntry {
  const binding = node.type === "object" ? findNodeAtLocation(node, ["binding"])?.value : undefined;
  if (typeof binding !== "string") {
    throw new WranglerFileError("an entry of `kv_namespaces` has no `binding`", node.offset);
  }
  const fields = (node.children ?? []).flatMap((property) => {
    const [name, value] = property.children ?? [];
    if (name === undefined || value === undefined) return [];
    const data: unknown = getNodeValue(value);
    return [{ name: String(name.value), span: spanOf(property), value: spanOf(value), data }];
  });
  return { binding, span: spanOf(node), fields };
}

function spanOf({ offset, length }: Node): Span {
  return { start: offset, end: offset + length };
}
