import { list } from "../../text/doc.ts";
import { objectType } from "../object-type.ts";
import { type MethodWriter, optionsParameter } from "./method-writer.ts";

/** Writes the methods that change records. */
export function writeWrites(methods: MethodWriter): void {
  const { input, shape, types } = methods;
  methods.method(
    `Writes a value in place of the whole record: value, metadata and expiration.${shape.isPointed ? " Its pointers go with it." : ""}`,
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
      "Writes many records, some at once. All are checked before the first is written.",
      "putMany",
      () => [["records: readonly ", record, "[]"]],
      "Promise<void>",
    );
  }
  // The metadata of a file follows from its bytes: kept beside others it would be wrong. And of a stream
  // that was sent nothing is left to give.
  if (!shape.isFile && !shape.isStream) writeUpdate(methods);
  if (shape.canBeTouched) {
    methods.method(
      "Lets a record live on from now, as it is. Gives `false` where the key is missing. It reads and writes the record: a write or a `delete` that it does not see yet is undone.",
      methods.named("touch"),
      () => optionsParameter(methods.ttlMember()),
      "Promise<boolean>",
    );
  }
  methods.method(
    "Removes a record. A key that is missing is no error.",
    "delete",
    () => [],
    "Promise<void>",
  );
}

function writeUpdate(methods: MethodWriter): void {
  const { made, missing, types } = methods;
  methods.method(
    `Changes a value, and keeps the rest of the record unless told otherwise. ${
      missing === ""
        ? "A missing key starts from the fallback."
        : "Writes nothing, and gives `null`, where the key is missing."
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
