import fc from "fast-check";
import type { WantedBinding } from "../../src/wrangler/binding.ts";

/** A wrangler file in three parts; only the middle one may change. */
export interface GeneratedFile {
  readonly format: "jsonc" | "toml";
  readonly environment: string | undefined;
  readonly before: string;
  /** The list, from its bracket or header to its end; empty where the file has none. */
  readonly list: string;
  readonly after: string;
  /** The entries of the list. */
  readonly entries: readonly GeneratedEntry[];
}

interface GeneratedEntry {
  readonly binding: string;
  readonly id?: string;
  readonly preview_id?: string;
  readonly remote?: boolean;
}

const BINDINGS = ["CACHE", "ORDERS", "SESSIONS", "SITE"];
const UNKNOWN = ["LEGACY", "OLD_CACHE", "kv"];

const id = fc.string({
  unit: fc.constantFrom(..."0123456789abcdef"),
  minLength: 32,
  maxLength: 32,
});

export const wantedBindings: fc.Arbitrary<readonly WantedBinding[]> = fc
  .tuple(
    ...BINDINGS.map((binding) =>
      fc.option(
        fc.record(
          { binding: fc.constant(binding), id, previewId: id },
          { requiredKeys: ["binding", "id"] },
        ),
      ),
    ),
  )
  .map((bindings) => bindings.filter((binding) => binding !== null))
  .filter((bindings) => bindings.length > 0);

const entries: fc.Arbitrary<readonly GeneratedEntry[]> = fc
  .tuple(
    ...[...BINDINGS, ...UNKNOWN].map((binding) =>
      fc.record(
        { binding: fc.constant(binding), id, preview_id: id, remote: fc.boolean() },
        { requiredKeys: ["binding"] },
      ),
    ),
  )
  .chain((all) => fc.shuffledSubarray(all));

const eol = fc.constantFrom("\n", "\r\n");
const mark = fc.constantFrom("", "\uFEFF");
const gap = fc.constantFrom("", " ", "  ");

/** JSON with comments, as people and formatters lay it out. */
const jsoncFile: fc.Arbitrary<GeneratedFile> = fc
  .record({
    eol,
    mark,
    gap,
    entries,
    indent: fc.constantFrom("  ", "\t", "    "),
    environment: fc.constantFrom(undefined, "production"),
    hasList: fc.boolean(),
    isLast: fc.boolean(),
    oneLine: fc.boolean(),
    oneLineEntries: fc.boolean(),
    trailingCommas: fc.boolean(),
    comments: fc.constantFrom<readonly string[]>([], ["//"], ["/*"], ["//", "/*"]),
    ending: fc.boolean(),
  })
  .map((options) => {
    const { eol, mark, gap, environment, indent, trailingCommas, hasList, isLast } = options;
    const { entries, oneLine, oneLineEntries, comments, ending } = options;
    const comment = (text: string, nth: number) => {
      const kind = oneLine ? "" : (comments[nth % (comments.length || 1)] ?? "");
      if (kind === "") return "";
      return kind === "//" ? ` // ${text}` : ` /* ${text}, "x": [ */`;
    };
    const lines = (items: readonly string[], open: string, close: string, depth: number) => {
      const pad = oneLine ? gap : eol + indent.repeat(depth + 1);
      const body = items.map((item, nth) => {
        const hasComma = nth < items.length - 1 || trailingCommas;
        return (
          pad +
          item +
          gap.repeat(hasComma && comments.length > 0 ? 1 : 0) +
          (hasComma ? "," : "") +
          comment(`after ${nth} of ${open}${depth}`, nth)
        );
      });
      return open + body.join("") + (oneLine ? gap : eol + indent.repeat(depth)) + close;
    };
    const depth = environment === undefined ? 0 : 2;
    const texts = entries.map((entry) => {
      const fields = Object.entries(entry).map(
        ([name, value]) => `"${name}": ${JSON.stringify(value)}`,
      );
      return oneLine || oneLineEntries
        ? `{${gap}${fields.join(`,${gap}`)}${gap}}`
        : lines(fields, "{", "}", depth + 2);
    });
    const list = lines(texts, "[", "]", depth + 1);
    const HOLE = "\u0000";
    const own = [`"name": "shop"`, `"vars": { "A": "x // y", "B": [1, 2,${oneLine ? "" : " "}3] }`];
    const owner = hasList
      ? isLast
        ? [...own, `"kv_namespaces": ${HOLE}`]
        : [own[0] ?? "", `"kv_namespaces": ${HOLE}`, own[1] ?? ""]
      : own;
    const root =
      environment === undefined
        ? [...owner, `"env": ${lines([`"production": ${lines(own, "{", "}", 2)}`], "{", "}", 1)}`]
        : [
            own[0] ?? "",
            `"env": ${lines([`"production": ${lines(owner, "{", "}", 2)}`, `"other": {}`], "{", "}", 1)}`,
            own[1] ?? "",
          ];
    const text = mark + lines(root, "{", "}", 0) + (ending ? eol : "");
    const [before = "", after] = text.split(HOLE);
    return after === undefined
      ? { format: "jsonc", environment, before, list: "", after: "", entries: [] }
      : { format: "jsonc", environment, before, list, after, entries };
  });

