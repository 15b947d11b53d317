import { secretOf } from "../../schema/codec.ts";
import type { Model, ValueCodec } from "../../schema/model.ts";
import type { Scope } from "../scope.ts";
import { stringText } from "../text/literal.ts";

/** What a collection's specification takes where its values are sealed. */
export const SECRET = "secret";

/** Writes how values are stored: `sealed(gzip(json), "SESSION_KEYS", secret)`. */
export function codecExpression(codec: ValueCodec, scope: Scope): string {
  if (typeof codec === "string") return scope.use(codec);
  if (codec.kind === "sealed") {
    const of = codecExpression(codec.of, scope);
    return `${scope.use("sealed")}(${of}, ${stringText(codec.secret)}, ${SECRET})`;
  }
  if (codec.of === "stream") return scope.use("gzipStream");
  return `${scope.use("gzip")}(${codecExpression(codec.of, scope)})`;
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
