import type { WranglerEnvironment } from "../../../wrangler/read-namespaces.ts";
import type { Span } from "../../../wrangler/text-edit.ts";
import type { SourceFinding, WranglerRule } from "../../rule.ts";

export const rule: WranglerRule = {
  id: "bindings/missing-binding",
  severity: "error",
  docs: {
    what: "The wrangler file has a binding for every namespace of the schema, in each of its environments.",
    why: "A missing binding is `undefined` in the Worker, and the first read throws. Environments do not inherit `kv_namespaces`: an environment without its own list has no KV.",
    wrong: `{
  "kv_namespaces": [
    { "binding": "CACHE", "id": "1f2e…" },
    { "binding": "ORDERS", "id": "3a4b…" }
  ],
  "env": { "production": { "vars": {} } }
}`,
    right: `{
  "kv_namespaces": [
    { "binding": "CACHE", "id": "1f2e…" },
    { "binding": "ORDERS", "id": "3a4b…" }
  ],
  "env": {
    "production": {
      "kv_namespaces": [
        { "binding": "CACHE", "id": "5c6d…" },
        { "binding": "ORDERS", "id": "7e8f…" }
      ]
    }
  }
}`,
    silence: "When an environment runs a Worker that does not use KV.",
  },
  *checkWrangler({ model, file: { environments } }): Generator<SourceFinding> {
    const wanted = model.namespaces.map(({ binding }) => binding);
    for (const environment of environments) {
      const { name, entries } = environment;
      // A file may keep at the top level what all environments share, and deploy only the environments.
      const isShared = name === undefined && entries === undefined && environments.length > 1;
      if (isShared && environments.some(({ entries }) => entries !== undefined)) continue;
      const missing = wanted.filter(
        (binding) => !entries?.some((entry) => entry.binding === binding),
      );
      if (missing.length === 0) continue;
      const where = name === undefined ? "the wrangler file" : `the environment \`${name}\``;
      yield {
        range: placeOf(environment),
        message: `${where} has no binding ${missing.map((binding) => `\`${binding}\``).join(", ")}`,
        help: `Run \`keyloom wrangler${name === undefined ? "" : ` --env ${name}`}\`, or add ${missing.length === 1 ? "it" : "them"} to its \`kv_namespaces\`${name === undefined ? "" : ", which are not inherited"}.`,
      };
    }
  },
};

/** The first entry if there is a list, so that a reader sees which list is meant. */
function placeOf({ entries, span }: WranglerEnvironment): Span {
  const [first] = entries ?? [];
  return first?.fields.find(({ name }) => name === "binding")?.value ?? span;
}
