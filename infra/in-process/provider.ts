import type { dynamic } from "@pulumi/pulumi";

/** Makes the calls for one type of resource: Pulumi's `dynamic.ResourceProvider`, with a few additions. */
export interface Provider<Inputs extends object = object, Outputs extends Inputs = Inputs> {
  /**
   * Outputs that only the provider needs. They are in the state but are not passed to programs: Pulumi turns all
   * outputs into text, for a log that is off, and the hashes of a large seed are megabytes.
   */
  readonly internal?: readonly string[];
  /** Whether the resource still exists; without this method, it is assumed to. */
  exists?(id: string, outputs: Outputs): Promise<boolean>;
  /** What exists with an id to import; `undefined` if nothing does. Without this method, nothing is imported. */
  read?(importId: string): Promise<{ readonly id: string; readonly outs: Outputs } | undefined>;
  /** A replaced resource is created anew, and the old one stays as it is. */
  diff(id: string, olds: Outputs, news: Inputs): Promise<dynamic.DiffResult>;
  /** @param wasPending whether an earlier run was stopped while it was creating this resource. */
  create(
    inputs: Inputs,
    wasPending: boolean,
  ): Promise<{ readonly id: string; readonly outs: Outputs }>;
  /** Returns an `id` if the resource becomes another one. */
  update(
    id: string,
    olds: Outputs,
    news: Inputs,
  ): Promise<{ readonly id?: string; readonly outs: Outputs }>;
}
