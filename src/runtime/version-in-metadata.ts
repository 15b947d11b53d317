import { type Check, isRecord } from "./issue.ts";
import { isVersion, type Upcasts, upcasted } from "./upcast.ts";

/** The member of a record's metadata that tells its version. */
export const VERSION = "$version";

/** Tells the version of a record in its metadata, beside the author's own. */
export interface VersionInMetadata {
  /** Makes a value of the current version of one that was stored with this metadata. */
  upcast(value: unknown, metadata: unknown): Promise<unknown>;
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
    with: (metadata) => ({ ...(metadata as object | undefined), [VERSION]: current }),
  };
}

/** Checks the author's own metadata, whether a version stands beside it or not. */
export function besideVersion<Metadata>(check: Check<Metadata>): Check<Metadata> {
  return (input, issues) => {
    if (!isRecord(input)) return check(input, issues);
    const { [VERSION]: _, ...own } = input;
    return check(own, issues);
  };
}
