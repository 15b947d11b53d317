import { isText } from "../../../schema/codec.ts";
import { list } from "../../text/doc.ts";
import type { MethodWriter } from "./method-writer.ts";

/** Writes the methods that read records. */
export function writeReads(methods: MethodWriter): void {
  const { collection, hasParams, missing, names, record, scope } = methods;
  const options = () => [`options?: ${scope.useType("GetOptions")}`];
  const otherwise = missing === "" ? "the fallback" : "`null`";
  methods.method(
    `Reads a value; ${otherwise} where the key is missing.`,
    "get",
    options,
    `Promise<${names.value}${missing}>`,
  );
  if (collection.metadata !== undefined) {
    methods.method(
      "Reads a value with its metadata; `null` where the key is missing.",
      "getWithMetadata",
      options,
      ["Promise<", record, " | null>"],
    );
  }
  methods.method(
    collection.cache === undefined
      ? "Whether there is such a record. Its value is not read."
      : "Whether there is a value.",
    "has",
    options,
    "Promise<boolean>",
  );
  // A Worker has six connections, and each open stream holds one of them.
  const isStream = collection.value.kind === "stream";
  if (hasParams && !isStream) writeReadsOfMany(methods, options, otherwise);
}

function writeReadsOfMany(
  methods: MethodWriter,
  options: () => readonly string[],
  otherwise: string,
): void {
  const { collection, missing, names, record } = methods;
  const args = () => [`params: readonly ${names.params}[]`, ...options()];
  const value = missing === "" ? names.value : `(${names.value}${missing})`;
  methods.methodOfAll(
    `Reads values in the order asked for${isText(collection.codec) ? ", 100 keys in one operation" : ""}; ${otherwise} for each missing key.`,
    "getMany",
    args,
    `Promise<readonly ${value}[]>`,
  );
  if (collection.metadata !== undefined) {
    methods.methodOfAll(
      "Reads values with their metadata, as `getMany` does; `null` for each missing key.",
      "getManyWithMetadata",
      args,
      list("Promise<", [["readonly (", record, " | null)[]"]], ">", { trailingComma: false }),
    );
  }
}
