import type { dynamic } from "@pulumi/pulumi";

/** Does the calls for one type of resource: a `dynamic.ResourceProvider` of Pulumi's, and a little more. */
export interface Provider<Inputs extends object = object, Outputs extends Inputs = Inputs> {
  /**
   * Outputs that are for the provider alone. They are in the state and go to no program: Pulumi makes a
   * text of all that it is given, for a log that is off, and the hashes of a large seed are megabytes.
   */
  readonly internal?: readonly string[];
  /** Whether the resource is still there; without it, what was applied is taken to stay. */
  exists?(id: string, outputs: Outputs): Promise<boolean>;
  /** What exists by an id to import; `undefined` where there is none. Without it, nothing is imported. */
  read?(importId: string): Promise<{ readonly id: string; readonly outs: Outputs } | undefined>;
  /** A resource that is replaced is made anew, and the old one stays as it is. */
  diff(id: string, olds: Outputs, news: Inputs): Promise<dynamic.DiffResult>;
  /** @param wasPending whether an earlier run was stopped while it made this very resource. */
  create(
    inputs: Inputs,
    wasPending: boolean,
  ): Promise<{ readonly id: string; readonly outs: Outputs }>;
  /** With an `id` where it goes on as another one. */
  update(
    id: string,
    olds: Outputs,
    news: Inputs,
  ): Promise<{ readonly id?: string; readonly outs: Outputs }>;
}