/** TOML, with the list as tables, in one line, over several, or as a dotted key. */
const tomlFile: fc.Arbitrary<GeneratedFile> = fc
  .record({
    eol,
    mark,
    gap,
    entries,
    shape: fc.constantFrom("none", "tables", "line", "lines", "dotted"),
    environment: fc.constantFrom(undefined, "production"),
    indent: fc.constantFrom("", "  ", "\t"),
    quote: fc.constantFrom('"', "'"),
    comments: fc.boolean(),
    between: fc.constantFrom(0, 1, 2),
    tablesAfter: fc.boolean(),
    trailingComma: fc.boolean(),
    ending: fc.boolean(),
  })
  .map((options) => {
    const { eol, mark, gap, environment, indent, quote, comments, between, ending } = options;
    const shape =
      options.entries.length === 0 && options.shape === "tables" ? "none" : options.shape;
    const entries = shape === "none" ? [] : options.entries;
    const comment = (text: string) => (comments ? `${gap}# ${text}, [[x]] = {` : "");
    const field = ([name, value]: [string, unknown]) =>
      `${name}${gap}=${gap}${typeof value === "string" ? quote + value + quote : value}`;
    const path = environment === undefined ? "" : "env.production.";
    const inline = entries.map((entry) => `{ ${Object.entries(entry).map(field).join(", ")} }`);
    const lists: Record<string, string> = {
      none: "",
      line: `[${gap}${inline.join(`,${gap}`)}${gap}]`,
      lines: `[${inline.map((item, nth) => eol + indent + item + (nth < inline.length - 1 || options.trailingComma ? `,${comment(`entry ${nth}`)}` : comment("last"))).join("")}${eol}]`,
      tables: entries
        .map((entry, nth) => {
          const above = comments && nth > 0 ? `${indent}# above ${nth}${eol}` : "";
          const fields = Object.entries(entry).map(
            (pair) => `${indent}${field(pair)}${comment(pair[0])}`,
          );
          return [`${above}${indent}[[${path}kv_namespaces]]${comment("header")}`, ...fields].join(
            eol,
          );
        })
        .join(eol.repeat(between + 1)),
    };
    lists["dotted"] = lists["lines"] ?? "";
    const list = lists[shape] ?? "";
    const head = [
      `${comment("top").trim()}`,
      `name = "shop"${comment("name")}`,
      `main${gap}= 'src/worker.ts'`,
      "",
    ];
    const vars = ["[vars]", `A = """`, "kv_namespaces = [", `"""`, ""];
    const production = ["[env.production]", `name = "p"`];
    const others = [
      "[[d1_databases]]",
      'binding = "DB"',
      'database_name = "d"',
      'database_id = "e"',
      "",
    ];
    const isKey = shape === "line" || shape === "lines";
    const parts: readonly (readonly string[])[] =
      environment === undefined
        ? isKey || shape === "dotted"
          ? [
              [...head, `kv_namespaces = `],
              ["", ...others, ...vars, ...production],
            ]
          : shape === "tables"
            ? [
                [...head, ...vars, ""],
                ["", "", ...(options.tablesAfter ? others : []), ...production],
              ]
            : [[...head, ...others, ...vars, ...production]]
        : isKey
          ? [
              [...head, ...vars, ...production, "kv_namespaces = "],
              ["", ...(options.tablesAfter ? others : [])],
            ]
          : shape === "dotted"
            ? [
                [...head, "env.production.kv_namespaces = "],
                ["", 'env.production.name = "p"', "", ...others, ...vars],
              ]
            : shape === "tables"
              ? [
                  [...head, ...production, "", ""],
                  ["", "", ...vars, ...(options.tablesAfter ? others : [])],
                ]
              : [[...head, ...production, "", ...vars, ...(options.tablesAfter ? others : [])]];
    const [first = [], second = []] = parts;
    const before = mark + first.join(eol);
    const after = second.join(eol) + (ending ? eol : "");
    return { format: "toml", environment, before, list, after, entries };
  });

export const wranglerFile: fc.Arbitrary<GeneratedFile> = fc.oneof(jsoncFile, tomlFile);
