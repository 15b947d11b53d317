import * as pulumi from "@pulumi/pulumi";
import { keyOf } from "./state.ts";

/** What a program says about a resource besides its inputs. */
export interface ResourceOptions {
  /** Names that it had before. */
  readonly aliases: readonly string[];
  /** Inputs whose changes are ignored. */
  readonly ignoreChanges: readonly string[];
  /** The id of an existing resource to take over. */
  readonly importId: string | undefined;
}

/** The part of Pulumi's request to register a resource that is read here. */
interface RegisterRequest {
  getType(): string;
  getName(): string;
  getImportid(): string;
  getIgnorechangesList(): string[];
  getAliasesList(): { getSpec(): { getName(): string } | undefined }[];
}

/**
 * The options of resources, which Pulumi's mocks do not pass on: read from the requests that its runtime
 * sends to the monitor.
 */
export class Registrations {
  readonly #options = new Map<string, ResourceOptions>();

  /** Listens to the monitor that `setMocks` has made. */
  constructor() {
    const monitor = pulumi.runtime.getMonitor() as unknown as {
      registerResource(request: RegisterRequest, ...rest: unknown[]): unknown;
    };
    const register = monitor.registerResource.bind(monitor);
    monitor.registerResource = (request, ...rest) => {
      this.#options.set(keyOf({ type: request.getType(), name: request.getName() }), {
        aliases: request.getAliasesList().flatMap((alias) => alias.getSpec()?.getName() || []),
        ignoreChanges: request.getIgnorechangesList(),
        importId: request.getImportid() || undefined,
      });
      return register(request, ...rest);
    };
  }

  get(type: string, name: string): ResourceOptions | undefined {
    return this.#options.get(keyOf({ type, name }));
  }
}
