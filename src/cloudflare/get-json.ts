import { get as getByHttp, type IncomingMessage, type RequestOptions } from "node:http";
import { get as getByHttps } from "node:https";
import { text } from "node:stream/consumers";
import { jsonOf } from "../../schema/json-of.ts";

/** What a server has answered. */
export interface JsonAnswer {
  readonly status: number;
  /** `undefined` if it is no JSON. */
  readonly body: unknown;
}

/**
 * Asks for JSON in a Pulumi program, without `fetch`: Node would load that for the first call, which takes 0.04 s
 * of each command, and Pulumi's package has loaded what this needs.
 *
 * @throws Error if there is no answer.
 */
export async function getJson(
  url: string,
  options: Pick<RequestOptions, "headers" | "signal">,
): Promise<JsonAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const get = url.startsWith("https:") ? getByHttps : getByHttp;
  get(url, options, resolve).on("error", reject);
  const answer = await promise;
  return { status: answer.statusCode ?? 0, body: jsonOf(await text(answer)) };
}
