import { previewTwin, protectedNamespace, titleConvention } from "./namespace-policies.ts";
import { noBulkPairs, plainSecret } from "./pair-policies.ts";
import type { EnforcementLevel, ResourcePolicy, StackPolicy } from "./policy.ts";

/** What teams choose. */
export interface PolicyOptions {
  /** What titles must match; by default lowercase words with `-` between them, and `_preview`. */
  readonly titles?: RegExp;
  /** The most `WorkersKv` that a namespace may have; 20 by default. */
  readonly maxPairs?: number;
  /** How violations count, by the policy's name. */
  readonly levels?: Readonly<Record<string, EnforcementLevel>>;
}

/** Words in lower case: `shop-prod-cache`, and its twin `shop-prod-cache_preview`. */
const TITLES = /^[a-z0-9]+(-[a-z0-9]+)*(_preview)?$/;

/**
 * The policies of Keyloom, for the `policies` of a `PolicyPack` of `@pulumi/policy`.
 *
 * @throws Error if `levels` names an unknown policy.
 */
export function keyloomPolicies(options: PolicyOptions = {}): (ResourcePolicy | StackPolicy)[] {
  const { titles = TITLES, maxPairs = 20, levels = {} } = options;
  const policies: readonly (ResourcePolicy | StackPolicy)[] = [
    protectedNamespace,
    titleConvention(titles),
    previewTwin,
    plainSecret,
    noBulkPairs(maxPairs),
  ];
  const names = policies.map(({ name }) => name);
  const unknown = Object.keys(levels).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new Error(`there is no policy ${unknown}: use one of ${names.join(", ")}`);
  }
  return policies.map((policy) => ({
    ...policy,
    enforcementLevel: levels[policy.name] ?? policy.enforcementLevel,
  }));
}

export type { EnforcementLevel, PolicyResource, ResourcePolicy, StackPolicy } from "./policy.ts";
