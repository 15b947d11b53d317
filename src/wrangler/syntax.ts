import type { BindingEntry, WantedBinding } from "./binding.ts";
import type { Span, TextEdit } from "./text-edit.ts";

/** A comment of a wrangler file, without its delimiters. */
export interface WranglerComment extends Span {
  readonly value: string;
}

/** A language that wrangler files are written in. */
export interface WranglerSyntax {
  /**
   * The configuration that a text holds.
   *
   * @throws WranglerFileError if it does not parse.
   */
  read(source: string): unknown;
  /**
   * The entries of `kv_namespaces`, of an environment or at the top; `undefined` if there is no list.
   *
   * @throws WranglerFileError if it does not parse, or the list is not a list.
   */
  entries(source: string, environment: string | undefined): readonly BindingEntry[] | undefined;
  /** Where an environment is named; `undefined` if it is not named separately. */
  environmentAt(source: string, environment: string): Span | undefined;
  comments(source: string): readonly WranglerComment[];
  /**
   * The edits after which `kv_namespaces` has the wanted bindings.
   *
   * @param environment the one whose list is meant, which exists; `undefined` for the list at the top.
   * @throws WranglerFileError if the list cannot be edited.
   */
  edit(
    source: string,
    environment: string | undefined,
    wanted: readonly WantedBinding[],
  ): readonly TextEdit[];
}
