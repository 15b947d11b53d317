import type { WantedBinding } from "./binding.ts";
import type { TextEdit } from "./text-edit.ts";

/** A language that wrangler files are written in. */
export interface WranglerSyntax {
  /**
   * The configuration that a text holds.
   *
   * @throws WranglerFileError where it does not parse.
   */
  read(source: string): unknown;
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
