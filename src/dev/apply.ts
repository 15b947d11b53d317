import { dirname, resolve } from "node:path";
import { generate, isUpToDate, writeGenerated } from "../../codegen/index.ts";
import type { SeedProgress } from "../../infra/seed/connection.ts";
import { type UpLocalResult, upLocal } from "../../infra/up-local.ts";
import type { Model } from "../../schema/model.ts";
import type { ReadingProgress } from "../../schema/seed/reading.ts";

/** The stage that a schema is applied to. */
export interface ApplyOptions {
  readonly schemaFile: string;
  readonly stage: string;
  readonly prune: boolean;
  /** The local Cloudflare's API. */
  readonly apiUrl: string;
  readonly accountId: string;
  readonly stateFile: string;
  /** The folder of the data. */
  readonly persistTo: string;
  /** The ids of namespaces by binding, where `wrangler dev` looks for them. */
  readonly ids: Readonly<Record<string, string>>;
}

/** The result of applying a schema. */
export interface Applied {
  readonly stage: UpLocalResult;
  /** The file of the accessors. */
  readonly generated: string;
  /** Whether that file was out of date. */
  readonly isNew: boolean;
}

/**
 * Provisions and seeds the stage, then writes the accessors: data first, so that accessors never read what does
 * not exist yet.
 *
 * @param options.onRead called with the files and folders of the seeds, once the schema file has run and has no
 * problems.
 * @throws SchemaProblemsError if the schema or a seed has problems, CannotRunError if it cannot be read or the
 * API rejects a call. Then everything stays as it is.
 */
export async function apply(
  options: ApplyOptions & {
    readonly onRead: (seedFiles: readonly string[]) => void;
    readonly onReading: (collection: string, progress: ReadingProgress) => void;
    readonly onSeed: (collection: string, progress: SeedProgress) => void;
  },
): Promise<Applied> {
  const { onRead, ...rest } = options;
  const { schemaFile } = rest;
  const stage = await upLocal({
    ...rest,
    onModel: (model) => onRead(seedFiles(schemaFile, model)),
  });
  const generated = await generate(schemaFile, stage.model);
  await writeGenerated(generated);
  return { stage, generated: generated.file, isNew: !isUpToDate(generated) };
}

function seedFiles(schemaFile: string, { namespaces }: Model): readonly string[] {
  return namespaces.flatMap(({ collections }) =>
    collections.flatMap(({ seed }) =>
      seed === undefined || seed.source === "inline"
        ? []
        : [resolve(dirname(schemaFile), seed.path)],
    ),
  );
}
