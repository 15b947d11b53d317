import { secretOf } from "../../schema/codec.ts";
import type { CollectionModel, Model, ValueCodec, VersionModel } from "../../schema/model.ts";
import { isOpen } from "../../schema/type/open.ts";
import type { Scope } from "../scope.ts";
import { type Doc, list } from "../text/doc.ts";
import { stringText } from "../text/literal.ts";
import { type ImportNames, importedName } from "./module-export.ts";

/** The parameter of a collection's specification if its values are sealed. */
export const SECRET = "secret";

/** Writes how values are stored: `sealed(gzip(json), "SESSION_KEYS", secret)`. */
export function codecExpression(
  { codec, value, version }: Pick<CollectionModel, "codec" | "value" | "version">,
  scope: Scope,
  functions: ImportNames,
): Doc {
  const json = isOpen(value) ? "exactJson" : "json";
  const written = (codec: ValueCodec): Doc => {
    if (codec === "json" && version?.in === "envelope") {
      const inner = isOpen(value) ? [scope.use(json)] : [];
      return versionExpression("versioned", version, scope, functions, inner);
    }
    if (codec === "json") return scope.use(json);
    if (typeof codec === "string") return scope.use(codec);
    if (codec.kind === "sealed") {
      const args = [written(codec.of), stringText(codec.secret), SECRET];
      return list(`${scope.use("sealed")}(`, args, ")");
    }
    if (codec.of === "stream") return scope.use("gzipStream");
    return list(`${scope.use("gzip")}(`, [written(codec.of)], ")");
  };
  return written(codec);
}

/** Writes the current version and the upcasts to it: `versioned(3, { 1: userFrom1, 2: userFrom2 })`. */
export function versionExpression(
  name: "versioned" | "versionInMetadata",
  { current, upcasts }: VersionModel,
  scope: Scope,
  functions: ImportNames,
  inner: readonly Doc[] = [],
): Doc {
  const members = upcasts.map((upcast) => `${upcast.version}: ${importedName(upcast, functions)}`);
  return list(`${scope.use(name)}(`, [String(current), list("{", members, "}"), ...inner], ")");
}

/** The secrets that seal values, sorted, each with the collections whose values it seals. */
export function secretsOf({ namespaces }: Model): ReadonlyMap<string, readonly string[]> {
  const sealed = namespaces.flatMap(({ binding, collections }) =>
    collections.flatMap(({ name, codec }) => {
      const secret = secretOf(codec);
      return secret === undefined ? [] : [{ secret, collection: `${binding}.${name}` }];
    }),
  );
  const bySecret = Map.groupBy(sealed, ({ secret }) => secret);
  return new Map(
    [...bySecret]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([secret, uses]) => [secret, uses.map(({ collection }) => collection)]),
  );
}
