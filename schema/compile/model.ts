import { DEFINITION, type KvOptions, type NamespaceOptions } from "../define.ts";
import { IDENTIFIER } from "../identifier.ts";
import { type CollectionModel, MODEL_VERSION, type Model, type NamespaceModel } from "../model.ts";
import type { DefinitionProblem, Path } from "../problem.ts";
import { compileCollection } from "./collection.ts";
import type { CompileContext } from "./context.ts";
import { CONVENTIONS, KV_OPTIONS, NAMESPACE_OPTIONS } from "./option-tables.ts";
import { checkOptions } from "./options.ts";

/** The generated file if the schema does not name one: beside the schema file. */
const DEFAULT_OUTPUT = "keyloom.gen.ts";

/**
 * Compiles a definition to the model. With any problem added, the model is incomplete: what cannot be
 * compiled at all is left out, so the checks do not have to deal with it.
 */
export function compileModel(options: KvOptions, problems: DefinitionProblem[]): Model {
  const {
    output,
    conventions = {},
    namespaces,
    zodInWorker = "allow",
  }: KvOptions = checkOptions(options, KV_OPTIONS, [], problems) ? options : { namespaces: {} };
  const sound = checkOptions(conventions, CONVENTIONS, ["conventions"], problems);
  const given = sound ? conventions : {};
  const { separator = ":", ...cases } = given;
  const stated = (["collections", "namespaces", "segments", "separator"] as const).filter(
    (name) => given[name] !== undefined,
  );
  if (!/^[!-$&-/:-@[-`|~]$/.test(separator)) {
    problems.push({
      rule: "separator-invalid",
      path: ["conventions", "separator"],
      message: `${JSON.stringify(separator)} cannot separate the segments of a key`,
      help: "Use one character of ASCII punctuation other than `%` and braces, such as `:` or `/`.",
    });
  }
  return {
    version: MODEL_VERSION,
    output: output ?? DEFAULT_OUTPUT,
    conventions: {
      separator,
      segments: cases.segments ?? "kebab-case",
      namespaces: cases.namespaces ?? "CONSTANT_CASE",
      collections: cases.collections ?? "camelCase",
      ...(stated.length > 0 && { stated }),
    },
    namespaces: sortedEntries(namespaces).flatMap(([binding, namespace]) => {
      const path = ["namespaces", binding];
      checkIdentifier("binding", binding, path, problems);
      return checkOptions(namespace, NAMESPACE_OPTIONS, path, problems)
        ? [compileNamespace(binding, namespace, { separator, zodInWorker, problems })]
        : [];
    }),
  };
}

function compileNamespace(
  binding: string,
  options: NamespaceOptions,
  context: CompileContext,
): NamespaceModel {
  const { problems } = context;
  const path = ["namespaces", binding];
  const { title = "", description, owner, preview = false, jurisdiction, renamedFrom } = options;
  if (title.trim() === "") {
    problems.push({
      rule: "title-missing",
      path,
      message: `the namespace \`${binding}\` has no title`,
      help: 'Add `title`, the namespace\'s name in the account: `"shop-{stage}-cache"`.',
    });
  }
  const collections = sortedEntries(options.collections).flatMap(
    ([name, definition]): readonly CollectionModel[] => {
      const at = [...path, "collections", name];
      checkIdentifier("collection's name", name, at, problems);
      if (definition?.[DEFINITION] === undefined) {
        problems.push({
          rule: "definition-invalid",
          path: at,
          message: `\`${name}\` is not a collection`,
          help: "Create it with `collection({ … })` or `assets({ … })`.",
        });
        return [];
      }
      const collection = compileCollection(name, definition, at, context);
      return collection === undefined ? [] : [collection];
    },
  );
  return {
    binding,
    ...(description !== undefined && { description }),
    ...(owner !== undefined && { owner }),
    title,
    preview,
    ...(jurisdiction !== undefined && { jurisdiction }),
    ...(renamedFrom !== undefined && { renamedFrom: [renamedFrom].flat() }),
    collections,
  };
}

function checkIdentifier(
  what: string,
  name: string,
  path: Path,
  problems: DefinitionProblem[],
): void {
  if (IDENTIFIER.test(name)) return;
  problems.push({
    rule: "name-invalid",
    path,
    at: "name",
    message: `the ${what} ${JSON.stringify(name)} is not a JavaScript identifier`,
    help: "Use letters, digits, `_` and `$` only: the generated code uses it as a property.",
  });
}

/** The model is sorted by code units, so that it is the same whatever the author's order and locale. */
function sortedEntries<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
