import { BaseWorkers } from "cloudflare/resources/workers/workers";
import { createClient } from "cloudflare/tree-shakable";

/** A resource's inputs or outputs, by Pulumi's names. */
export type Properties = Readonly<Record<string, unknown>>;

/** Calls to the part of the API that Workers are in, as Cloudflare's SDK makes them. */
export class WorkersApi {
  readonly #client;

  constructor(options: { readonly apiToken?: string }) {
    this.#client = createClient({ resources: [BaseWorkers], ...options });
  }

  /** Gives what the answer holds as its result, by Pulumi's names. */
  async call(
    method: "get" | "post" | "put" | "delete",
    path: string,
    body?: object,
  ): Promise<Properties> {
    return resultOf(
      await this.#client[method](path, body === undefined ? {} : { body: snake(body) }),
    );
  }

  /** Sends a form. */
  async send(path: string, form: FormData): Promise<Properties> {
    return resultOf(await this.#client.put(path, { body: form }));
  }

  /** Reads an answer that is no JSON. */
  read(path: string): Promise<Response> {
    return this.#client.get(path).asResponse();
  }
}

function resultOf(answer: unknown): Properties {
  return camel((answer as { readonly result: unknown }).result ?? {}) as Properties;
}

/** Those of the properties that are there. */
export function only(properties: Properties, names: readonly string[]): Properties {
  return Object.fromEntries(
    names.flatMap((name) =>
      properties[name] === undefined ? [] : [[name, properties[name]] as const],
    ),
  );
}

/** The same value with the API's names, `namespace_id`, in place of Pulumi's, `namespaceId`. */
export function snake(value: unknown): unknown {
  return renamed(value, (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
}

function camel(value: unknown): unknown {
  return renamed(value, (name) =>
    name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
  );
}

function renamed(value: unknown, rename: (name: string) => string): unknown {
  if (Array.isArray(value)) return value.map((part) => renamed(part, rename));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, part]) => part !== null)
      .map(([name, part]) => [rename(name), renamed(part, rename)]),
  );
}
