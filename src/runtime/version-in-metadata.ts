import { type Check, isRecord } from "./issue.ts";
import { isVersion, type Upcasts, upcasted } from "./upcast.ts";

/** The member of a record's metadata that holds its version. */
export const VERSION = "$version";

/** Keeps the version of a record in its metadata, beside the author's own. */
export interface VersionInMetadata {
  /** Upgrades a value that was stored with this metadata to the current version. */
  upcast(value: unknown, metadata: unknown): Promise<unknown>;
  /** The author's metadata with the current version. */
  with(metadata: unknown): unknown;
}

/** Records whose metadata has no version have version 1. */
export function versionInMetadata(current: number, upcasts: Upcasts): VersionInMetadata {
  return {
    upcast(value, metadata) {
      const version = isRecord(metadata) ? metadata[VERSION] : undefined;
      return upcasted(value, isVersion(version) ? version : 1, current, upcasts);
    },
    with: (metadata) => ({ ...(metadata as object | undefined), [VERSION]: current }),
  };
}

/** Checks the author's own metadata, with or without a version beside it. */
export function besideVersion<Metadata>(check: Check<Metadata>): Check<Metadata> {
  return (input, issues) => {
    if (!isRecord(input)) return check(input, issues);
    const { [VERSION]: _, ...own } = input;
    return check(own, issues);
  };
}
