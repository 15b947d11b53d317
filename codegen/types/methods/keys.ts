import type { MethodWriter } from "./method-writer.ts";

/** Writes the methods that build and parse keys. */
export function writeKeys(methods: MethodWriter): void {
  methods.method("Builds a key.", "key", () => [], "string");
  if (!methods.shape.hasParams) return;
  methods.methodOfAll(
    "Parses a key; `null` for a key that is not of this collection.",
    "parse",
    () => ["key: string"],
    `${methods.types.params} | null`,
  );
}
