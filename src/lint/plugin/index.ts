/** `keyloom/eslint-plugin`: the rules on source and schema in ESLint and oxlint, and in the editors that run them. */
import type { ESLint, Linter } from "eslint";
import packageJson from "../../../package.json" with { type: "json" };
import { docsUrl, EDITOR_DOCS } from "../../report/docs-url.ts";
import { isWranglerRule, type Rule } from "../rule.ts";
import { eslintRule } from "./eslint-rule.ts";
import { FileProblems, SCHEMA_RULE } from "./file-problems.ts";
import { rules } from "./rules.ts";

interface KeyloomPlugin extends ESLint.Plugin {
  readonly configs: {
    /** All rules: `keyloom.config.ts` decides which of them are on. */
    readonly recommended: Linter.Config;
  };
}

const found = new FileProblems(rules);
// A linter for code does not read wrangler files.
const onCode = rules.filter((rule) => !isWranglerRule(rule));
const shown = [
  ...onCode.map(({ id, docs }) => ({ id, description: docs.what, url: docsUrl(id) })),
  { id: SCHEMA_RULE, description: "The schema can be used.", url: EDITOR_DOCS },
];

const plugin: KeyloomPlugin = {
  meta: { name: "keyloom", version: packageJson.version, namespace: "keyloom" },
  rules: Object.fromEntries(shown.map((rule) => [nameOf(rule.id), eslintRule(found, rule)])),
  configs: {
    recommended: {
      name: "keyloom/recommended",
      plugins: {
        get keyloom() {
          return plugin;
        },
      },
      rules: Object.fromEntries([
        ...onCode.map((rule) => [`keyloom/${nameOf(rule.id)}`, levelOf(rule)] as const),
        [`keyloom/${SCHEMA_RULE}`, "error"],
      ]),
    },
  },
};

// By the second name, `require` returns the plugin itself.
export { plugin as default, plugin as "module.exports" };

/** By ESLint's conventions a rule's name has no `/`: `missing-ttl`, `silence-unused`. */
function nameOf(id: string): string {
  return id.replace(/^usage\//, "").replace("/", "-");
}

function levelOf({ severity }: Rule): Linter.RuleSeverity {
  return severity === "error" ? "error" : "warn";
}
