import { setTimeout as sleep } from "node:timers/promises";
import { camel, type Properties, snake } from "./properties.ts";

/** Calls are made again so often: as often as by the clients of the real provider. */
const MAX_RETRIES = 2;

/** A call that Cloudflare rejected. */
export class ApiError extends Error {
  readonly status: number;
  /** Cloudflare's own codes. */
  readonly codes: readonly number[];

  /** @param text the body of the answer, an envelope unless something else than the API gave it. */
  constructor(status: number, text: string) {
    super(`${status} ${text}`);
    this.status = status;
    this.codes = codesOf(text);
  }
}

/** Cloudflare's code for a namespace that is not there. */
export const NAMESPACE_NOT_FOUND = 10013;

/** The methods of the API. */
type Method = "GET" | "POST" | "PUT" | "DELETE";

/**
 * Cloudflare's API by `fetch` alone. Its SDK is a thousand files and half a second, which the real
 * provider, a program of its own, does not have: measurements of an `up` must not include them either.
 */
export class CloudflareApi {
  readonly #baseUrl = process.env["CLOUDFLARE_BASE_URL"] ?? "https://api.cloudflare.com/client/v4";
  readonly #token = process.env["STAND_IN_API_TOKEN"] ?? process.env["CLOUDFLARE_API_TOKEN"] ?? "";

  /**
   * Returns the result in the response, by Pulumi's names.
   *
   * @param body by Pulumi's names as well, or an unchanged form.
   * @param token in place of the user's.
   * @throws ApiError
   */
  async call(method: Method, path: string, body?: object, token?: string): Promise<Properties> {
    const answer = await this.read(method, path, body, token);
    const { result } = (await answer.json()) as { readonly result?: unknown };
    return camel(result ?? {}) as Properties;
  }

  /** Returns a response unchanged; it need not be JSON. */
  async read(
    method: Method,
    path: string,
    body?: object,
    token: string = this.#token,
  ): Promise<Response> {
    const isForm = body instanceof FormData;
    const request = {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && !isForm && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(snake(body)) }),
    };
    for (let retries = 0; ; retries++) {
      // `undefined` means that there was no response at all.
      const answer = await fetch(`${this.#baseUrl}${path}`, request).catch((error: unknown) => {
        if (retries === MAX_RETRIES) throw error;
      });
      if (answer?.ok) return answer;
      if (answer !== undefined && (retries === MAX_RETRIES || !isPassing(answer.status))) {
        throw new ApiError(answer.status, await answer.text());
      }
      const seconds = Number(answer?.headers.get("retry-after") ?? 2 ** retries / 2);
      await sleep(seconds * 1000);
    }
  }
}

/** Whether the same call may succeed when it is repeated. */
function isPassing(status: number): boolean {
  return status === 408 || status === 409 || status === 429 || status >= 500;
}

function codesOf(text: string): readonly number[] {
  try {
    const { errors } = JSON.parse(text) as { readonly errors: readonly { code: number }[] };
    return errors.map(({ code }) => code);
  } catch {
    return [];
  }
}

/** Whether an error says that the requested object does not exist. */
export function isNotFound(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}
