/** The binary operators whose result is a number, whatever they are applied to. `+` also joins texts. */
export const ARITHMETIC: ReadonlySet<string> = new Set([
  ...["-", "*", "/", "%", "**", "|", "&", "^", "<<", ">>", ">>>"],
]);
