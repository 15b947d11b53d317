import type { PointerModel } from "../../../schema/model.ts";
import type { CollectionNames } from "../../names.ts";
import type { MethodWriter } from "./method-writer.ts";

/** Writes the properties that find records by pointers, and the method that repairs the pointers. */
export function writePointers(
  methods: MethodWriter,
  pointers: readonly PointerModel[],
  names: CollectionNames["pointers"],
): void {
  for (const { name, key } of pointers) {
    const finder = names.get(name)?.finder;
    if (finder !== undefined)
      methods.property(`Finds records by \`${key.template}\`.`, name, finder);
  }
  methods.methodOfAll(
    "Writes missing pointers and removes those that lead nowhere, one page of keys at a time: call it again with the `cursor` until it is `null`.",
    "repairPointers",
    () => [`options?: ${methods.scope.useType("RepairOptions")}`],
    `Promise<${methods.scope.useType("PointerRepair")}>`,
  );
}
