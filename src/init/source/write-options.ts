import type { Node } from "oxc-parser";
import type { Code } from "../../lint/source/code.ts";
import { followed, Steps } from "../../lint/source/followed.ts";
import { optionsOf } from "../../lint/source/kv-call.ts";
import { numberValue } from "../../lint/source/numbers/number-value.ts";
import { shapeOfExpression } from "../shape/of-expression.ts";
import type { Shape } from "../shape/shape.ts";

/**
 * The TTL that a write sets: seconds; `none`, and the record stays; `unknown`, a value that only running the
 * program would tell; or `maybe`, a value in some cases and none in others.
 */
type WrittenTtl = number | "none" | "unknown" | "maybe";

/** The third argument of a `put`. */
export interface WriteOptions {
  readonly ttl: WrittenTtl;
  /** Nothing if it sets no metadata. */
  readonly metadata?: Shape;
}

/** What the options of a write say. */
export function writeOptions(code: Code | undefined): WriteOptions {
  if (code === undefined) return { ttl: "none" };
  const at = followed(code, new Steps());
  const { node } = at;
  if (node.type === "Identifier" && node.name === "undefined") return { ttl: "none" };
  if (node.type === "ConditionalExpression") {
    const [one, other] = [node.consequent, node.alternate].map((node) =>
      writeOptions({ ...at, node }),
    );
    return { ...one, ...other, ttl: one?.ttl === other?.ttl ? (one?.ttl ?? "maybe") : "maybe" };
  }
  const options = optionsOf(node);
  if (options === undefined) return { ttl: "maybe" };
  const metadata = options.get("metadata");
  return {
    ttl: ttlOf(options, at),
    ...(metadata && { metadata: shapeOfExpression({ ...at, node: metadata }) }),
  };
}

function ttlOf(options: ReadonlyMap<string, Node>, { file }: Code): WrittenTtl {
  const seconds = options.get("expirationTtl");
  if (seconds !== undefined) return numberValue(seconds, file) ?? "unknown";
  return options.has("expiration") ? "unknown" : "none";
}
