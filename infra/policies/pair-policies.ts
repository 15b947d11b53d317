import { PAIR, type PolicyResource, type ResourcePolicy, type StackPolicy } from "./policy.ts";

/** Names under which secrets are kept. */
const SECRET_NAME =
  /(^|[^a-z])(secret|password|passwd|token|api[-_]?key|private[-_]?key|credentials?)([^a-z]|$)/i;

/**
 * Values that are secrets whatever their names: private keys in PEM (RFC 7468), JSON Web Tokens (RFC
 * 7519), and keys with the prefixes by which their issuers make them detectable.
 */
const SECRET_VALUE =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----|\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+|\b(AKIA|ASIA)[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36,}|\bsk_live_[0-9A-Za-z]{16,}|\bxox[abpr]-[\w-]{10,}/;

/** Values of `WorkersKv` are in the state and in diffs, and KV returns them as they are. */
export const plainSecret: ResourcePolicy = {
  name: "kv-plain-secret",
  description: "No WorkersKv holds a secret, judged by its key and by its value.",
  enforcementLevel: "mandatory",
  validateResource({ type, props }, report) {
    if (type !== PAIR) return;
    const { keyName = "" } = props;
    const help = "Use a secret of the Worker or Secrets Store, or the codec `sealed` of Keyloom.";
    if (SECRET_NAME.test(String(keyName))) {
      report(`The key ${JSON.stringify(keyName)} names a secret. ${help}`);
      // Read last: a preview may not know it yet, and Pulumi then ends the policy.
    } else if (SECRET_VALUE.test(String(props["value"] ?? ""))) {
      report(`The value of ${JSON.stringify(keyName)} looks like a secret. ${help}`);
    }
  },
};

/** One resource per key costs one call per key, and two more at every refresh. */
export function noBulkPairs(maxPairs: number): StackPolicy {
  return {
    name: "kv-bulk-pairs",
    description: `No namespace has more than ${maxPairs} WorkersKv: bulk data belong in a seed.`,
    enforcementLevel: "mandatory",
    validateStack({ resources }, report) {
      const pairs = resources.filter(({ type }) => type === PAIR);
      const counts = Map.groupBy(pairs, namespaceOf);
      for (const [, found] of counts) {
        const { length } = found;
        if (length <= maxPairs) continue;
        // The same one each time: programs create resources in no particular order.
        const [first] = found.map(({ urn }) => urn).sort();
        const message = `${length} keys of one namespace are a resource each, and at most ${maxPairs} are allowed: make them the seed of a collection, which is one resource.`;
        report(message, first);
      }
    },
  };
}

/** The namespace of a key, identified by its resource, because a preview may not know its id yet. */
function namespaceOf({ props, propertyDependencies = {} }: PolicyResource): string {
  const [namespace] = propertyDependencies["namespaceId"] ?? [];
  return namespace?.urn ?? String(props["namespaceId"]);
}
