import { list } from "../../text/doc.ts";
import type { MethodWriter } from "./method-writer.ts";

/** Writes the methods that read records. */
export function writeReads(methods: MethodWriter): void {
  const { missing, record, scope, shape, types } = methods;
  const options = () => [`options?: ${scope.useType("GetOptions")}`];
  const otherwise = missing === "" ? "the fallback" : "`null`";
  methods.method(
    `Reads a value; ${otherwise} if the key is missing.`,
    "get",
    options,
    `Promise<${types.value}${missing}>`,
  );
  if (shape.metadata !== undefined) {
    methods.method(
      "Reads a value with its metadata; `null` if the key is missing.",
      "getWithMetadata",
      options,
      ["Promise<", record, " | null>"],
    );
  }
  methods.method(
    shape.hasCache
      ? "Whether there is a value."
      : "Whether there is such a record. Its value is not read.",
    "has",
    options,
    "Promise<boolean>",
  );
  // A Worker has six connections, and each open stream holds one of them.
  if (shape.hasParams && !shape.isStream) writeReadsOfMany(methods, options, otherwise);
}

function writeReadsOfMany(
  methods: MethodWriter,
  options: () => readonly string[],
  otherwise: string,
): void {
  const { missing, record, shape, types } = methods;
  const args = () => [`params: readonly ${types.params}[]`, ...options()];
  const value = missing === "" ? types.value : `(${types.value}${missing})`;
  methods.methodOfAll(
    `Reads values in the order of \`params\`${shape.isText ? ", 100 keys in one operation" : ""}; ${otherwise} for each missing key.`,
    "getMany",
    args,
    `Promise<readonly ${value}[]>`,
  );
  if (shape.metadata !== undefined) {
    methods.methodOfAll(
      "Reads values with their metadata, as `getMany` does; `null` for each missing key.",
      "getManyWithMetadata",
      args,
      list("Promise<", [["readonly (", record, " | null)[]"]], ">", { trailingComma: false }),
    );
  }
}
