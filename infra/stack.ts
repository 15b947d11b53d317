import type { WorkersKvNamespace } from "@pulumi/cloudflare/workersKvNamespace.js";
import * as pulumi from "@pulumi/pulumi";
import type { NamespaceModel } from "../schema/model.ts";
import { checkAccess, checkAccountId, notAsked } from "./account.ts";
import { type AdoptedNamespace, checkAdopt } from "./adopt.ts";
import { checkStage, checkTitles } from "./check-stage.ts";
import { addSeeds } from "./collection-seeds.ts";
import { addNamespaces } from "./kv-namespaces.ts";
import { leftOut } from "./left-out.ts";
import { checkProviderFolder } from "./provider-folder.ts";
import { claimBindings } from "./resource-names.ts";
import { checkSecretSeeds } from "./secret-seed/check.ts";
import { checkCredentials, warnOfNoCredentials } from "./seed/credentials.ts";
import { isThrownAway, type KeyloomStackArgs } from "./stack-args.ts";
import { warnOfTakenTitles } from "./taken-titles.ts";

/** What a wrangler file needs to know of a namespace. */
export interface NamespaceOutput {
  readonly id: string;
  readonly title: string;
  /** The id of the preview twin, if the schema asks for one. */
  readonly previewId?: string;
}

/** A binding as `WorkersScript`, `WorkerVersion` and similar resources accept it. */
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
   * name, because in another order bindings have been attached to the wrong ids.
   */
  readonly bindings: pulumi.Output<KvBinding[]>;

  /** The namespaces and twins by title. */
  readonly #made = new Map<string, WorkersKvNamespace>();

  /**
   * @param name the component's name in Pulumi. Its resources are named after their bindings.
   * @throws RunError if an argument is invalid or does not match the schema, or if seeds have no API token.
   */
  constructor(name: string, args: KeyloomStackArgs, options?: pulumi.ComponentResourceOptions) {
    super("keyloom:index:KeyloomStack", name, {}, options);
    const { adopt = {}, schema, stage } = args;
    const { model } = schema;
    const given = checkAccountId(args.accountId);
    const adopted = checkAdopt(adopt, model, {
      accountId: given,
      stage,
      isThrownAway: isThrownAway(args),
    });
    checkStage(stage);
    checkTitles(stage, model);
    // Below another component, that component's type is part of how Pulumi identifies resources.
    if (options?.parent === undefined) claimBindings(name, args.prefix, model);
    const secrets = checkSecretSeeds(args.seeds ?? {}, model);
    const hasSeeds = schema.seeds.size > 0 || secrets.size > 0;
    if (hasSeeds) {
      checkProviderFolder();
      checkCredentials(this);
    }
    const { provider, providers, parent } = options ?? {};
    // The program's own provider may have another token; seeds never do.
    const isDefault = (provider ?? providers ?? parent) === undefined;
    if (isDefault && !hasSeeds) warnOfNoCredentials(this);
    const { accountId, titles } =
      isDefault || hasSeeds ? checkAccess(given, args.baseUrl, this) : notAsked(given);
    for (const [seed, summary] of schema.seeds) {
      // A log message that the engine rejects must not stop anything.
      for (const warning of leftOut(seed, summary)) void pulumi.log.warn(warning, this);
    }
    this.namespaces = pulumi.output(
      Object.fromEntries(
        model.namespaces.map((namespace) => [
          namespace.binding,
          this.#add(namespace, { ...args, accountId }, adopted.get(namespace.binding)),
        ]),
      ),
    );
    warnOfTakenTitles(this.#made, titles, stage, this);
    this.bindings = this.namespaces.apply((namespaces) =>
      Object.entries(namespaces)
        .map(([name, { id }]): KvBinding => ({ type: "kv_namespace", name, namespaceId: id }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    );
    this.registerOutputs({ namespaces: this.namespaces, bindings: this.bindings });
  }

  #add(
    namespace: NamespaceModel,
    args: KeyloomStackArgs,
    adopted: AdoptedNamespace | undefined,
  ): pulumi.Output<NamespaceOutput> {
    const { live, twin, byTitle } = addNamespaces(this, namespace, args, adopted);
    for (const [title, made] of byTitle) this.#made.set(title, made);
    for (const collection of namespace.collections) addSeeds(namespace, collection, live, args);
    return pulumi.all([live.id, live.title, twin?.id]).apply(([id, title, previewId]) => ({
      id,
      title,
      ...(previewId !== undefined && { previewId }),
    }));
  }
}

export type { Adopt, AdoptedNamespace } from "./adopt.ts";
export type { SecretRecord, SecretSeeds } from "./secret-seed/check.ts";
export type { KeyloomStackArgs } from "./stack-args.ts";
export { loadStackSchema, type StackSchema } from "./stack-schema.ts";
