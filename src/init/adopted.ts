import type { WranglerProject } from "./wrangler-project.ts";

/** The `adopt` option for a stack of one environment. */
export interface Adopted {
  /** Nothing for the top level of the wrangler file. */
  readonly environment: string | undefined;
  /** By binding. */
  readonly adopt: Readonly<Record<string, { readonly id: string; readonly previewId?: string }>>;
}

/** The ids in a wrangler file of the bindings that a schema has, by environment. */
export function adoptedOf(
  wrangler: WranglerProject | undefined,
  bindings: ReadonlySet<string>,
): readonly Adopted[] {
  const found = (wrangler?.bindings ?? []).flatMap(({ binding, ids }) =>
    bindings.has(binding) ? ids.map((each) => ({ ...each, binding })) : [],
  );
  const environments = new Set(found.map(({ environment }) => environment));
  return [...environments].flatMap((environment): readonly Adopted[] => {
    const adopt = found.flatMap(({ binding, environment: of, id, previewId }) => {
      if (of !== environment || id === undefined) return [];
      const isTwin = previewId !== undefined && previewId !== id;
      return [[binding, { id, ...(isTwin && { previewId }) }] as const];
    });
    return adopt.length === 0 ? [] : [{ environment, adopt: Object.fromEntries(adopt) }];
  });
}
