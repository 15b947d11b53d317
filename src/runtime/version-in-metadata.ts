import { isRecord } from "./issue.ts";
import { isVersion, type Upcasts, upcasted } from "./upcast.ts";

/** The member of a record's metadata that tells its version. */
const VERSION = "$version";

/** Tells the version of a record in its metadata, beside the author's own. */
export interface VersionInMetadata {
  /** Makes a value of the current version of one that was stored with this metadata. */
  upcast(value: unknown, metadata: unknown): Promise<unknown>;
  /** What is the author's in stored metadata. */
  without(metadata: unknown): unknown;
  /** The author's metadata with the current version. */
  with(metadata: unknown): unknown;
}

/** Records whose metadata tells no version are of version 1. */
export function versionInMetadata(current: number, upcasts: Upcasts): VersionInMetadata {
  return {
    upcast(value, metadata) {
      const version = isRecord(metadata) ? metadata[VERSION] : undefined;
      return upcasted(value, isVersion(version) ? version : 1, current, upcasts);
    },
    without(metadata) {
      if (!isRecord(metadata)) return metadata;
      const { [VERSION]: _, ...own } = metadata;
      return own;
    },
    with: (metadata) => ({ ...(metadata as object | undefined), [VERSION]: current }),
  };
}
