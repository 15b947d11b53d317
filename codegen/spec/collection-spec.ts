import type { CollectionModel } from "../../schema/model.ts";
import type { CollectionNames } from "../names.ts";
import type { Scope } from "../scope.ts";
import type { CodeWriter } from "../text/code-writer.ts";
import { beside, list } from "../text/doc.ts";
import { literalDoc, literalText } from "../text/literal.ts";

/** Writes what the runtime needs to know of a collection: `const sessionSpec: CollectionSpec<…>`. */
export function writeCollectionSpec(
  writer: CodeWriter,
  { key, codec, metadata, ttl, fallback }: CollectionModel,
  names: CollectionNames,
  scope: Scope,
): void {
  const types = [
    key.params.length === 0 ? "object" : names.params,
    names.value,
    metadata === undefined ? "undefined" : names.metadata,
    ...(fallback === undefined ? [] : [names.value]),
  ];
  const type = list(`${scope.useType("CollectionSpec")}<`, types, ">", { trailingComma: false });
  writer.open([`const ${names.stem}Spec: `, type, " = {"]);
  writer.line(`key: ${names.stem}Key,`);
  writer.line(`codec: ${scope.use(codec)},`);
  writer.line(`value: check${names.value},`);
  if (metadata !== undefined) writer.line(`metadata: check${names.metadata},`);
  const { reason: _, ...policy } = { reason: undefined, ...ttl };
  const members = Object.entries(policy).map(([name, value]) => `${name}: ${literalText(value)}`);
  writer.line(["ttl: ", list("{", members, "}"), ","]);
  if (fallback !== undefined) {
    const value = literalDoc(fallback);
    const isObject = typeof fallback === "object" && fallback !== null && !Array.isArray(fallback);
    writer.line(
      isObject
        ? ["fallback: () => (", value, "),"]
        : Array.isArray(fallback)
          ? ["fallback: () => ", value, ","]
          : [beside("fallback: () =>", value), ","],
    );
  }
  writer.close("};");
}
