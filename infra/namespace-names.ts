import type { Model } from "../schema/model.ts";
import { previewTitle, stageTitle } from "../schema/title.ts";

/** The name of the resource that is a namespace's preview twin. */
export function previewName(binding: string): string {
  return `${binding}-preview`;
}

/** The titles of all namespaces of a stage by the names of their resources, including former names. */
export function titlesByName({ namespaces }: Model, stage: string): ReadonlyMap<string, string> {
  return new Map(
    namespaces.flatMap(({ binding, renamedFrom = [], preview, title: template }) => {
      const title = stageTitle(template, stage);
      const twin = previewTitle(title);
      return [binding, ...renamedFrom].flatMap((name): (readonly [string, string])[] => [
        [name, title],
        ...(preview ? [[previewName(name), twin] as const] : []),
      ]);
    }),
  );
}
