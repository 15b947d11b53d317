import { answerFor } from "./answers.ts";
import { type Area, isArea } from "./areas.ts";
import { type Env, type Keyloom, keyloom } from "./kv.gen.ts";
import { remember, sessionOf } from "./sessions.ts";
import { servePage } from "./site.ts";

export default {
  async fetch(request, env, context) {
    const kv = keyloom(env);
    const { pathname } = new URL(request.url);
    const [root, ...path] = pathname.slice(1).split("/").map(decodeURIComponent);
    if (root !== "api") return servePage(kv.APP.page, request);
    if (request.method !== "GET") return problem(405, "this API is read only");
    return api(kv, request, path, context);
  },
} satisfies ExportedHandler<Env>;

/**
 * - `/api/features/{area}/{name}`: which browsers support a feature;
 * - `/api/features/{area}`: the first features of an area;
 * - `/api/recent`: what this visitor has looked up.
 */
async function api(
  kv: Keyloom,
  request: Request,
  [what, area, name]: string[],
  context: ExecutionContext,
): Promise<Response> {
  if (what === "recent") {
    const { session } = await sessionOf(kv.APP.session, request);
    return Response.json(session.recent);
  }
  if (what !== "features" || !isArea(area)) return problem(404, "there is no such resource");
  if (name === undefined) return Response.json(await firstFeatures(kv, area));

  const { answer, cached } = await answerFor(kv, { area, name }, context);
  if (answer === null) return problem(404, `nothing is known of ${area}.${name}`);
  const headers = new Headers({ "x-cache": cached ? "hit" : "miss" });
  const { enabled } = await kv.APP.flag.get({ name: "remember-visitors" });
  if (enabled)
    headers.append("set-cookie", await remember(kv.APP.session, request, answer.feature));
  return Response.json(answer, { headers });
}

/** Lists read keys and metadata only: no value is fetched. */
async function firstFeatures(kv: Keyloom, area: Area) {
  const found: { name: string; status: string }[] = [];
  for await (const { params, metadata } of kv.COMPAT.feature.list({ area })) {
    found.push({ name: params.name, status: metadata.status });
    if (found.length === 50) break;
  }
  return found;
}

function problem(status: number, detail: string): Response {
  return Response.json({ status, detail }, { status });
}
