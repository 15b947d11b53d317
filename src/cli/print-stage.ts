import type { UpLocalResult } from "../../infra/up-local.ts";

/** Prints the namespaces of a stage, and what a run did to it. */
export function printStage({ outputs, operations, retained }: UpLocalResult): void {
  for (const [binding, { id, title, previewId }] of Object.entries(outputs.namespaces)) {
    const preview = previewId === undefined ? "" : `, preview ${previewId}`;
    console.log(`${binding}  ${id}  ${title}${preview}`);
  }
  for (const { name, id } of retained) {
    console.log(`${name}  ${id}  is no longer in the schema: its data stays`);
  }
  const { create, update, same } = operations;
  console.log(`${create} created, ${update} updated, ${same} unchanged`);
}
