import type { Node } from "oxc-parser";
import { constant } from "./constant.ts";
import type { KvCall } from "./kv-call.ts";
import { wholeArray } from "./rounds.ts";
import type { SourceFile } from "./source-file.ts";
import { memberOf, unwrap } from "./unwrap.ts";
import { valuesOf } from "./values-of.ts";

/** The keys that lists of KV return in a file. */
export class ListedKeys {
  readonly #file: SourceFile;
  readonly #lists: ReadonlySet<Node>;

  constructor(file: SourceFile, calls: readonly Pick<KvCall, "method" | "node">[]) {
    this.#file = file;
    this.#lists = new Set(calls.filter(({ method }) => method === "list").map(({ node }) => node));
  }

  /** `(await env.CACHE.list()).keys`, also a part of it, or through constants; or an accessor's list itself. */
  has(expression: Node): boolean {
    const node = wholeArray(expression);
    if (this.#lists.has(node)) return true;
    if (this.#isKeys(node)) return true;
    const declaration = this.#file.scopes.of(node);
    if (declaration?.kind === "value")
      return this.#isKeys(wholeArray(constant(declaration.init, this.#file.scopes)));
    return (
      declaration?.kind === "part" &&
      declaration.property === "keys" &&
      declaration.of.kind === "value" &&
      this.#isPage(declaration.of.init)
    );
  }

  /** `page.keys` */
  #isKeys(node: Node): boolean {
    const member = memberOf(node);
    return member?.name === "keys" && this.#isPage(member.object);
  }

  #isPage(expression: Node): boolean {
    // `let page = await env.CACHE.list(); … page = await env.CACHE.list({ cursor })`
    const values = valuesOf(expression, this.#file) ?? [];
    return values.length > 0 && values.every((value) => this.#isAwaitedList(value));
  }

  #isAwaitedList(expression: Node): boolean {
    const node = unwrap(expression);
    return node.type === "AwaitExpression" && this.#lists.has(unwrap(node.argument));
  }
}
