/** Answers a request with a status and a line of text that says why. */
export function refuse(
  { method }: Request,
  status: number,
  reason: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const all = { "content-type": "text/plain; charset=utf-8", ...headers };
  return new Response(method === "HEAD" ? null : `${reason}\n`, { status, headers: all });
}
