import type { ParamName } from "./template.ts";

/** The name of a pointer says what it finds by, and is that of no method of an accessor. */
type PointerName = `by${Capitalize<string>}`;

/** The key templates of pointers, by name, as the author writes them. */
export type PointerTemplates = Readonly<Record<PointerName, string | PointerOptions>>;

/** A pointer that is more than its key template. */
export interface PointerOptions<Template extends string = string> {
  /** The key template, of parameters of the record's own key and fields of its value. */
  readonly key: Template;
  /**
   * What becomes of a record whose pointer another record has: it is refused (`throw`, the default),
   * or gets the pointer in its place (`replace`), so that the last one written is found.
   */
  readonly onTaken?: "throw" | "replace";
}

/** Pointers of which each parameter is known; for one that is not, a text says so in the compiler's message. */
export type KnownPointers<Pointers, Known extends string> = {
  readonly [Name in keyof Pointers]: Name extends PointerName
    ? Pointers[Name] extends string
      ? KnownTemplate<Pointers[Name], Known>
      : Pointers[Name] extends { readonly key: infer Template extends string }
        ? PointerOptions<KnownTemplate<Template, Known>>
        : never
    : "a pointer's name starts with `by`: byEmail";
};

type KnownTemplate<Template extends string, Known extends string> = [
  Exclude<ParamName<Template>, Known>,
] extends [never]
  ? Template
  : `neither the key nor the value has {${Exclude<ParamName<Template>, Known>}}`;
