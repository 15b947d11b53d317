import { dirname, resolve } from "node:path";
import type { Problem } from "../../schema/problem.ts";
import { placeAt } from "../../schema/source/place-at.ts";
import { withoutMark } from "../../schema/source/utf8.ts";
import { WranglerFileError } from "../wrangler/file-problem.ts";
import { formatOf } from "../wrangler/formats.ts";
import { readNamespaces, type WranglerNamespaces } from "../wrangler/read-namespaces.ts";
import { readStackOutputs } from "../wrangler/stack-outputs.ts";
import { readWranglerFile, wranglerFileOf } from "../wrangler/wrangler-file.ts";
import type { LintSettings } from "./config/settings.ts";
import { PARSE_ERROR } from "./engine-checks.ts";
import type { LintOptions } from "./lint-options.ts";
import { isWranglerRule, type Rule } from "./rule.ts";
import { silencesIn } from "./silence/read.ts";
import type { Silence } from "./silence/silence.ts";

/** The result for the wrangler file. */
export interface CheckedWrangler {
  /** With the severities of the rules themselves. */
  readonly problems: readonly Problem[];
  readonly silences: readonly Silence[];
  /** The names of its KV bindings. */
  readonly bindings: readonly string[];
}

const NOTHING: CheckedWrangler = { problems: [], silences: [], bindings: [] };

/**
 * Runs the rules on wrangler files over the one beside the schema file, or above it; finds nothing if
 * there is none.
 *
 * @throws CannotRunError if it cannot be read.
 */
export function checkWrangler(
  rules: readonly Rule[],
  settings: LintSettings,
  { schemaFile, model }: Pick<LintOptions, "schemaFile" | "model">,
): CheckedWrangler {
  const path = wranglerFileOf(dirname(schemaFile));
  if (path === undefined || !settings.includes(path)) return NOTHING;
  const text = withoutMark(readWranglerFile(path).text);
  const file = parsed(path, text);
  if ("problem" in file) return { ...NOTHING, problems: [file.problem] };
  const states = settings.statesFor(path);
  const outputsAt = (outputs: string) => readStackOutputs(resolve(dirname(schemaFile), outputs));
  const problems = rules.filter(isWranglerRule).flatMap(({ id, severity, checkWrangler }) => {
    const state = states.get(id);
    if (state === undefined || state.level === "off") return [];
    const found = [...checkWrangler({ model, file, outputsAt, options: state.options })];
    return found.map(({ range, message, help }) => ({
      ...placeAt(path, text, range.start, range.end),
      ...{ rule: id, severity, message, help },
    }));
  });
  const bindings = file.environments.flatMap(({ entries = [] }) =>
    entries.map(({ binding }) => binding),
  );
  return { problems, silences: silencesIn(path, text, file.comments), bindings };
}

function parsed(path: string, text: string): WranglerNamespaces | { readonly problem: Problem } {
  try {
    return readNamespaces(text, formatOf(path));
  } catch (error) {
    if (!(error instanceof WranglerFileError)) throw error;
    const problem = {
      ...placeAt(path, text, error.offset),
      rule: PARSE_ERROR.id,
      severity: PARSE_ERROR.severity,
      message: `the file cannot be read: ${error.message}`,
      help: "Fix the file: nothing in it was checked.",
    };
    return { problem };
  }
}
