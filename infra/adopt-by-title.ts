import { CannotRunError } from "../schema/cannot-run.ts";
import type { Model } from "../schema/model.ts";
import { previewTitle, stageTitle } from "../schema/title.ts";

/** What to adopt from an account, and which namespaces of the schema it does not have. */
export interface FoundByTitle {
  /** By binding, in the form of a stack's `adopt`. */
  readonly adopt: Readonly<Record<string, { readonly id: string; readonly previewId?: string }>>;
  /** Titles of namespaces and twins that the account does not have. */
  readonly missing: readonly string[];
}

/**
 * Finds the namespaces of a schema in an account by their titles in a stage.
 *
 * @throws CannotRunError if two namespaces have the same title: only a person knows which one to adopt.
 */
export async function adoptByTitle(
  { namespaces }: Model,
  stage: string,
  account: AsyncIterable<{ readonly id: string; readonly title: string }>,
): Promise<FoundByTitle> {
  const ids = new Map<string, string[]>();
  for await (const { id, title } of account) ids.set(title, [...(ids.get(title) ?? []), id]);

  const missing: string[] = [];
  const find = (binding: string, title: string): string | undefined => {
    const [id, ...others] = ids.get(title) ?? [];
    if (others.length > 0) {
      const all = [id, ...others].join(", ");
      throw new CannotRunError(
        `the account has ${others.length + 1} namespaces titled ${JSON.stringify(title)}: ${all}`,
        { help: `Find out which one holds the data of \`${binding}\`, and adopt it by its id.` },
      );
    }
    if (id === undefined) missing.push(title);
    return id;
  };
  const adopt = namespaces.flatMap(({ binding, preview, ...namespace }) => {
    const title = stageTitle(namespace.title, stage);
    const id = find(binding, title);
    const previewId = preview ? find(binding, previewTitle(title)) : undefined;
    if (id === undefined) return [];
    return [[binding, { id, ...(previewId !== undefined && { previewId }) }] as const];
  });
  return { adopt: Object.fromEntries(adopt), missing };
}
