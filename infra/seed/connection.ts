import type { Engine } from "./engine.ts";
import type { Manifest } from "./manifest.ts";
import type { Pace } from "./pace.ts";
import type { SeedCount } from "./seed-count.ts";

/** How far the seed of a collection is. */
export interface SeedProgress extends SeedCount {
  /** The records of the whole seed. */
  readonly records: number;
  /** How long it is being sent. */
  readonly seconds: number;
}

/** How a provider reaches the API, and to whom it reports progress. */
export interface SeedConnection {
  readonly baseUrl?: string;
  readonly apiToken?: string;
  /** The folder in which runs record what they have done, for the next run if they are stopped. */
  readonly journals?: string;
  /** The rate of the calls. */
  readonly pace?: Pace;
  /** Which records a refresh checks: `sample` (the default), `full` or `off`. */
  readonly drift?: string;
  /**
   * What seeds from code held when they were checked, by `BINDING.collection`; others are read again. Entries
   * are removed when they are sent: for a million records they take 16 MB, which the state's text then needs.
   */
  readonly checked?: Map<string, Manifest>;
  /** The engine that started this process, if any. */
  readonly engine?: Engine;
  /** Told now and then of calls that failed and are made again. */
  readonly onFailure?: (what: string) => void;
  /** Told after each call. */
  readonly onProgress?: (collection: string, progress: SeedProgress) => void;
}
