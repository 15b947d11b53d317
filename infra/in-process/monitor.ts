import type * as pulumi from "@pulumi/pulumi";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { explainApiError } from "../../src/cloudflare/client.ts";
import type { Provider } from "./provider.ts";
import type { Registrations, ResourceOptions } from "./registrations.ts";
import { keyOf, type ResourceState, type StackState } from "./state.ts";

/** What a run did with a resource. */
export type Operation = "create" | "import" | "update" | "same";

/** How many resources a run handled in which way; `import` is present only if it took any over. */
export type Operations = Readonly<Record<Exclude<Operation, "import">, number>> & {
  readonly import?: number;
};

/** A resource that has become another one. */
export interface MovedResource {
  readonly name: string;
  /** Its previous id. */
  readonly was: string;
}

/** What a monitor works on. */
export interface MonitorOptions {
  /** By Pulumi's type token. */
  readonly providers: Readonly<Record<string, Provider>>;
  readonly state: StackState;
  readonly onResource?: (name: string, operation: Operation) => void;
}

/** Stands in for Pulumi's engine: compares each resource with the state, and does the calls itself. */
export class Monitor implements pulumi.runtime.Mocks {
  readonly operations: { -readonly [Name in keyof Operations]: Operations[Name] } = {
    create: 0,
    update: 0,
    same: 0,
  };
  readonly moved: MovedResource[] = [];
  registrations: Registrations | undefined;
  /** The first error: errors that follow from it would only hide it. */
  failure: Error | undefined;
  readonly #options: MonitorOptions;
  readonly #seen = new Set<string>();

  constructor(options: MonitorOptions) {
    this.#options = options;
  }

  hasSeen(type: string, name: string): boolean {
    return this.#seen.has(keyOf({ type, name }));
  }

  async newResource({ type, name, inputs, custom }: pulumi.runtime.MockResourceArgs) {
    // Components and the stack itself are only structure.
    if (custom !== true) return { id: undefined, state: inputs };
    this.#seen.add(keyOf({ type, name }));
    const { __provider: _, ...news } = inputs;
    try {
      if (this.failure !== undefined) throw this.failure;
      return await this.#apply(type, name, news);
    } catch (cause) {
      this.failure ??= failureOf(name, cause);
      throw this.failure;
    }
  }

  call({ token }: pulumi.runtime.MockCallArgs): never {
    throw new Error(`the program calls ${token}, which only Pulumi's own engine can do`);
  }

  async #apply(type: string, name: string, news: object) {
    const { providers, state, onResource } = this.#options;
    const provider = providers[type];
    if (provider === undefined) throw new Error(`resources of type ${type} are not supported`);

    const given = this.registrations?.get(type, name) ?? NO_OPTIONS;
    const old = state.get(type, name) ?? (await state.rename(type, given.aliases, name));
    const wanted = withoutChanges(news, given.ignoreChanges, old?.outputs);
    const { operation, done } =
      given.importId === undefined || isOf(given.importId, old)
        ? await this.#bring(provider, type, name, wanted, old)
        : await this.#import(provider, type, name, news, given, old);
    this.operations[operation] = (this.operations[operation] ?? 0) + 1;
    onResource?.(name, operation);
    return { id: done.id, state: without(provider.internal, done.outputs) };
  }

  /** Takes over what exists, provided that it matches the program. */
  async #import(
    provider: Provider,
    type: string,
    name: string,
    news: object,
    { importId = "", ignoreChanges }: ResourceOptions,
    old: ResourceState | undefined,
  ): Promise<{ operation: Operation; done: ResourceState }> {
    if (old !== undefined) {
      throw new CannotRunError(`the stage has ${old.id} for it, so it cannot adopt ${importId}`, {
        help: "Adopt it in a stage that has no namespace for it yet.",
      });
    }
    const found = await provider.read?.(importId);
    if (found === undefined) {
      throw new CannotRunError(`there is no ${importId} to adopt`, {
        help: "Correct the id, or leave it out to create a namespace.",
      });
    }
    const wanted = withoutChanges(news, ignoreChanges, found.outs);
    const { changes } = await provider.diff(found.id, found.outs, wanted);
    if (changes === true) {
      throw new CannotRunError(`${importId} does not match the schema`, {
        help: "Make the schema match what exists, adopt it, and change it after that.",
      });
    }
    const done = { type, name, id: found.id, outputs: found.outs };
    await this.#options.state.set(done);
    return { operation: "import", done };
  }

  /** Makes one resource match the program, and saves it in the state. */
  async #bring(
    provider: Provider,
    type: string,
    name: string,
    news: object,
    old: ResourceState | undefined,
  ): Promise<{ operation: Operation; done: ResourceState }> {
    const { state } = this.#options;
    if (old !== undefined && ((await provider.exists?.(old.id, old.outputs)) ?? true)) {
      const { changes, replaces = [] } = await provider.diff(old.id, old.outputs, news);
      if (changes !== true) return { operation: "same", done: old };
      if (replaces.length === 0) {
        const { id = old.id, outs } = await provider.update(old.id, old.outputs, news);
        const done = { type, name, id, outputs: outs };
        await state.set(done);
        if (id !== old.id) this.moved.push({ name, was: old.id });
        return { operation: "update", done };
      }
    }
    const wasPending = state.isPending(type, name);
    await state.begin(type, name);
    const { id, outs } = await provider.create(news, wasPending);
    const done = { type, name, id, outputs: outs };
    await state.set(done);
    return { operation: "create", done };
  }
}

/** Of a resource that the program says nothing about. */
const NO_OPTIONS: ResourceOptions = { aliases: [], ignoreChanges: [], importId: undefined };

function without(names: readonly string[] = [], outputs: object): object {
  return Object.fromEntries(Object.entries(outputs).filter(([name]) => !names.includes(name)));
}

/** Inputs in which the ignored ones stay as they were. */
function withoutChanges(news: object, ignored: readonly string[], olds: object = {}): object {
  const kept = Object.entries(olds).filter(([name]) => ignored.includes(name));
  return { ...news, ...Object.fromEntries(kept) };
}

/** Whether an id to import, such as `<account>/<namespace>`, is that of a resource. */
function isOf(importId: string, resource: ResourceState | undefined): boolean {
  return resource !== undefined && importId.split("/").at(-1) === resource.id;
}

/** Turns expected failures of the outside world into messages; anything else stays a bug. */
function failureOf(name: string, error: unknown): Error {
  const cause = explainApiError(error);
  if (!(cause instanceof CannotRunError)) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return new Error(`${name}: ${reason}`, { cause });
  }
  const { message, help, place } = cause;
  return new CannotRunError(`${name}: ${message}`, {
    cause,
    help,
    ...(place !== undefined && { place }),
  });
}
