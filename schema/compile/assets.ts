import type { ObjectType } from "../type/model.ts";

/**
 * The metadata of an asset: what a response's headers need, so that a list or a 304 reads no body.
 * The bounds keep it far below KV's limit for metadata.
 */
export const ASSET_METADATA: ObjectType = {
  kind: "object",
  unknown: "strip",
  properties: [
    {
      name: "contentType",
      description: "The media type, for `Content-Type`.",
      type: { kind: "string", checks: [{ check: "max_length", length: 100 }] },
    },
    {
      name: "etag",
      description: "A strong entity tag, quotes included, for `ETag`.",
      type: { kind: "string", checks: [{ check: "max_length", length: 50 }] },
    },
    {
      name: "size",
      description: "The number of bytes.",
      type: { kind: "number", int: true, checks: [] },
    },
  ],
};
