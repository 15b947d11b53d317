// This part alone: the whole SDK would take 30 MB of memory and a third of a second.
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
  /** Its preview twin, where the schema asks for one. */
  readonly twin: WorkersKvNamespace | undefined;
}

/**
 * Makes a namespace and its preview twin.
 *
 * @param adopted the existing ones that they are, by the ids that Pulumi imports by.
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
  return {
    live: add({ name: binding, former, title, adoptedId: adopted?.id }),
    twin: preview
      ? add({
          name: previewName(binding),
          former: former.map(previewName),
          title: previewTitle(title),
          adoptedId: adopted?.previewId,
        })
      : undefined,
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
      // An account has each title once.
      deleteBeforeReplace: true,
      ...(adoptedId !== undefined && {
        import: adoptedId,
        // Its own, until it is no longer named as one to adopt.
        ignoreChanges: ["title"],
      }),
    },
  );
}
