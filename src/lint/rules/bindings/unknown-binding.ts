import { nearMiss } from "../../../../schema/near-miss.ts";
import type { SourceFinding, WranglerRule } from "../../rule.ts";

export const rule: WranglerRule = {
  id: "bindings/unknown-binding",
  severity: "warning",
  docs: {
    what: "Every KV namespace in the wrangler file is in the schema.",
    why: "A namespace that is not in the schema gets no accessors, no checks and no provisioning: its keys are strings that nobody watches.",
    wrong: `{
  "kv_namespaces": [
    { "binding": "CACHE", "id": "1f2e…" },
    { "binding": "SESIONS", "id": "3a4b…" }
  ]
}`,
    right: `{
  "kv_namespaces": [
    { "binding": "CACHE", "id": "1f2e…" },
    { "binding": "ORDERS", "id": "3a4b…" }
  ]
}`,
    silence: "When a library uses the namespace, such as a framework's cache.",
  },
  *checkWrangler({ model, file }): Generator<SourceFinding> {
    const known = model.namespaces.map(({ binding }) => binding);
    for (const { entries = [] } of file.environments) {
      for (const { binding, fields } of entries) {
        const field = fields.find(({ name }) => name === "binding");
        if (field === undefined || known.includes(binding)) continue;
        const meant = nearMiss(binding, known);
        yield {
          range: field.value,
          message: `the schema has no namespace \`${binding}\``,
          help:
            meant === undefined
              ? "Add the namespace to the schema, or remove the entry."
              : `Did you mean \`${meant}\`?`,
        };
      }
    }
  },
};
