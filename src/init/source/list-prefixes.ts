import type { Node } from "oxc-parser";
import { type KeyPart, keyParts } from "../../lint/source/keys/key-parts.ts";
import type { KvCall } from "../../lint/source/kv-call.ts";
import { ListedKeys } from "../../lint/source/listed-keys.ts";
import { mentions, namesIn } from "../../lint/source/names.ts";
import { roundsAround } from "../../lint/source/rounds.ts";
import type { SourceFile } from "../../lint/source/source-file.ts";
import { arrayOf, mapOf } from "./keys.ts";

/** The prefixes of lists whose keys a file reads, writes and deletes. */
export class ListPrefixes {
  readonly #file: SourceFile;
  readonly #lists: readonly KvCall[];
  readonly #listed: ListedKeys;

  constructor(file: SourceFile, calls: readonly KvCall[]) {
    this.#file = file;
    this.#lists = calls.filter(({ method }) => method === "list");
    this.#listed = new ListedKeys(file, calls);
  }

  /** What the keys of a call start with, if a list returned them; nothing if that list has no prefix. */
  prefixFor(call: KvCall): readonly KeyPart[] | undefined {
    const [key] = call.node.arguments;
    if (this.#lists.length === 0 || call.method === "list" || key === undefined) return undefined;
    // `get(page.keys.map(({ name }) => name))`
    const many = mapOf(arrayOf({ node: key, file: this.#file }).node);
    if (many !== undefined && this.#listed.has(many.of)) return this.#prefixBefore(call);
    const rounds = roundsAround(call.node, this.#file);
    if (rounds === undefined || !this.#listed.has(rounds.over)) return undefined;
    if (!mentions(key, namesIn(rounds.each))) return undefined;
    // With text around it, it is a different key.
    if (keyParts(key, this.#file).some((part) => typeof part === "string")) return undefined;
    return this.#prefixBefore(call);
  }

  #prefixBefore(call: KvCall): readonly KeyPart[] {
    const [prefix] = this.#listBefore(call)?.keys?.nodes ?? [];
    return prefix === undefined ? [] : keyParts(prefix, this.#file);
  }

  /** The last list of the same namespace before a call, in a function that contains it. */
  #listBefore({ node, target }: KvCall): KvCall | undefined {
    const { parents } = this.#file;
    const around = new Set<Node>(parents.around(node));
    return this.#lists.findLast(
      (list) =>
        list.target === target &&
        list.node.start < node.start &&
        around.has(parents.functionOf(list.node)),
    );
  }
}
