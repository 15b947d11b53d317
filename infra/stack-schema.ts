import { readFileSync } from "node:fs";
import * as pulumi from "@pulumi/pulumi";
import type { Model } from "../schema/model.ts";
import type { ReadingProgress } from "../schema/seed/reading.ts";
import { hasEngine } from "./has-engine.ts";
import type { StackSchema } from "./read-schema.ts";
import { runErrorOf } from "./run-error.ts";
import { startSeedsProvider } from "./seed/start-provider.ts";
import { StatusLines } from "./seed/status-lines.ts";
import { loadingFast } from "./start-up/load-fast.ts";
import { keepMemorySmall } from "./start-up/memory.ts";

export type { StackSchema } from "./read-schema.ts";

/**
 * Loads a schema for a stack, with all its seeds read and checked before anything is provisioned.
 *
 * @param options.skipInvalid whether records of seeds that do not fit their collection, or have the key
 * of another record, are left out with a warning. By default they are problems.
 * @throws RunError if the schema or a seed has problems, or cannot be read at all: it says which.
 */
export async function loadStackSchema(
  file: string,
  options: { readonly skipInvalid?: boolean } = {},
): Promise<StackSchema> {
  try {
    return await loadingFast(async () => {
      const isStarted = mentionsSeeds(file);
      if (isStarted) await startSeedsProvider();
      // The code that reads it, including zod, is compiled into the cache as well.
      const { readStackSchema } = await import("./read-schema.ts");
      keepMemorySmall();
      return readStackSchema(file, {
        ...options,
        ...(!isStarted && { onModel }),
        onReading: tellEngine(),
      });
    });
  } catch (error) {
    throw runErrorOf(error);
  }
}

function tellEngine() {
  if (!hasEngine()) return undefined;
  // Shown until there is something else to show, and kept in no log.
  const status = new StatusLines((line) => void pulumi.log.info(line, undefined, undefined, true));
  return (collection: string, progress: ReadingProgress) => status.checking(collection, progress);
}

/** Whether the text of a schema file hints at seeds. Where only files that it imports do, its model will tell. */
function mentionsSeeds(file: string): boolean {
  try {
    return /\bseed\b/.test(readFileSync(file, "utf8"));
  } catch {
    return false;
  }
}

function onModel({ namespaces }: Model): void {
  if (namespaces.some(({ collections }) => collections.some(({ seed }) => seed !== undefined))) {
    void startSeedsProvider();
  }
}
