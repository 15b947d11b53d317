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
 * @throws ApiError 10012, with status 413 for a body that is too long.
 */
export async function jsonArray(
  context: Context,
  maxBytes = Infinity,
): Promise<readonly unknown[]> {
  // A body that announces that it is too long is not read at all.
  checkSize(Number(context.req.header("content-length") ?? 0), maxBytes);
  const body = await anyJsonBody(context, maxBytes);
  if (Array.isArray(body)) return body;
  throw new ApiError(400, "badRequest", "the request's body is not a JSON array");
}

async function anyJsonBody(context: Context, maxBytes = Infinity): Promise<unknown> {
  const body = await context.req.arrayBuffer();
  checkSize(body.byteLength, maxBytes);
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    throw new ApiError(400, "badRequest", "could not parse the request's body as JSON");
  }
}

function checkSize(size: number, maxBytes: number): void {
  if (size <= maxBytes) return;
  const message = `the body has ${size} bytes, the limit is ${maxBytes}`;
  throw new ApiError(413, "badRequest", message);
}
