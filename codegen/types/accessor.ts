import type { CollectionModel } from "../../schema/model.ts";
import type { CollectionNames } from "../names.ts";
import type { Scope } from "../scope.ts";
import type { CodeWriter } from "../text/code-writer.ts";
import { extending } from "./extending.ts";
import { type CommonMethods, writeMethods } from "./methods/common-methods.ts";
import { writeLoad } from "./methods/load.ts";
import { shapeOf } from "./methods/method-shape.ts";
import { MethodWriter } from "./methods/method-writer.ts";
import { writePointers } from "./methods/pointers.ts";
import { writeServe } from "./methods/serve.ts";
import { ttlText } from "./ttl.ts";

/**
 * Writes the interface of a collection's accessor.
 *
 * @param common the methods that it shares with others.
 */
export function writeAccessor(
  writer: CodeWriter,
  collection: CollectionModel,
  names: CollectionNames,
  scope: Scope,
  common: CommonMethods | undefined,
): void {
  const { cache, key, pointers, serve, ttl } = collection;
  writer.comment(`Reads and writes \`${key.template}\`. ${ttlText(ttl)}`);
  const types = common?.types.map((type) => names[type]) ?? [];
  const head =
    common === undefined
      ? `export interface ${names.accessor}`
      : extending(names.accessor, common.name, types);
  if (common !== undefined && (cache ?? pointers ?? serve) === undefined) {
    writer.line([head, " {}"]);
    return;
  }
  writer.open([head, " {"]);
  const methods = new MethodWriter(writer, shapeOf(collection), names, scope);
  if (common === undefined) writeMethods(methods);
  if (pointers !== undefined) writePointers(methods, pointers, names.pointers);
  if (cache !== undefined) writeLoad(methods, cache);
  if (serve !== undefined) writeServe(methods, serve);
  writer.close();
}
