/** What a generated file begins with. */
export const GENERATED_MARK = "// Made from ";

/** Whether a file's text is what `keyloom generate` has written. */
export function isGenerated(text: string): boolean {
  return text.startsWith(GENERATED_MARK);
}
