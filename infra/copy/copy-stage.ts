import { randomBytes } from "node:crypto";
import { CannotRunError } from "../../schema/cannot-run.ts";
import type { KvDefinition } from "../../schema/define.ts";
import type { CollectionModel, Model } from "../../schema/model.ts";
import { stageTitle } from "../../schema/title.ts";
import { explainApiError, type KvClient } from "../../src/cloudflare/client.ts";
import { Manifest } from "../seed/manifest.ts";
import type { Pace } from "../seed/pace.ts";
import { type SeedTarget, sendSeed } from "../seed/send.ts";
import { type CopyCount, copiedPairs } from "./copy-collection.ts";
import { whyNotCopied } from "./copyable.ts";
import { Fakes } from "./fakes.ts";

/** A stage: its namespaces, and how to reach them. */
export interface CopyEnd {
  readonly client: KvClient;
  readonly accountId: string;
  /** The ids of its namespaces by binding. */
  readonly namespaces: Readonly<Record<string, string>>;
  /** The rate of the calls; by default that of the process. */
  readonly pace?: Pace;
}

/** A copy of a stage's records. */
export interface CopyOptions {
  readonly schemaFile: string;
  readonly definition: KvDefinition;
  readonly model: Model;
  readonly from: CopyEnd;
  readonly to: CopyEnd;
  /** The share of the records to copy, from 0 to 1. */
  readonly share: number;
  /** The collections to copy, by `BINDING.collection`; all by default. */
  readonly collections?: readonly string[];
  /** Whether to copy collections whose personal data the schema does not declare. */
  readonly isUnredactedAllowed: boolean;
  /** The key of the fakes: the same key yields the same fakes; random by default. */
  readonly redactionKey?: string;
  /** Called now and then, and at the end of each collection. */
  readonly onProgress?: (collection: string, count: CopyCount) => void;
}

/** What happened to a collection. */
export interface CopyResult {
  /** `BINDING.collection`. */
  readonly collection: string;
  /** How many records were copied. */
  readonly count?: CopyCount;
  /** Why it was not copied. */
  readonly whyNot?: string;
}

/** A collection that was asked for. */
interface Chosen {
  readonly name: string;
  readonly binding: string;
  readonly collection: CollectionModel;
  /** Whether each stage has its own namespace for it, by its title. */
  readonly isOfStage: boolean;
}

/**
 * Copies the records of a stage into another one. It overwrites records with the same keys and touches nothing
 * else, so running it again copies what is missing.
 *
 * @throws CannotRunError if a collection is unknown or does not declare its personal data, or if the API
 * rejects a call.
 */
export async function* copyStage(options: CopyOptions): AsyncGenerator<CopyResult> {
  const { schemaFile, definition, from, to, share, onProgress } = options;
  const chosen = chosenCollections(options);
  if (!options.isUnredactedAllowed) checkRedactions(chosen);
  const fakes = new Fakes(options.redactionKey ?? randomBytes(32));
  for (const { name, binding, collection, isOfStage } of chosen) {
    const source = targetOf(from, binding);
    const target = targetOf(to, binding);
    // `keyloom dev` gives namespaces on this machine the ids of the wrangler file.
    const isSame =
      source.accountId === target.accountId &&
      (source.namespaceId === target.namespaceId || !isOfStage);
    const whyNot = isSame ? "its namespace is the same in both stages" : whyNotCopied(collection);
    if (whyNot !== undefined) {
      yield { collection: name, whyNot };
      continue;
    }
    const count: CopyCount = { found: 0, copied: 0, bad: [], badCount: 0, twins: 0 };
    const pairs = copiedPairs(
      { from: source, schemaFile, definition, binding, collection, share, fakes },
      count,
    );
    try {
      await sendSeed(target, pairs, new Manifest(), () => onProgress?.(name, count));
    } catch (error) {
      throw explainApiError(error);
    }
    yield { collection: name, count };
  }
}

function chosenCollections({ model, collections }: CopyOptions): readonly Chosen[] {
  const all = model.namespaces.flatMap(({ binding, title, collections }) =>
    collections.map(
      (collection): Chosen => ({
        name: `${binding}.${collection.name}`,
        binding,
        collection,
        isOfStage: stageTitle(title, "a") !== stageTitle(title, "b"),
      }),
    ),
  );
  const unknown = collections?.find((wanted) => !all.some(({ name }) => name === wanted));
  if (unknown !== undefined) {
    throw new CannotRunError(`the schema has no collection ${JSON.stringify(unknown)}`, {
      help: `It has: ${all.map(({ name }) => name).join(", ")}.`,
    });
  }
  return all.filter(({ name }) => collections?.includes(name) ?? true);
}

/** @throws CannotRunError for collections that do not declare whether they have personal data. */
function checkRedactions(chosen: readonly Chosen[]): void {
  const silent = chosen.filter(
    ({ collection }) => collection.redact === undefined && whyNotCopied(collection) === undefined,
  );
  if (silent.length === 0) return;
  const names = silent.map(({ name }) => name).join(", ");
  throw new CannotRunError(
    `the schema does not say what is personal in ${names}: nothing is copied`,
    {
      help: 'Add `redact` to each: redactions, `redact.none("why there is nothing personal")` or `redact.withheld("why it is not to be copied")`. Or copy only the others with `--collection`.',
    },
  );
}

function targetOf({ client, accountId, namespaces, pace }: CopyEnd, binding: string): SeedTarget {
  const namespaceId = namespaces[binding] ?? "";
  return { client, accountId, namespaceId, ...(pace !== undefined && { pace }) };
}
