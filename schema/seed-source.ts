import type { Ttl } from "../src/runtime/ttl.ts";

/** Where a collection's seed comes from: records written here, or a file by its path. */
export type SeedSource<Value = unknown, Metadata = unknown, Param extends string = string> =
  | readonly (SeedRecord<Value, Metadata> & SeedParams<Param>)[]
  /** A `.json` file (an array of records), an `.ndjson` or `.csv` file, or a module whose default export provides records. */
  | string;

/** A record has a value for each parameter of its key template. */
type SeedParams<Param extends string> = [Param] extends [never]
  ? { readonly params?: Readonly<Record<string, never>> }
  : string extends Param
    ? unknown
    : { readonly params: { readonly [Name in Param]: unknown } };

/** One record of a seed. */
export interface SeedRecord<Value = unknown, Metadata = unknown> {
  /** The key's parameters; left out if the template has none. */
  readonly params?: Readonly<Record<string, unknown>>;
  readonly value: Value;
  readonly metadata?: Metadata;
  /** As in a `put`: whole seconds, or a duration such as `"2h"`. */
  readonly ttl?: Ttl;
}
