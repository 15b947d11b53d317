import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";
import { literalHead } from "../schema/key-pattern.ts";
import type { NamespaceModel } from "../schema/model.ts";
import { previewTitle, stageTitle } from "../schema/title.ts";
import { KvSeed } from "./seed/kv-seed.ts";
import type { StackSchema } from "./stack-schema.ts";

/** What a {@link KeyloomStack} is made from. */
export interface KeyloomStackArgs {
  /** The schema, from `await loadStackSchema("./keyloom.schema.ts")`. */
  readonly schema: StackSchema;
  /** The Cloudflare account. */
  readonly accountId: pulumi.Input<string>;
  /** What `{stage}` in titles stands for. */
  readonly stage: string;
  /** Whether records that left a seed are removed from KV; they stay unless said so. */
  readonly prune?: boolean;
}

/** What a wrangler file needs to know of a namespace. */
export interface NamespaceOutput {
  readonly id: string;
  readonly title: string;
  /** The id of the preview twin, where the schema asks for one. */
  readonly previewId?: string;
}

/** A binding as `WorkersScript`, `WorkerVersion` and their like take it. */
export interface KvBinding {
  readonly type: "kv_namespace";
  /** The binding's name in the Worker. */
  readonly name: string;
  readonly namespaceId: string;
}

/** The namespaces of a schema in one stage, with their preview twins and seeds. */
export class KeyloomStack extends pulumi.ComponentResource {
  /** By binding. */
  readonly namespaces: pulumi.Output<Readonly<Record<string, NamespaceOutput>>>;
  /**
   * The bindings of a Worker, for the `bindings` of `WorkersScript` and `WorkerVersion`. Sorted by
   * name: in another order, bindings have been attached to the wrong ids.
   */
  readonly bindings: pulumi.Output<KvBinding[]>;

  constructor(name: string, args: KeyloomStackArgs, options?: pulumi.ComponentResourceOptions) {
    super("keyloom:index:KeyloomStack", name, {}, options);
    this.namespaces = pulumi.output(
      Object.fromEntries(
        args.schema.model.namespaces.map((namespace) => [
          namespace.binding,
          this.#addNamespace(namespace, args),
        ]),
      ),
    );
    this.bindings = this.namespaces.apply((namespaces) =>
      Object.entries(namespaces)
        .map(([name, { id }]): KvBinding => ({ type: "kv_namespace", name, namespaceId: id }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
    this.registerOutputs({ namespaces: this.namespaces, bindings: this.bindings });
  }

  #addNamespace(
    namespace: NamespaceModel,
    { schema, accountId, stage, prune = false }: KeyloomStackArgs,
  ): pulumi.Output<NamespaceOutput> {
    const { binding, preview, collections } = namespace;
    const title = stageTitle(namespace.title, stage);
    const parent = { parent: this };
    const live = new cloudflare.WorkersKvNamespace(binding, { accountId, title }, parent);
    const twin = preview
      ? new cloudflare.WorkersKvNamespace(
          `${binding}-preview`,
          { accountId, title: previewTitle(title) },
          parent,
        )
      : undefined;
    for (const { name, key } of collections) {
      const seed = schema.seeds.get(`${binding}.${name}`);
      if (seed === undefined) continue;
      new KvSeed(
        `${binding}.${name}`,
        {
          accountId,
          namespaceId: live.id,
          schema: schema.file,
          binding,
          collection: name,
          prefix: literalHead(key),
          digest: seed.digest,
          records: seed.records,
          prune,
        },
        { parent: live },
      );
    }
    return pulumi
      .all([live.id, twin?.id])
      .apply(([id, previewId]) => ({ id, title, ...(previewId !== undefined && { previewId }) }));
  }
}

export { applySeed } from "./seed/apply.ts";
export { loadStackSchema, type StackSchema } from "./stack-schema.ts";
