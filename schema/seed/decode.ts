import { dirname, resolve } from "node:path";
import { isRecord } from "../../src/runtime/issue.ts";
import type { Upcast, Upcasts } from "../../src/runtime/upcast.ts";
import type { RecordPlace } from "../../src/runtime/value-codec.ts";
import { VERSION, versionInMetadata } from "../../src/runtime/version-in-metadata.ts";
import type { WholeCodec } from "../../src/runtime/whole-codec.ts";
import { CannotRunError } from "../cannot-run.ts";
import type { CollectionModel, VersionModel } from "../model.ts";
import { importModule } from "../modules/import-module.ts";
import { valueCodec } from "./value-codec.ts";

/** A record's value and metadata, in the form of a seed: of the current version, not checked. */
interface DecodedRecord {
  readonly value: unknown;
  readonly metadata?: unknown;
}

/** Reads what KV has stored for a collection. */
export interface StoredReader {
  /** The `type` that a read asks KV for. */
  readonly type: "text" | "arrayBuffer";
  /** @throws Error if the codec or the version does not fit; the error does not repeat the value. */
  decode(stored: string | ArrayBuffer, metadata: unknown, at: RecordPlace): Promise<DecodedRecord>;
}

/**
 * Reads the records of a collection as its accessor would, up to the check of their types.
 *
 * @throws CannotRunError if the module of an upcast cannot be used.
 */
export async function storedReader(
  { codec, version }: CollectionModel,
  schemaFile: string,
): Promise<StoredReader> {
  const upcasts = version === undefined ? {} : await importUpcasts(version, schemaFile);
  const whole = valueCodec(codec, version, upcasts);
  const decode = whole.decode as WholeCodec["decode"] as (
    stored: string | ArrayBuffer,
    at: RecordPlace,
  ) => unknown;
  const beside =
    version?.in === "metadata" ? versionInMetadata(version.current, upcasts) : undefined;
  return {
    type: whole.type,
    async decode(stored, metadata, at) {
      const decoded = await decode(stored, at);
      const own = beside === undefined ? metadata : withoutVersion(metadata);
      return {
        value: beside === undefined ? decoded : await beside.upcast(decoded, metadata),
        ...(own !== undefined && own !== null && { metadata: own }),
      };
    },
  };
}

/** The author's own metadata; none if there is nothing besides the version. */
function withoutVersion(metadata: unknown): unknown {
  if (!isRecord(metadata)) return metadata;
  const { [VERSION]: _, ...own } = metadata;
  return Object.keys(own).length === 0 ? undefined : own;
}

async function importUpcasts({ upcasts }: VersionModel, schemaFile: string): Promise<Upcasts> {
  const found: Record<number, Upcast<never>> = {};
  for (const { version, from, name } of upcasts) {
    const file = resolve(dirname(schemaFile), from);
    const upcast = (await importModule(file))[name];
    if (typeof upcast !== "function") {
      throw new CannotRunError(`${from} does not export the upcast \`${name}\``, {
        place: { file, line: 1, column: 1 },
        help: `Export a function (Upcast in keyloom/runtime) as \`${name}\`.`,
      });
    }
    found[version] = upcast as Upcast<never>;
  }
  return found;
}
