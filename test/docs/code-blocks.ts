import { readFileSync } from "node:fs";
import { join } from "node:path";
import { REPO } from "../project.ts";

/** A block of TypeScript or JavaScript on a page. */
export interface CodeBlock {
  /** Of the fence, to be found by: `docs/schema.md:92`. */
  readonly place: string;
  readonly text: string;
  /** What it is to be compiled as: a whole module, or a part of a schema, or what a Worker or a program does. */
  readonly kind: "module" | "collections" | "options" | "statements";
  /** The name of the file that it begins with, if it is a whole one. */
  readonly file: string | undefined;
}

/** The blocks of a page that a compiler has a say in. */
export function codeBlocks(page: string): readonly CodeBlock[] {
  const text = readFileSync(join(REPO, page), "utf8");
  return Array.from(text.matchAll(/^```(?:ts|js)\n(.*?)^```/gms), ({ 1: code = "", index }) => ({
    place: `${page}:${text.slice(0, index).split("\n").length}`,
    text: code,
    kind: kindOf(code),
    file: /^\/\/ ([\w./-]+\.(?:ts|js))\b/.exec(code)?.[1],
  }));
}

function kindOf(code: string): CodeBlock["kind"] {
  const first = code.replace(/^\/\/.*\n/gm, "");
  if (/^(?:import|export)\b/m.test(first)) return "module";
  if (/^\w+: (?:collection|assets)\(/.test(first)) return "collections";
  return /^(?:params|value|metadata|seed): ?/.test(first) ? "options" : "statements";
}

const IMPORTS = `import { assets, collection, defineKv, gzip, param, redact, sealed, stored, ttl } from "keyloom";
import { z } from "zod";
`;

/** A whole schema around a part of one. */
export function schemaAround({ kind, text }: CodeBlock): string {
  const collections =
    kind === "collections" ? text : `part: collection({ ${optionsAround(text)} }),`;
  return `${IMPORTS}export default defineKv({
  namespaces: { PAGE: { title: "page", collections: {
${collections}
  } } },
});
`;
}

function optionsAround(text: string): string {
  const params = text.startsWith("params:")
    ? Array.from(text.matchAll(/(\w+): param\./g), ([, name]) => name)
    : ["id"];
  const key = params.map((name) => `{${name}}`).join(":");
  const value = /^value:/m.test(text) ? "" : "value: z.unknown(),";
  const part = text.trim().replace(/,?$/, ",");
  return `key: "part:${key}", ${value} ttl: ttl.none("an example"),\n${part}`;
}
