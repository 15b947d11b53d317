import { toCase } from "../../name-case.ts";
import type { ModelFinding, ModelRule } from "../../rule.ts";

export const rule: ModelRule = {
  id: "naming/namespace-case",
  severity: "warning",
  preset: "strict",
  docs: {
    what: "Bindings are written in one case, `CONSTANT_CASE` unless `conventions.namespaces` says otherwise.",
    why: "A binding is a name in `env`, in the wrangler file and in the generated code: if it is always written the same way, one search finds it in all of them.",
    wrong: `namespaces: { sessionCache: { … } }`,
    right: `namespaces: { SESSION_CACHE: { … } }`,
    silence: "When a binding's name comes from a running Worker that cannot change yet.",
  },
  *checkModel({ conventions, namespaces }): Generator<ModelFinding> {
    for (const { binding } of namespaces) {
      const wanted = toCase(binding, conventions.namespaces);
      if (wanted === binding) continue;
      yield {
        path: ["namespaces", binding],
        at: "name",
        message: `the binding \`${binding}\` is not in ${conventions.namespaces}`,
        help: `Rename it to \`${wanted}\`, in the wrangler file as well.`,
      };
    }
  },
};
