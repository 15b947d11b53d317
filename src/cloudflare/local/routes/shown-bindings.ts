import type { ScriptBinding } from "../script.ts";

/** Bindings as the API returns them: without secrets. */
export function shownBindings(bindings: readonly ScriptBinding[]): readonly object[] {
  return bindings.map((binding) => {
    const { text, ...rest } = binding;
    return binding.type === "secret_text" ? rest : binding;
  });
}
