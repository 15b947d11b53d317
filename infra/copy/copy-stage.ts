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

/** A stage: its namespaces, and how they are reached. */
export interface CopyEnd {
  readonly client: KvClient;
  readonly accountId: string;
  /** The ids of its namespaces by binding. */
  readonly namespaces: Readonly<Record<string, string>>;
  /** The rate of the calls; that of the process unless said otherwise. */
  readonly pace?: Pace;
}

/** A copy of a stage's records. */
export interface CopyOptions {
  readonly schemaFile: string;
  readonly definition: KvDefinition;
  readonly model: Model;
  readonly from: CopyEnd;
  readonly to: CopyEnd;
  /** The share of the records that is copied, from 0 to 1. */
  readonly share: number;
  /** Those that are copied, by `BINDING.collection`; all unless said otherwise. */
  readonly collections?: readonly string[];
  /** Whether collections are copied of which the schema does not say what is personal in them. */
  readonly isUnredactedAllowed: boolean;
  /** What the fakes are made with: the same ones come where it is the same; random unless it is given. */
  readonly redactionKey?: string;
  /** Told on the way, and at the end of each collection. */
  readonly onProgress?: (collection: string, count: CopyCount) => void;
}

/** What has become of a collection. */
export interface CopyResult {
  /** `BINDING.collection`. */
  readonly collection: string;
  /** How many records are copied. */
  readonly count?: CopyCount;
  /** Why it was not copied. */
  readonly whyNot?: string;
}

/** A collection that was asked for. */
interface Chosen {
  readonly name: string;
  readonly binding: string;
  readonly collection: CollectionModel;
  /** Whether each stage has a namespace of its own for it, by its title. */
  readonly isOfStage: boolean;
}

/**
 * Copies the records of a stage into another one. What is there under the same keys is overwritten, and
 * nothing else is touched, so that running it again brings what is missing.
 *
 * @throws CannotRunError where a collection is not known, says nothing of personal data, or the API
 * refuses.
 */
export async function* copyStage(options: CopyOptions): AsyncGenerator<CopyResult> {
  const { schemaFile, definition, from, to, share, onProgress } = options;
  const chosen = chosenCollections(options);
  if (!options.isUnredactedAllowed) checkRedactions(chosen);
  const fakes = new Fakes(options.redactionKey ?? randomBytes(32));
  for (const { name, binding, collection, isOfStage } of chosen) {
    const source = targetOf(from, binding);
    const target = targetOf(to, binding);
    // `keyloom dev` gives namespaces of this machine the ids that the wrangler file has.
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

/** @throws CannotRunError for collections of which nobody has said whether they have personal data. */
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
