import type { UpLocalResult } from "../../infra/up-local.ts";

/**
 * Prints the namespaces of a stage, and what a run did to it.
 *
 * @param wranglerIds the ids of the namespaces that `wrangler dev` reads, by binding.
 */
export function printStage(
  { outputs, operations, moved, retained }: UpLocalResult,
  wranglerIds: Readonly<Record<string, string>>,
): void {
  for (const [binding, { id, title, previewId }] of Object.entries(outputs.namespaces)) {
    const preview = previewId === undefined ? "" : `, preview ${previewId}`;
    const was = moved.find(({ name }) => name === binding)?.was;
    console.log(`${binding}  ${id}  ${title}${preview}`);
    if (was !== undefined) {
      console.log(`  as in the wrangler file; until now it was ${was}, whose data stay there`);
    }
    if (Object.hasOwn(wranglerIds, binding) && wranglerIds[binding] !== id) {
      console.log(
        `  \`wrangler dev\` reads ${wranglerIds[binding]}, which is another namespace here: to keep this stage apart, give both commands \`--persist-to\``,
      );
    }
  }
  for (const { name, id } of retained) {
    console.log(`${name}  ${id}  is no longer in the schema: its data stays`);
  }
  const { create, update, same } = operations;
  console.log(`${create} created, ${update} updated, ${same} unchanged`);
}
