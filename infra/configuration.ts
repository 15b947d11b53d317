import * as pulumi from "@pulumi/pulumi";
import { accountIdProblem, WHERE_ACCOUNT_IDS_ARE } from "../src/cloudflare/account-id.ts";
import type { Adopt } from "./adopt.ts";
import { DRIFTS } from "./seed/sampling.ts";

/** The configuration of the stack program, by its names in `keyloom:`. */
export interface Configuration {
  /** The Cloudflare account, required. */
  readonly accountId: string;
  /** The schema file, relative to the program's folder; by default the one in it. */
  readonly schema: string | undefined;
  /** What `{stage}` in titles stands for; by default the stack's name. */
  readonly stage: string;
  /** Whether records that are no longer in a seed are removed from KV; by default they stay. */
  readonly prune: boolean;
  /** Whether bad records of seeds are left out with a warning; by default they stop the stack. */
  readonly skipInvalid: boolean;
  /** Whether the stage's namespaces may be deleted; by default the stage's name decides. */
  readonly throwAway: boolean | undefined;
  /** Existing namespaces to take over: `adopt.SESSIONS` is an id, or `{ id, previewId }`. */
  readonly adopt: Adopt;
  /** The provider's own `cloudflare:baseUrl`: another server of Cloudflare's API, for seeds as well. */
  readonly baseUrl: string | undefined;
}

const NAMES = [
  "accountId",
  "schema",
  "stage",
  "prune",
  "skipInvalid",
  "drift",
  "throwAway",
  "adopt",
];

/**
 * Reads the configuration of the stack program (`pulumi config set keyloom:NAME VALUE`).
 *
 * @throws RunError if a name is unknown, or a value is invalid.
 */
export function readConfiguration(): Configuration {
  const config = new pulumi.Config("keyloom");
  for (const name of Object.keys(pulumi.runtime.allConfig())) {
    const [project, own = ""] = name.split(":");
    if (project !== "keyloom" || NAMES.includes(own)) continue;
    throw new pulumi.RunError(
      `there is no configuration ${name}: use one of ${NAMES.map((known) => `keyloom:${known}`).join(", ")}`,
    );
  }
  const accountId = config.require("accountId");
  const problem = accountIdProblem(accountId, "keyloom:accountId");
  if (problem !== undefined) {
    throw new pulumi.RunError(
      `${problem}: ${WHERE_ACCOUNT_IDS_ARE}; set it with \`pulumi config set keyloom:accountId ID\``,
    );
  }
  // Only checked here: the provider of seeds reads it itself.
  config.get("drift", { allowedValues: [...DRIFTS] });
  const baseUrl = new pulumi.Config("cloudflare").get("baseUrl");
  if (baseUrl !== undefined && !/^https?:\/\//.test(URL.parse(baseUrl)?.href ?? "")) {
    throw new pulumi.RunError(
      `cloudflare:baseUrl is ${JSON.stringify(baseUrl)}, which is not a URL such as http://127.0.0.1:4321/client/v4`,
    );
  }
  return {
    accountId,
    schema: config.get("schema"),
    stage: config.get("stage") ?? pulumi.getStack(),
    prune: config.getBoolean("prune") ?? false,
    skipInvalid: config.getBoolean("skipInvalid") ?? false,
    throwAway: config.getBoolean("throwAway"),
    adopt: config.getObject<Adopt>("adopt") ?? {},
    baseUrl,
  };
}
