import type { Context } from "hono";
import { ApiError } from "../envelope.ts";

/**
 * Reads a request's JSON object.
 *
 * @throws ApiError 10012
 */
export async function jsonBody(context: Context): Promise<Readonly<Record<string, unknown>>> {
  const body = await anyJsonBody(context);
  if (typeof body === "object" && body !== null && !Array.isArray(body)) {
    return body as Readonly<Record<string, unknown>>;
  }
  throw new ApiError(400, "badRequest", "the request's body is not a JSON object");
}

/**
 * Reads a request's JSON array.
 *
 * @throws ApiError 10012
 */
export async function jsonArray(context: Context): Promise<readonly unknown[]> {
  const body = await anyJsonBody(context);
  if (Array.isArray(body)) return body;
  throw new ApiError(400, "badRequest", "the request's body is not a JSON array");
}

async function anyJsonBody(context: Context): Promise<unknown> {
  try {
    return await context.req.json();
  } catch {
    throw new ApiError(400, "badRequest", "could not parse the request's body as JSON");
  }
}
