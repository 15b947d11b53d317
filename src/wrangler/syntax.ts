import type { BindingEntry, WantedBinding } from "./binding.ts";
import type { Span, TextEdit } from "./text-edit.ts";

/** A comment of a wrangler file, without its marks. */
export interface WranglerComment extends Span {
  readonly value: string;
}

/** A language that wrangler files are written in. */
export interface WranglerSyntax {
  /**
   * The configuration that a text holds.
   *
   * @throws WranglerFileError where it does not parse.
   */
  read(source: string): unknown;
  /**
   * The entries of `kv_namespaces`, of an environment or at the top; `undefined` where there is no list.
   *
   * @throws WranglerFileError where it does not parse, or the list is none.
   */
  entries(source: string, environment: string | undefined): readonly BindingEntry[] | undefined;
  /** Where an environment is named; `undefined` where it is not named by itself. */
  environmentAt(source: string, environment: string): Span | undefined;
  comments(source: string): readonly WranglerComment[];
  /**
   * The edits that bring `kv_namespaces` to what is wanted of it.
   *
   * @param environment the one whose list is meant, which is there; `undefined` for the list at the top.
   * @throws WranglerFileError where the list is not one that can be edited.
   */
  edit(
    source: string,
    environment: string | undefined,
    wanted: readonly WantedBinding[],
  ): readonly TextEdit[];
}
