import { hasMethod } from "../../../schema/methods.ts";
import type { CollectionModel } from "../../../schema/model.ts";
import { writingOf } from "../../../schema/type/writing.ts";
import { absenceOf, hasInput, recursiveTypesIn } from "../../absence.ts";
import type { CollectionNames } from "../../names.ts";
import type { Scope } from "../../scope.ts";
import type { CodeWriter } from "../../text/code-writer.ts";
import { type Doc, list } from "../../text/doc.ts";
import { propertyName } from "../../text/literal.ts";
import { objectType } from "../object-type.ts";
import { isBounded } from "../ttl.ts";

/** Writes the methods of one accessor, and knows what their types are called. */
export class MethodWriter {
  readonly collection: CollectionModel;
  readonly names: CollectionNames;
  readonly scope: Scope;
  /** What a write takes as a value. */
  readonly input: string;
  readonly #writer: CodeWriter;

  constructor(
    writer: CodeWriter,
    collection: CollectionModel,
    names: CollectionNames,
    scope: Scope,
  ) {
    this.#writer = writer;
    this.collection = collection;
    this.names = names;
    this.input = hasInput(collection.value) ? names.input : names.value;
    this.scope = scope;
  }

  /** Whether there is more than one record, so that a method is told which. */
  get hasParams(): boolean {
    return this.collection.key.params.length > 0;
  }

  /** What a read gives besides a value: ` | null`, or nothing where there is a fallback. */
  get missing(): string {
    return this.collection.fallback === undefined ? " | null" : "";
  }

  /** A value with its metadata. */
  get record(): Doc {
    return objectType([`value: ${this.names.value}`, `metadata: ${this.names.metadata}`]);
  }

  /** A property of the accessor. */
  property(comment: string, name: string, type: string): void {
    this.#writer.comment(comment);
    this.#writer.line(`readonly ${propertyName(name)}: ${type};`);
  }

  /** The member of a write's options for the metadata; nothing where the collection has none. */
  metadataMember(forced?: "optional"): readonly string[] {
    const { metadata } = this.collection;
    if (metadata === undefined) return [];
    const { input, output } = absenceOf(metadata, recursiveTypesIn(metadata));
    const taken = writingOf(metadata) === "encoded" ? output : input;
    const isRequired = taken === "required" && forced === undefined;
    const type = hasInput(metadata) ? this.names.metadataInput : this.names.metadata;
    return [`metadata${isRequired ? "" : "?"}: ${type}`];
  }

  /** The member of a write's options for the TTL; nothing where the policy leaves no choice. */
  ttlMember(forced?: "optional"): readonly string[] {
    return this.#ttlMember(`${this.names.ttl}<Asked>`, forced);
  }

  /** The same for one of many records, whose TTLs the run time alone holds to the bounds. */
  ttlMemberOfMany(): readonly string[] {
    return this.#ttlMember("Ttl");
  }

  #ttlMember(type: string, forced?: "optional"): readonly string[] {
    const { ttl } = this.collection;
    if (!isBounded(ttl)) return [];
    const isRequired = ttl.policy === "required" && forced === undefined;
    return [`ttl${isRequired ? "" : "?"}: ${type}`];
  }

  /** A method with a {@link ttlMember}: the compiler is to know the very TTL that a call asks for. */
  withTtl(name: string): string {
    return isBounded(this.collection.ttl)
      ? `${name}<Asked extends ${this.scope.useType("Ttl")}>`
      : name;
  }

  /** A method of one record. */
  method(comment: string, name: string, args: () => readonly Doc[], result: Doc): void {
    const params = this.hasParams ? [`params: ${this.names.params}`] : [];
    this.methodOfAll(comment, name, () => [...params, ...args()], result);
  }

  /**
   * A method that is not of one record.
   *
   * @param args are made only where the schema lets the collection have the method, so that the file
   * imports no type that it does not use.
   */
  methodOfAll(comment: string, name: string, args: () => readonly Doc[], result: Doc): void {
    if (!hasMethod(this.collection, name.replace(/<.*/, ""))) return;
    this.#writer.sharedComment(comment);
    this.#writer.line([list(`${name}(`, args(), ")"), ": ", result, ";"]);
  }
}

/** A parameter for options: left out where there are none, required where one of them is. */
export function optionsParameter(members: readonly string[]): readonly Doc[] {
  if (members.length === 0) return [];
  const isRequired = members.some((member) => /^\w+:/.test(member));
  return [[`options${isRequired ? "" : "?"}: `, objectType(members)]];
}
