import { objectType } from "../object-type.ts";
import type { MethodWriter } from "./method-writer.ts";

/** Writes the methods that find records by leading parameters. */
export function writeLists(methods: MethodWriter): void {
  const { scope, shape, types } = methods;
  const isFlat = !shape.hasPrefix;
  const prefix = () => (isFlat ? [] : [`params?: ${types.prefix}`]);
  // Without leading parameters an empty object takes their place.
  const beforeOptions = () => `params?: ${isFlat ? "Record<string, never>" : types.prefix}`;
  const which = isFlat ? "all records" : "records by leading parameters";
  const options = () => `options?: ${scope.useType("GetOptions")}`;
  const page = () => `options?: ${scope.useType("PageOptions")}`;
  const entry = `${types.entry} & { readonly value: ${types.value} }`;

  methods.methodOfAll(
    `Finds ${which}, over all pages, in the order of keys. No value is read.`,
    "list",
    prefix,
    `AsyncIterable<${types.entry}>`,
  );
  methods.methodOfAll("Finds only keys, as `list` does.", "keys", prefix, "AsyncIterable<string>");
  methods.methodOfAll(
    `Finds records with their values${shape.isText ? ", 100 values in one operation" : ""}.`,
    "entries",
    () => [beforeOptions(), options()],
    `AsyncIterable<${entry}>`,
  );
  methods.methodOfAll(
    "Finds the first record in the order of keys; `null` if there is none.",
    "first",
    prefix,
    `Promise<${types.entry} | null>`,
  );
  methods.methodOfAll(
    "Counts records. All their keys are read.",
    "count",
    prefix,
    "Promise<number>",
  );
  methods.methodOfAll(
    `Finds one page of ${which}, and the cursor of the next page; \`null\` after the last.`,
    "page",
    () => [beforeOptions(), page()],
    ["Promise<", objectType([`entries: readonly ${types.entry}[]`, "cursor: string | null"]), ">"],
  );
  methods.methodOfAll(
    isFlat
      ? "Removes all records, and returns how many there were."
      : "Removes records by leading parameters, `{}` for all, and returns how many there were.",
    "deleteAll",
    // Not optional: a variable that happens to be undefined must not remove everything.
    () => (isFlat ? [] : [`params: ${types.prefix}`]),
    "Promise<number>",
  );
}
