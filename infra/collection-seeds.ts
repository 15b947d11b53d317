import type { WorkersKvNamespace } from "@pulumi/cloudflare/workersKvNamespace.js";
import type * as pulumi from "@pulumi/pulumi";
import { literalHead } from "../schema/key-pattern.ts";
import type { CollectionModel, NamespaceModel } from "../schema/model.ts";
import { aliasesOf, withPrefix } from "./resource-names.ts";
import { KvSecretSeed } from "./secret-seed/kv-secret-seed.ts";
import { KvSeed } from "./seed/kv-seed.ts";
import type { KeyloomStackArgs } from "./stack-args.ts";

/** Creates the resources that write a collection's records: those of its seed, and those that only the program has. */
export function addSeeds(
  { binding, renamedFrom: bindings = [] }: NamespaceModel,
  { name, key, renamedFrom: names = [] }: CollectionModel,
  live: WorkersKvNamespace,
  args: KeyloomStackArgs,
): void {
  const { schema, accountId, baseUrl, prefix, prune = false, seeds } = args;
  const [own = "", ...former] = [binding, ...bindings].flatMap((binding) =>
    [name, ...names].map((name) => `${binding}.${name}`),
  );
  const inputs = {
    accountId,
    namespaceId: live.id,
    schema: schema.file,
    binding,
    collection: name,
    prefix: literalHead(key),
    prune,
  };
  const optionsOf = (nameOf: (seed: string) => string): pulumi.CustomResourceOptions => ({
    parent: live,
    aliases: aliasesOf(args, nameOf(own), former.map(nameOf)),
    // Children inherit these from their parents; deleting this resource deletes no data.
    protect: false,
    retainOnDelete: false,
  });
  const seed = schema.seeds.get(own);
  const before =
    seed &&
    new KvSeed(
      withPrefix(prefix, own),
      { ...inputs, digest: seed.digest, records: seed.records, skipped: seed.skipped },
      optionsOf(String),
      baseUrl,
    );
  const records = seeds?.[binding]?.[name];
  if (records !== undefined) {
    new KvSecretSeed(
      withPrefix(prefix, secretName(own)),
      { ...inputs, skipInvalid: schema.skipInvalid, records },
      // Records that have moved from the seed to these must not be pruned after they were written.
      { ...optionsOf(secretName), ...(before !== undefined && { dependsOn: before }) },
      baseUrl,
    );
  }
}

/** The name of the resource that writes those records of a collection that only the program has. */
function secretName(seed: string): string {
  return `${seed}-secrets`;
}
