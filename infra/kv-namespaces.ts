// Only this part: the whole SDK would take 30 MB of memory and a third of a second.
import { WorkersKvNamespace } from "@pulumi/cloudflare/workersKvNamespace.js";
import type * as pulumi from "@pulumi/pulumi";
import type { NamespaceModel } from "../schema/model.ts";
import { previewTitle, stageTitle } from "../schema/title.ts";
import type { AdoptedNamespace } from "./adopt.ts";
import { previewName } from "./namespace-names.ts";
import { aliasesOf, withPrefix } from "./resource-names.ts";
import { isThrownAway, type KeyloomStackArgs } from "./stack-args.ts";

/** A namespace of the schema in one stage. */
export interface KvNamespaces {
  /** The one that the Worker reads and writes. */
  readonly live: WorkersKvNamespace;
  /** Its preview twin, if the schema asks for one. */
  readonly twin: WorkersKvNamespace | undefined;
  /** Both of them, by their titles. */
  readonly byTitle: readonly (readonly [title: string, namespace: WorkersKvNamespace])[];
}

/**
 * Creates a namespace and its preview twin.
 *
 * @param adopted the existing ones to take over, as the ids that Pulumi imports.
 */
export function addNamespaces(
  parent: pulumi.Resource,
  namespace: NamespaceModel,
  args: KeyloomStackArgs,
  adopted: AdoptedNamespace | undefined,
): KvNamespaces {
  const { binding, preview, renamedFrom: former = [] } = namespace;
  const title = stageTitle(namespace.title, args.stage);
  const add = (kv: KvResource) => addNamespace(parent, kv, namespace, args);
  const live = add({ name: binding, former, title, adoptedId: adopted?.id });
  if (!preview) return { live, twin: undefined, byTitle: [[title, live]] };
  const titleOfTwin = previewTitle(title);
  const twin = add({
    name: previewName(binding),
    former: former.map(previewName),
    title: titleOfTwin,
    adoptedId: adopted?.previewId,
  });
  return {
    live,
    twin,
    byTitle: [
      [title, live],
      [titleOfTwin, twin],
    ],
  };
}

/** One KV namespace of the stack: a live one or a preview twin. */
interface KvResource {
  readonly name: string;
  /** The names that it had before. */
  readonly former: readonly string[];
  readonly title: string;
  readonly adoptedId: string | undefined;
}

function addNamespace(
  parent: pulumi.Resource,
  { name, former, title, adoptedId }: KvResource,
  { jurisdiction }: NamespaceModel,
  args: KeyloomStackArgs,
): WorkersKvNamespace {
  const { accountId, prefix } = args;
  const isKept = !isThrownAway(args);
  return new WorkersKvNamespace(
    withPrefix(prefix, name),
    { accountId, title, ...(jurisdiction !== undefined && { jurisdiction }) },
    {
      parent,
      aliases: aliasesOf(args, name, former),
      protect: isKept,
      retainOnDelete: isKept,
      // A title is unique in an account.
      deleteBeforeReplace: true,
      ...(adoptedId !== undefined && {
        import: adoptedId,
        // It keeps its own title as long as it is named in `adopt`.
        ignoreChanges: ["title"],
      }),
    },
  );
}
