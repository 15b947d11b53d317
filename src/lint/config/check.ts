import picomatch from "picomatch";
import { z } from "zod";
import { nearMiss } from "../../../schema/near-miss.ts";
import type { Path } from "../../../schema/problem.ts";
import { CONFIGURATION_DOCS } from "../../report/docs-url.ts";
import { nearestRule } from "../nearest-rule.ts";
import type { Rule } from "../rule.ts";

/** What is wrong with a configuration, and the path to it from `defineConfig`'s argument. */
export interface ConfigFault {
  readonly path: Path;
  readonly at?: "name" | "value";
  readonly message: string;
  readonly help: string;
}

const LEVELS = ["off", "warning", "error"] as const;

const GLOBS = z.array(
  z
    .string()
    .refine(isGlob, { error: "not a glob" })
    // It would mean "all others", and leave the globs beside it without effect.
    .refine((glob) => !/^!(?!\()/.test(glob), {
      error: "a glob with `!` excludes nothing; use `exclude` to leave files out",
    }),
);
const RULES = z.record(z.string(), z.unknown());

/** The shape without the rules, whose names and options only the rules know. */
const LINT = z.strictObject({
  preset: z.enum(["recommended", "strict"]).optional(),
  rules: RULES.optional(),
  folders: z.array(z.string()).optional(),
  include: GLOBS.optional(),
  exclude: GLOBS.optional(),
  types: z.boolean().optional(),
  overrides: z.array(z.strictObject({ files: GLOBS, rules: RULES })).optional(),
});

const CONFIG = z.strictObject({ lint: LINT.optional() });

const END_WITH = "End the file with `export default defineConfig({ … })`.";

const OF_LINT = Object.keys(LINT.shape);

const PROPERTIES = ["lint", ...OF_LINT, "files"];

/** The first fault in the default export of a configuration file. */
export function checkConfig(config: unknown, rules: readonly Rule[]): ConfigFault | undefined {
  if (config === undefined) {
    return { path: [], message: "the configuration has no default export", help: END_WITH };
  }
  const { success, error, data } = CONFIG.safeParse(config);
  if (!success) return shapeFault(error.issues[0]);
  const { lint } = data;
  const places: readonly (readonly [Path, Readonly<Record<string, unknown>>])[] = [
    [["lint", "rules"], lint?.rules ?? {}],
    ...(lint?.overrides ?? []).map(
      ({ rules }, index) => [["lint", "overrides", index, "rules"], rules] as const,
    ),
  ];
  for (const [path, settings] of places) {
    for (const [id, setting] of Object.entries(settings)) {
      const fault = ruleFault(id, setting, [...path, id], rules);
      if (fault !== undefined) return fault;
    }
  }
  return undefined;
}

function shapeFault(issue: z.core.$ZodIssue | undefined): ConfigFault {
  const path = (issue?.path ?? []).map((step) => (typeof step === "symbol" ? "" : step));
  const where = path.length === 0 ? "the configuration" : `\`${path.join(".")}\``;
  if (issue?.code === "unrecognized_keys") {
    const [name = ""] = issue.keys;
    const others = PROPERTIES.filter((property) => property !== name);
    const meant = nearMiss(name, others);
    const isOutside = path.length === 0 && OF_LINT.includes(name);
    return {
      path: [...path, name],
      at: "name",
      message: `${where} has no property \`${name}\``,
      help: isOutside
        ? `It belongs in \`lint\`: write \`lint: { ${name}: … }\`.`
        : meant === undefined
          ? "Remove it."
          : `Write \`${meant}\`.`,
    };
  }
  return {
    path,
    message: `${where} is wrong: ${issue?.message ?? "it is not an object"}`,
    help: path.length === 0 ? END_WITH : `Correct it: ${CONFIGURATION_DOCS} lists all properties.`,
  };
}

function ruleFault(
  id: string,
  setting: unknown,
  path: Path,
  rules: readonly Rule[],
): ConfigFault | undefined {
  const rule = rules.find((rule) => rule.id === id);
  if (rule === undefined) {
    const ids = rules.map((rule) => rule.id);
    const meant = nearestRule(id, ids);
    return {
      path,
      at: "name",
      message: `there is no rule \`${id}\``,
      help: meant === undefined ? "Remove it." : `Did you mean \`${meant}\`?`,
    };
  }
  const [level, options, ...others] = Array.isArray(setting) ? setting : [setting];
  if (!LEVELS.includes(level) || others.length > 0) {
    return {
      path,
      message: `\`${id}\` is not set to a level`,
      help: 'Write "off", "warning" or "error", or a level with options: ["error", { … }].',
    };
  }
  if (options === undefined) return undefined;
  if (rule.options === undefined) {
    return { path, message: `\`${id}\` has no options`, help: `Write "${level}" alone.` };
  }
  const issue = rule.options.safeParse(options).error?.issues[0];
  if (issue === undefined) return undefined;
  const steps = issue.path.map((step) => (typeof step === "symbol" ? "" : step));
  const names = Object.keys((rule.options as unknown as z.ZodObject).shape);
  return {
    path: [...path, 1, ...steps],
    message: `\`${[id, ...steps].join(".")}\` is wrong: ${issue.message}`,
    help: `The options of \`${id}\` are: ${names.map((name) => `\`${name}\``).join(", ")}.`,
  };
}

function isGlob(text: string): boolean {
  try {
    picomatch.makeRe(text);
    return text !== "";
  } catch {
    return false;
  }
}
