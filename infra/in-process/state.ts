import { existsSync, readFileSync } from "node:fs";
import { CannotRunError } from "../../schema/cannot-run.ts";
import { inTurn } from "../../schema/in-turn.ts";
import { writeFileAtomically } from "../../src/files/write-file.ts";
import { jsonPieces } from "./json-pieces.ts";

/** A resource in the form that was last applied. */
export interface ResourceState {
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly outputs: object;
}

interface StateFile {
  readonly version: 1;
  readonly resources: readonly ResourceState[];
  /** Resources whose creation had begun: after a kill nobody knows whether it finished. */
  readonly pending: readonly string[];
}

/** The state of one stage, in a file that is rewritten as a whole after every change. */
export class StackState {
  readonly file: string;
  readonly #resources = new Map<string, ResourceState>();
  readonly #pending = new Set<string>();

  /** @throws CannotRunError if the file exists but cannot be read. */
  constructor(file: string) {
    this.file = file;
    if (!existsSync(file)) return;
    const { resources, pending } = readState(file);
    for (const resource of resources) this.#resources.set(keyOf(resource), resource);
    for (const key of pending) this.#pending.add(key);
  }

  get(type: string, name: string): ResourceState | undefined {
    return this.#resources.get(keyOf({ type, name }));
  }

  all(): readonly ResourceState[] {
    return [...this.#resources.values()];
  }

  /** Whether an earlier run was stopped while it was creating this resource. */
  isPending(type: string, name: string): boolean {
    return this.#pending.has(keyOf({ type, name }));
  }

  async begin(type: string, name: string): Promise<void> {
    this.#pending.add(keyOf({ type, name }));
    await this.#save();
  }

  async set(resource: ResourceState): Promise<void> {
    this.#resources.set(keyOf(resource), resource);
    this.#pending.delete(keyOf(resource));
    await this.#save();
  }

  /** Renames a resource that had one of these names; `undefined` if there is none. */
  async rename(
    type: string,
    formers: readonly string[],
    name: string,
  ): Promise<ResourceState | undefined> {
    const former = formers.find((former) => this.get(type, former) !== undefined);
    const resource = former === undefined ? undefined : this.get(type, former);
    if (resource === undefined) return undefined;
    this.#resources.delete(keyOf(resource));
    const renamed = { ...resource, name };
    await this.set(renamed);
    return renamed;
  }

  /** One write at a time, so that the last one wins. */
  readonly #save = inTurn(() => {
    const state: StateFile = {
      version: 1,
      resources: this.all().toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)),
      pending: [...this.#pending].sort(),
    };
    return writeFileAtomically(this.file, jsonPieces(state));
  });
}

/** One resource per type and name. */
export function keyOf({ type, name }: { readonly type: string; readonly name: string }): string {
  return `${type}::${name}`;
}

function readState(file: string): StateFile {
  try {
    const state = JSON.parse(readFileSync(file, "utf8")) as StateFile;
    if (state.version === 1) return state;
    throw new Error(`it has version ${state.version}, but this Keyloom knows version 1`);
  } catch (cause) {
    throw new CannotRunError(`the state cannot be read: ${(cause as Error).message}`, {
      cause,
      place: { file, line: 1, column: 1 },
      help: "Restore the file, or remove it together with the local data to start again.",
    });
  }
}
