import { DEFINITION, type KvOptions, type NamespaceOptions } from "../define.ts";
import { type CollectionModel, MODEL_VERSION, type Model, type NamespaceModel } from "../model.ts";
import type { Path, SchemaProblem } from "../problem.ts";
import { compileCollection } from "./collection.ts";

/** Where generated code goes when the schema does not say: beside the schema file. */
const DEFAULT_OUTPUT = "keyloom.gen.ts";

/** Names that can stand before and after a dot in TypeScript without quotes. */
const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** Compiles a definition to the model. With any problem added, the model is incomplete. */
export function compileModel(options: KvOptions, problems: SchemaProblem[]): Model {
  const { conventions = {} } = options;
  const separator = conventions.separator ?? ":";
  if (!/^[!-$&-/:-@[-`|~]$/.test(separator)) {
    problems.push({
      rule: "separator-invalid",
      severity: "error",
      path: ["conventions", "separator"],
      message: `${JSON.stringify(separator)} cannot separate the segments of a key`,
      help: "Use one character of ASCII punctuation other than `%` and braces, such as `:` or `/`.",
    });
  }
  return {
    version: MODEL_VERSION,
    output: options.output ?? DEFAULT_OUTPUT,
    conventions: {
      separator,
      segments: conventions.segments ?? "kebab-case",
      namespaces: conventions.namespaces ?? "CONSTANT_CASE",
      collections: conventions.collections ?? "camelCase",
    },
    namespaces: sortedEntries(options.namespaces).map(([binding, namespace]) =>
      compileNamespace(binding, namespace, separator, problems),
    ),
  };
}

function compileNamespace(
  binding: string,
  options: NamespaceOptions,
  separator: string,
  problems: SchemaProblem[],
): NamespaceModel {
  const path = ["namespaces", binding];
  checkIdentifier("binding", binding, path, problems);
  const collections = sortedEntries(options.collections ?? {}).flatMap(
    ([name, definition]): CollectionModel[] => {
      const at = [...path, "collections", name];
      checkIdentifier("collection's name", name, at, problems);
      if (definition?.[DEFINITION] === undefined) {
        problems.push({
          rule: "definition-invalid",
          severity: "error",
          path: at,
          message: `\`${name}\` is not a collection`,
          help: "Make it with `collection({ … })` or `assets({ … })`.",
        });
        return [];
      }
      return [compileCollection(name, definition, { separator, path: at, problems })];
    },
  );
  if (typeof options.title !== "string" || options.title.trim() === "") {
    problems.push({
      rule: "title-missing",
      severity: "error",
      path,
      message: `the namespace \`${binding}\` has no title`,
      help: 'Add `title`, the namespace\'s name in the account: `"shop-{stage}-cache"`.',
    });
  }
  return {
    binding,
    ...(options.description !== undefined && { description: options.description }),
    title: options.title ?? "",
    preview: options.preview ?? false,
    collections,
  };
}

function checkIdentifier(what: string, name: string, path: Path, problems: SchemaProblem[]): void {
  if (IDENTIFIER.test(name)) return;
  problems.push({
    rule: "name-invalid",
    severity: "error",
    path,
    at: "name",
    message: `the ${what} ${JSON.stringify(name)} is not a JavaScript identifier`,
    help: "Use letters, digits, `_` and `$` only: the generated code reads it as a property.",
  });
}

/** The model is sorted by code units, so that it is the same whatever the author's order and locale. */
function sortedEntries<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
