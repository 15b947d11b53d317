import { list } from "../../text/doc.ts";
import { objectType } from "../object-type.ts";
import { type MethodWriter, optionsParameter } from "./method-writer.ts";

/** Writes the methods that change records. */
export function writeWrites(methods: MethodWriter): void {
  const { input, shape, types } = methods;
  methods.method(
    `Replaces the whole record: value, metadata and expiration.${shape.isPointed ? " Its pointers go with it." : ""}`,
    methods.named("put"),
    () => [
      `value: ${input}`,
      ...optionsParameter([...methods.metadataMember(), ...methods.ttlMember()]),
    ],
    "Promise<void>",
  );
  if (shape.hasParams) {
    const record = objectType([
      `params: ${types.params}`,
      `value: ${input}`,
      ...methods.metadataMember(),
      ...methods.ttlMemberOfMany(),
    ]);
    methods.methodOfAll(
      "Writes many records, several at a time. All are checked before the first is written.",
      "putMany",
      () => [["records: readonly ", record, "[]"]],
      "Promise<void>",
    );
  }
  // The metadata of a file follows from its bytes: kept with other bytes it would be wrong. And of a sent stream
  // nothing is left to return.
  if (!shape.isFile && !shape.isStream) writeUpdate(methods);
  if (shape.canBeTouched) {
    methods.method(
      "Restarts the lifetime of a record, which stays as it is. Returns `false` if the key is missing. It reads and writes the record: a write or a `delete` that it does not see yet is undone.",
      methods.named("touch"),
      () => optionsParameter(methods.ttlMember()),
      "Promise<boolean>",
    );
  }
  methods.method(
    "Removes a record. A missing key is not an error.",
    "delete",
    () => [],
    "Promise<void>",
  );
}

function writeUpdate(methods: MethodWriter): void {
  const { made, missing, types } = methods;
  methods.method(
    `Changes a value, and by default keeps the rest of the record. ${
      missing === ""
        ? "A missing key starts from the fallback."
        : "Writes nothing and returns `null` if the key is missing."
    }`,
    methods.named("update", "function"),
    () => [
      ["change: ", list("(", [`value: ${types.value}`], ")"), ` => ${made} | Promise<${made}>`],
      ...optionsParameter([
        ...methods.metadataMember("optional"),
        ...methods.ttlMember("optional"),
      ]),
    ],
    `Promise<${types.value}${missing}>`,
  );
}
