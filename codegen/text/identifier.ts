/** Words that cannot name a variable in a module. */
const RESERVED_WORDS: ReadonlySet<string> = new Set([
  ...["arguments", "await", "break", "case", "catch", "class", "const", "continue", "debugger"],
  ...["default", "delete", "do", "else", "enum", "eval", "export", "extends", "false", "finally"],
  ...["for", "function", "if", "implements", "import", "in", "instanceof", "interface", "let"],
  ...["new", "null", "package", "private", "protected", "public", "return", "static", "super"],
  ...["switch", "this", "throw", "true", "try", "typeof", "undefined", "var", "void", "while"],
  ...["with", "yield"],
]);

export function isReservedWord(name: string): boolean {
  return RESERVED_WORDS.has(name);
}

/** The name of a variable for a property: the property's own if possible. */
export function identifierFor(property: string): string {
  const camel = property.replace(/[^A-Za-z0-9_$]+(.)?/g, (_, next: string | undefined) =>
    /[A-Za-z0-9_$]/.test(next ?? "") ? (next ?? "").toUpperCase() : "",
  );
  return /^[A-Za-z_$]/.test(camel) ? camel : `property${camel}`;
}

/** The name of a constant: `sku pattern` becomes `SKU_PATTERN`. */
export function constantFor(text: string): string {
  const upper = text
    .replace(/([a-z0-9])([A-Z])|([A-Z])(?=[A-Z][a-z])/g, (_, end = "", start = "", one = "") =>
      one === "" ? `${end}_${start}` : `${one}_`,
    )
    .replace(/[^A-Za-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .toUpperCase();
  return /^[A-Z]/.test(upper) ? upper : `VALUE${upper === "" ? "" : `_${upper}`}`;
}

/** The singular of a name: `browser` for `browsers`; `undefined` for words that are not a plain plural. */
export function singularOf(name: string): string | undefined {
  if (name === "children") return "child";
  return /[^aeious]s$|[^i]es$/.test(name) && !/(?:s|x|z|ch|sh)es$/.test(name)
    ? name.slice(0, -1)
    : undefined;
}
