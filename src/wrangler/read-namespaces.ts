import { isRecord } from "../runtime/issue.ts";
import type { BindingEntry } from "./binding.ts";
import { noSuchEnvironment } from "./file-problem.ts";
import { SYNTAXES, type WranglerFormat } from "./formats.ts";
import type { WranglerComment } from "./syntax.ts";
import type { Span } from "./text-edit.ts";

/** The KV namespaces that a wrangler file names. Offsets are in the text without a byte order mark. */
export interface WranglerNamespaces {
  /** The top level first, then each environment. */
  readonly environments: readonly WranglerEnvironment[];
  readonly comments: readonly WranglerComment[];
}

/** The top level of a wrangler file, or an environment, which inherits no namespaces from it. */
export interface WranglerEnvironment {
  /** `undefined` for the top level. */
  readonly name: string | undefined;
  /** Where it starts: its name, or the start of the file. */
  readonly span: Span;
  /** `undefined` if it has no `kv_namespaces`. */
  readonly entries: readonly BindingEntry[] | undefined;
}

/**
 * Reads the KV namespaces of a wrangler file.
 *
 * @throws WranglerFileError if the text does not parse, or a list of namespaces is not a list.
 */
export function readNamespaces(source: string, format: WranglerFormat): WranglerNamespaces {
  const syntax = SYNTAXES[format];
  const configuration = syntax.read(source);
  const named =
    isRecord(configuration) && isRecord(configuration["env"]) ? configuration["env"] : {};
  const start = { start: 0, end: 0 };
  const environments = [undefined, ...Object.keys(named)].map((name) => ({
    name,
    span: (name === undefined ? undefined : syntax.environmentAt(source, name)) ?? start,
    entries: syntax.entries(source, name),
  }));
  return { environments, comments: syntax.comments(source) };
}

/** @throws WranglerFileError if there is no such environment. */
export function environmentOf(
  { environments }: WranglerNamespaces,
  environment: string | undefined,
): WranglerEnvironment {
  const found = environments.find(({ name }) => name === environment);
  if (found !== undefined) return found;
  throw noSuchEnvironment(
    environment,
    environments.flatMap(({ name }) => name ?? []),
  );
}
