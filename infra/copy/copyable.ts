import { secretOf } from "../../schema/codec.ts";
import type { CollectionModel } from "../../schema/model.ts";

/** Why the records of a collection are not copied; `undefined` if they are. */
export function whyNotCopied(collection: CollectionModel): string | undefined {
  const { kind, codec, cache, redact, seed } = collection;
  if (kind === "assets") {
    return seed === undefined
      ? "nothing can be redacted in the files that the Worker puts"
      : "its files come from a folder";
  }
  if (cache !== undefined) return "what a cache holds is loaded again";
  const secret = secretOf(codec);
  if (secret !== undefined) return `only the Worker has the secret ${secret} that opens its values`;
  return redact?.policy === "withheld" ? redact.reason : undefined;
}
