import type * as pulumi from "@pulumi/pulumi";
import type { Adopt } from "./adopt.ts";
import type { SecretSeeds } from "./secret-seed/check.ts";
import type { StackSchema } from "./stack-schema.ts";
import { isThrowAway } from "./throw-away.ts";

/** What a `KeyloomStack` is made from. */
export interface KeyloomStackArgs {
  /** The schema, from `await loadStackSchema("./keyloom.schema.ts")`. */
  readonly schema: StackSchema;
  /** The id of the Cloudflare account: 32 hexadecimal digits. */
  readonly accountId: pulumi.Input<string>;
  /** What `{stage}` in titles stands for. */
  readonly stage: string;
  /**
   * The prefix of the resources' names in Pulumi, which are those of the bindings. Needed if another stack of
   * the same program has one of the bindings; it does not change titles.
   */
  readonly prefix?: string;
  /**
   * The `prefix` of earlier runs, if it was different: `""` if there was none. The resources then continue under
   * their new names. Remove it once all stages have been updated.
   */
  readonly formerPrefix?: string;
  /** Whether records that are no longer in a seed are removed from KV; by default they stay. */
  readonly prune?: boolean;
  /**
   * Whether the stage's namespaces may be deleted with everything in them. Otherwise they are
   * protected, and stay in the account even when they leave the stack. By default the stage's name
   * decides: stages such as `dev`, `dev-anna`, `pr-123`, `test` and `ci-7` are thrown away.
   */
  readonly throwAway?: boolean;
  /**
   * Existing namespaces that the stack takes over, by binding. They keep their titles as long as they
   * are named here; the account must then be a plain string.
   */
  readonly adopt?: Adopt;
  /**
   * Records that only the program has, by binding and collection: `config.requireSecret("apiKey")` may
   * appear anywhere in them. Each record as a whole is a secret in the state, in previews and in logs.
   */
  readonly seeds?: SecretSeeds;
  /**
   * The URL of the API to which seeds are sent. Set it if the program's own provider has a `baseUrl`, to
   * the same URL. The default is that of the stack's configuration (`cloudflare:baseUrl`), of the
   * environment (`CLOUDFLARE_BASE_URL`), or Cloudflare's own.
   */
  readonly baseUrl?: string;
}

/** Whether the stage's namespaces may be deleted with everything in them. */
export function isThrownAway({ stage, throwAway = isThrowAway(stage) }: KeyloomStackArgs): boolean {
  return throwAway;
}
