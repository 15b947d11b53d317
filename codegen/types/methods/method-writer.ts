import { hasMethod } from "../../../schema/methods.ts";
import type { CollectionNames } from "../../names.ts";
import type { Scope } from "../../scope.ts";
import type { CodeWriter } from "../../text/code-writer.ts";
import { type Doc, list } from "../../text/doc.ts";
import { propertyName } from "../../text/literal.ts";
import { objectType } from "../object-type.ts";
import { ttlTypeName } from "../ttl.ts";
import type { MethodShape } from "./method-shape.ts";

/** The names of the types that methods use. */
export type MethodTypes = Pick<
  CollectionNames,
  "params" | "value" | "input" | "metadata" | "metadataInput" | "prefix" | "entry"
>;

/** Writes the methods of one accessor, or of several with the same shape. */
export class MethodWriter {
  readonly shape: MethodShape;
  readonly types: MethodTypes;
  readonly scope: Scope;
  /** The type of a write's value. */
  readonly input: string;
  readonly #writer: CodeWriter;

  constructor(writer: CodeWriter, shape: MethodShape, types: MethodTypes, scope: Scope) {
    this.#writer = writer;
    this.shape = shape;
    this.types = types;
    this.input = shape.hasInput ? types.input : types.value;
    this.scope = scope;
  }

  /** What a read returns besides a value: ` | null`, or nothing if there is a fallback. */
  get missing(): string {
    return this.shape.hasFallback ? "" : " | null";
  }

  /** A value with its metadata. */
  get record(): Doc {
    return objectType([`value: ${this.types.value}`, `metadata: ${this.types.metadata}`]);
  }

  /** A property of the accessor. */
  property(comment: string, name: string, type: string): void {
    this.#writer.comment(comment);
    this.#writer.line(`readonly ${propertyName(name)}: ${type};`);
  }

  /** The member of a write's options for the metadata; nothing if the collection has none. */
  metadataMember(forced?: "optional"): readonly string[] {
    const { isFile, metadata } = this.shape;
    if (metadata === undefined) return [];
    // The rest of it follows from the bytes.
    if (isFile) return ["metadata: { contentType: string }"];
    const isRequired = metadata.isRequired && forced === undefined;
    const type = metadata.hasInput ? this.types.metadataInput : this.types.metadata;
    return [`metadata${isRequired ? "" : "?"}: ${type}`];
  }

  /** The member of a write's options for the TTL; nothing if the policy leaves no choice. */
  ttlMember(forced?: "optional"): readonly string[] {
    const { ttl } = this.shape;
    return ttl === undefined ? [] : this.#ttlMember(`${ttlTypeName(ttl)}<Asked>`, forced);
  }

  /** The same for a value that is loaded: a function may take it from that value, which only the run time checks. */
  ttlMemberOfLoad(): readonly string[] {
    const { ttl } = this.shape;
    if (ttl === undefined) return [];
    const result = `${this.scope.useType("Ttl")}${ttl.isRequired ? "" : " | undefined"}`;
    return this.#ttlMember(
      `${ttlTypeName(ttl)}<Asked> | ((value: ${this.types.value}) => ${result})`,
    );
  }

  /** The same for one of many records, whose TTLs only the run time checks against the bounds. */
  ttlMemberOfMany(): readonly string[] {
    return this.shape.ttl === undefined ? [] : this.#ttlMember(this.scope.useType("Ttl"));
  }

  #ttlMember(type: string, forced?: "optional"): readonly string[] {
    const isRequired = this.shape.ttl?.isRequired === true && forced === undefined;
    return [`ttl${isRequired ? "" : "?"}: ${type}`];
  }

  /**
   * The return type of a function that makes a value, in a method that is {@link named} for one. TypeScript widens
   * a literal that an `async` function returns to any text, unless the method asks for the exact literal.
   */
  get made(): string {
    return this.shape.isLiteral ? "Given" : this.input;
  }

  /**
   * The name of a method with a {@link ttlMember}: the compiler must know the exact TTL that a call gives, and
   * the value that a function makes.
   */
  named(name: string, takes?: "function"): string {
    const params: string[] = [];
    if (takes !== undefined && this.shape.isLiteral) {
      params.push(`const Given extends ${this.input}`);
    }
    if (this.shape.ttl !== undefined) params.push(`Asked extends ${this.scope.useType("Ttl")}`);
    return params.length === 0 ? name : `${name}<${params.join(", ")}>`;
  }

  /** A method of one record. */
  method(comment: string, name: string, args: () => readonly Doc[], result: Doc): void {
    const params = this.shape.hasParams ? [`params: ${this.types.params}`] : [];
    this.methodOfAll(comment, name, () => [...params, ...args()], result);
  }

  /**
   * A method that is not for one record.
   *
   * @param args called only if the schema gives the collection the method, so that the file imports no unused
   * type.
   */
  methodOfAll(comment: string, name: string, args: () => readonly Doc[], result: Doc): void {
    if (!hasMethod(this.shape, name.replace(/<.*/, ""))) return;
    this.#writer.comment(comment);
    this.#writer.line([list(`${name}(`, args(), ")"), ": ", result, ";"]);
  }
}

/** A parameter for options: left out if there are none, required if one of them is. */
export function optionsParameter(members: readonly string[]): readonly Doc[] {
  if (members.length === 0) return [];
  const isRequired = members.some((member) => /^\w+:/.test(member));
  return [[`options${isRequired ? "" : "?"}: `, objectType(members)]];
}
