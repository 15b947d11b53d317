import type * as pulumi from "@pulumi/pulumi";
import type { Adopt } from "./adopt.ts";
import type { SecretSeeds } from "./secret-seed/check.ts";
import type { StackSchema } from "./stack-schema.ts";
import { isThrowAway } from "./throw-away.ts";

/** What a `KeyloomStack` is made from. */
export interface KeyloomStackArgs {
  /** The schema, from `await loadStackSchema("./keyloom.schema.ts")`. */
  readonly schema: StackSchema;
  /** The Cloudflare account. */
  readonly accountId: pulumi.Input<string>;
  /** What `{stage}` in titles stands for. */
  readonly stage: string;
  /**
   * What stands in front of the names that the resources have in Pulumi, which are those of the bindings.
   * Needed where another stack of the same program has one of the bindings; titles are not touched by it.
   */
  readonly prefix?: string;
  /**
   * The `prefix` of earlier runs, where it was another one: `""` where there was none. The resources then go on under
   * their new names. It can go when all stages have been brought up to date.
   */
  readonly formerPrefix?: string;
  /** Whether records that left a seed are removed from KV; they stay unless said so. */
  readonly prune?: boolean;
  /**
   * Whether the stage's namespaces may be deleted with all that is in them. Otherwise they are
   * protected, and stay in the account even when they leave the stack. Said by the stage's name unless
   * it is said here: stages such as `dev`, `dev-anna`, `pr-123`, `test` and `ci-7` are thrown away.
   */
  readonly throwAway?: boolean;
  /**
   * Existing namespaces that the stack takes over, by binding. They keep their titles as long as they
   * are named here; the account has to be a plain string then.
   */
  readonly adopt?: Adopt;
  /**
   * Records that only the program has, by binding and collection: `config.requireSecret("apiKey")` may
   * stand anywhere in them. All of each is a secret in the state, in previews and in logs.
   */
  readonly seeds?: SecretSeeds;
  /**
   * The URL of the API to which seeds are sent, where a provider of the program's own has a `baseUrl`:
   * the same one. Otherwise it is that of the stack's configuration (`cloudflare:baseUrl`), or else of the
   * environment (`CLOUDFLARE_BASE_URL`), or Cloudflare's own.
   */
  readonly baseUrl?: string;
}

/** Whether the stage's namespaces may be deleted with all that is in them. */
export function isThrownAway({ stage, throwAway = isThrowAway(stage) }: KeyloomStackArgs): boolean {
  return throwAway;
}
