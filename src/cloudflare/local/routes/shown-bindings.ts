import type { ScriptBinding } from "../script.ts";

/** Bindings as they are answered: what is secret is never given back. */
export function shownBindings(bindings: readonly ScriptBinding[]): readonly object[] {
  return bindings.map((binding) => {
    const { text, ...rest } = binding;
    return binding.type === "secret_text" ? rest : binding;
  });
}
