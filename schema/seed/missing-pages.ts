import type { CollectionModel } from "../model.ts";
import type { DefinitionProblem } from "../problem.ts";

/** The options that name a page of a folder, each with an example of one. */
const PAGES = { singlePageApp: "index.html", notFound: "404.html" } as const;
type PageOption = keyof typeof PAGES;

/** The pages of a folder that options name, and that no file has been found for yet. */
export class MissingPages {
  readonly #binding: string;
  readonly #collection: CollectionModel;
  readonly #missing = new Map<PageOption, string>();

  constructor(binding: string, collection: CollectionModel) {
    this.#binding = binding;
    this.#collection = collection;
    for (const option of Object.keys(PAGES) as PageOption[]) {
      const page = collection.serve?.[option];
      if (page !== undefined) this.#missing.set(option, page);
    }
  }

  /** Notes that there is a file with this path. */
  found(path: unknown): void {
    for (const [option, page] of this.#missing) if (page === path) this.#missing.delete(option);
  }

  problems(): readonly DefinitionProblem[] {
    const { name, seed } = this.#collection;
    const folder = seed !== undefined && "path" in seed ? seed.path : "";
    return [...this.#missing].map(([option, page]) => ({
      rule: "not-found-missing",
      path: ["namespaces", this.#binding, "collections", name, option],
      message: `there is no file ${page} in ${folder} for the \`${option}\` page`,
      help: `Create it, or fix its path: it is relative to the folder, such as \`${PAGES[option]}\`.`,
    }));
  }
}
