import type { WorkersKvNamespace } from "@pulumi/cloudflare/workersKvNamespace.js";
import * as pulumi from "@pulumi/pulumi";

/** Pulumi's own property, which its types leave out: a preview does not know yet what will be created. */
interface MaybeKnown {
  readonly isKnown: Promise<boolean>;
}

/**
 * Warns in a preview about namespaces to create whose titles the account already has: Cloudflare would reject them
 * in the middle of `up`. This happens if the state was lost, or a binding has another name without `renamedFrom`.
 *
 * @param wanted the namespaces and twins of the stack by title.
 * @param titles the ids of the account's namespaces by title.
 * @param stack the resource that the warning belongs to.
 */
export function warnOfTakenTitles(
  wanted: ReadonlyMap<string, WorkersKvNamespace>,
  titles: pulumi.Output<ReadonlyMap<string, string>>,
  stage: string,
  stack: pulumi.Resource,
): void {
  if (!pulumi.runtime.isDryRun()) return;
  titles.apply(async (ids) => {
    const taken: string[] = [];
    for (const [title, namespace] of wanted) {
      const id = ids.get(title);
      if (id === undefined || (await isMade(namespace))) continue;
      taken.push(`${JSON.stringify(title)} (${id})`);
    }
    if (taken.length === 0) return;
    const what = taken.length === 1 ? "a namespace" : "namespaces";
    await pulumi.log.warn(
      `the account already has ${what} titled ${taken.join(", ")}: Cloudflare refuses to create another one, unless this update deletes the old one first. If it belongs to this stack, because its state was lost or the binding had another name, adopt it: \`keyloom adopt --account ID --stage ${stage}\` prints the value for \`adopt\`. Or name the former binding in \`renamedFrom\``,
      stack,
    );
  });
}

function isMade({ id }: WorkersKvNamespace): Promise<boolean> {
  return (id as unknown as MaybeKnown).isKnown;
}
