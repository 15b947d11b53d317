import type { ParamName } from "./template.ts";

/** The name of a pointer says what it finds records by, and is never the name of an accessor's method. */
type PointerName = `by${Capitalize<string>}`;

/** The key templates of pointers, by name, as the author writes them. */
export type PointerTemplates = Readonly<Record<PointerName, string | PointerOptions>>;

/** A pointer that is more than its key template. */
interface PointerOptions<Template extends string = string> {
  /** The key template. Its parameters are those of the record's own key, or fields of its value such as `{contact.email}`. */
  readonly key: Template;
  /**
   * What happens to a record whose pointer another record already has: it is rejected (`throw`, the
   * default), or it takes the pointer over (`replace`), and the last one written is found.
   */
  readonly onTaken?: "throw" | "replace";
}

/** Pointers whose parameters are all known; for one that is not, the type is a text for the compiler's message. */
export type KnownPointers<Pointers, Known extends string, Value> = {
  readonly [Name in keyof Pointers]: Name extends PointerName
    ? Pointers[Name] extends string
      ? KnownTemplate<Pointers[Name], Known, Value>
      : Pointers[Name] extends { readonly key: infer Template extends string }
        ? PointerOptions<KnownTemplate<Template, Known, Value>>
        : never
    : "a pointer's name must start with `by`: byEmail";
};

type KnownTemplate<Template extends string, Known extends string, Value> = [
  Unknown<Exclude<ParamName<Template>, Known>, Value>,
] extends [never]
  ? Template
  : `neither the key nor the value has {${Unknown<Exclude<ParamName<Template>, Known>, Value>}}`;

/** The names that are neither in the key or the value nor paths to a field, such as `contact.email`. */
type Unknown<Name extends string, Value> = Name extends `${string}.${string}`
  ? true extends HasField<Value, Name>
    ? never
    : Name
  : Name;

type HasField<Value, Path extends string> = Value extends object
  ? Path extends `${infer First}.${infer Rest}`
    ? First extends keyof Value
      ? HasField<Value[First], Rest>
      : false
    : Path extends keyof Value
      ? true
      : false
  : false;
