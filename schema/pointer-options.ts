import type { ParamName } from "./template.ts";

/** The name of a pointer says what it finds by, and is that of no method of an accessor. */
type PointerName = `by${Capitalize<string>}`;

/** The key templates of pointers, by name, as the author writes them. */
export type PointerTemplates = Readonly<Record<PointerName, string | PointerOptions>>;

/** A pointer that is more than its key template. */
interface PointerOptions<Template extends string = string> {
  /** The key template, of parameters of the record's own key and fields of its value, `{contact.email}` among them. */
  readonly key: Template;
  /**
   * What becomes of a record whose pointer another record has: it is refused (`throw`, the default),
   * or gets the pointer in its place (`replace`), so that the last one written is found.
   */
  readonly onTaken?: "throw" | "replace";
}

/** Pointers of which each parameter is known; for one that is not, a text says so in the compiler's message. */
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

/** Of names that are none of a key or a value those that are no way to a field either: `contact.email`. */
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
