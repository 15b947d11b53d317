import type { PutOptions } from "./basic-collection.ts";
import { entityTag } from "./entity-tag.ts";
import { isMediaType } from "./headers.ts";
import { isRecord } from "./issue.ts";

/**
 * The options of a `put` of a file with its whole metadata: size and entity tag follow from its bytes, as in a seed.
 *
 * @param given with the file's media type.
 * @param refuse throws for what is not a media type.
 */
export async function fileOptions(
  input: unknown,
  { metadata, ...options }: PutOptions,
  refuse: (message: string) => never,
): Promise<PutOptions> {
  // The checks report what is not of its type.
  if (!(input instanceof Uint8Array && isRecord(metadata))) return { ...options, metadata };
  const contentType = metadata["contentType"];
  if (typeof contentType === "string" && !isMediaType(contentType)) {
    refuse(
      `\`contentType\` is ${JSON.stringify(contentType)}: write a media type, such as "image/png"`,
    );
  }
  const etag = await entityTag(input);
  return { ...options, metadata: { contentType, etag, size: input.byteLength } };
}
