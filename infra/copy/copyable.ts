import { secretOf } from "../../schema/codec.ts";
import type { CollectionModel } from "../../schema/model.ts";

/** Why the records of a collection are not copied; `undefined` where they are. */
export function whyNotCopied({ kind, codec, cache, redact }: CollectionModel): string | undefined {
  if (kind === "assets") return "its files come from a folder";
  if (cache !== undefined) return "what a cache holds is loaded again";
  const secret = secretOf(codec);
  if (secret !== undefined) return `only the Worker has the secret ${secret} that opens its values`;
  return redact?.policy === "withheld" ? redact.reason : undefined;
}
