import { isDeepStrictEqual } from "node:util";
import { isRecord } from "../runtime/issue.ts";
import type { WantedBinding } from "./binding.ts";
import { noSuchEnvironment, WranglerFileError } from "./file-problem.ts";
import { SYNTAXES, type WranglerFormat } from "./formats.ts";
import type { WranglerSyntax } from "./syntax.ts";
import { applyEdits } from "./text-edit.ts";

/** The edited text of a wrangler file. */
export interface NewNamespaces {
  readonly text: string;
  /** Bindings of the list that are not wanted ones, and are kept as they are. */
  readonly kept: readonly string[];
  /** Ids that were replaced with others. */
  readonly replaced: readonly ReplacedId[];
}

/** A replaced id of a binding. */
interface ReplacedId {
  readonly binding: string;
  readonly was: string;
  readonly id: string;
}

const BYTE_ORDER_MARK = "\uFEFF";

/**
 * Edits the `kv_namespaces` of a wrangler file to have the wanted bindings, and leaves every other character as
 * it is: entries of other bindings, other properties of an entry, comments, layout.
 *
 * @param environment the one whose list is meant; `undefined` for the list at the top, which wrangler does not
 * pass down to environments.
 * @throws WranglerFileError if the text does not parse, has no such environment, or has a list that is not a
 * list.
 */
export function setNamespaces(
  text: string,
  format: WranglerFormat,
  environment: string | undefined,
  wanted: readonly WantedBinding[],
): NewNamespaces {
  const syntax = SYNTAXES[format];
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
  const source = text.slice(mark.length);
  const before = listIn(syntax.read(source), environment);
  if (wanted.length === 0) return { text, kept: before.list.map(bindingOf), replaced: [] };
  const edited = applyEdits(source, syntax.edit(source, environment, wanted));
  const expected = expectedList(before.list, wanted);
  if (!isDeepStrictEqual(configurationOf(syntax, edited), before.withList(expected))) {
    throw new WranglerFileError("`kv_namespaces` is written in a way that cannot be edited", 0);
  }
  const known = new Set(wanted.map(({ binding }) => binding));
  const kept = expected.map(bindingOf).filter((binding) => !known.has(binding));
  return { text: mark + edited, kept, replaced: replacedIn(before.list, wanted) };
}

type Entry = Readonly<Record<string, unknown>>;

/** The list of a configuration, and the configuration with the list replaced. */
interface ListInConfiguration {
  readonly list: readonly Entry[];
  withList(list: readonly Entry[]): unknown;
}

function listIn(configuration: unknown, environment: string | undefined): ListInConfiguration {
  const root = isRecord(configuration) ? configuration : {};
  if (environment === undefined) {
    return {
      list: entriesOf(root["kv_namespaces"]),
      withList: (list) => ({ ...root, kv_namespaces: list }),
    };
  }
  const environments = isRecord(root["env"]) ? root["env"] : {};
  const own = Object.hasOwn(environments, environment) ? environments[environment] : undefined;
  if (!isRecord(own)) throw noSuchEnvironment(environment, Object.keys(environments));
  return {
    list: entriesOf(own["kv_namespaces"]),
    withList: (list) => ({
      ...root,
      env: { ...environments, [environment]: { ...own, kv_namespaces: list } },
    }),
  };
}

function entriesOf(list: unknown): readonly Entry[] {
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

/** What the list must hold after the edits, computed independently of them. */
function expectedList(list: readonly Entry[], wanted: readonly WantedBinding[]): readonly Entry[] {
  const rest = new Map(wanted.map((binding) => [binding.binding, binding]));
  const seen = new Set<unknown>();
  const edited = list.map((entry): Entry => {
    const { preview_id: _, ...others } = entry;
    if (seen.has(entry["binding"])) {
      throw new WranglerFileError(`\`kv_namespaces\` has \`${entry["binding"]}\` twice`, 0);
    }
    seen.add(entry["binding"]);
    const binding = rest.get(bindingOf(entry));
    rest.delete(bindingOf(entry));
    return binding === undefined ? entry : { ...others, ...entryFor(binding) };
  });
  return [...edited, ...[...rest.values()].map(entryFor)];
}

function replacedIn(
  list: readonly Entry[],
  wanted: readonly WantedBinding[],
): readonly ReplacedId[] {
  return list.flatMap((entry) => {
    const { binding, id = "" } = wanted.find((each) => each.binding === bindingOf(entry)) ?? {};
    const was = entry["id"];
    const isReplaced = binding !== undefined && typeof was === "string" && was !== id;
    return isReplaced ? [{ binding, was, id }] : [];
  });
}

function bindingOf({ binding }: Entry): string {
  return String(binding);
}

function entryFor({ binding, id, previewId }: WantedBinding): Entry {
  return { binding, id, ...(previewId !== undefined && { preview_id: previewId }) };
}

function configurationOf(syntax: WranglerSyntax, text: string): unknown {
  try {
    return syntax.read(text);
  } catch (error) {
    if (error instanceof WranglerFileError) return undefined;
    throw error;
  }
}
