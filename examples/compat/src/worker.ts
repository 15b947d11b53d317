import { KeyloomError } from "keyloom/runtime";
import { answerFor } from "./answers.ts";
import { type Area, isArea } from "./areas.ts";
import { flagsOf } from "./flags.ts";
import { type Env, type Keyloom, keyloom } from "./kv.gen.ts";
import { remember, sessionOf } from "./sessions.ts";

/** How many features an area's list shows. */
const LIST_LENGTH = 50;

export default {
  async fetch(request, env, context) {
    try {
      return await respond(request, keyloom(env), context);
    } catch (error) {
      if (!(error instanceof KeyloomError)) throw error;
      // Anybody may ask for a name that does not make a valid key: too long, or in no area.
      if (error.code === "invalid-params" || error.code === "key-too-long") {
        return problem(404, "there is no such resource");
      }
      // The message names the collection and the key.
      console.error(error.message);
      return problem(500, "what is stored here is damaged");
    }
  },
} satisfies ExportedHandler<Env>;

/**
 * - `/api/features/{area}/{name}`: which browsers support a feature;
 * - `/api/features/{area}`: the first features of an area;
 * - `/api/recent`: what this visitor has looked up;
 * - `/api/flags`: the switches of the site;
 * - all else: the site's files.
 */
async function respond(request: Request, kv: Keyloom, context: ExecutionContext) {
  const path = decodedPath(request.url);
  if (path === null) return problem(400, "the path is not percent-encoded UTF-8");
  const [root, what, area, name] = path.split("/");
  if (root !== "api") return kv.APP.page.serve(request);
  if (request.method !== "GET") return problem(405, "this API is read only");

  if (what === "flags") return Response.json(await flagsOf(kv.APP.flag));
  if (what === "recent") {
    const { session } = await sessionOf(kv.APP.session, request);
    return Response.json(session.recent);
  }
  if (what !== "features" || !area) return problem(404, "there is no such resource");
  if (!isArea(area)) return problem(404, `there is no area ${area}`);
  if (name === undefined) return listFeatures(kv, area);

  const { answer, cached } = await answerFor(kv, { area, name }, context);
  if (answer === null) return problem(404, `nothing is known of ${area}.${name}`);
  const headers = new Headers({ "x-cache": cached ? "hit" : "miss" });
  if ((await kv.APP.flag.get({ name: "remember-visitors" })).enabled) {
    headers.append("set-cookie", await remember(kv.APP.session, request, answer.feature));
  }
  return Response.json(answer, { headers });
}

/** A list reads keys and metadata only: no value is fetched. */
async function listFeatures({ COMPAT }: Keyloom, area: Area): Promise<Response> {
  const { entries } = await COMPAT.feature.page({ area }, { limit: LIST_LENGTH });
  return Response.json(
    entries.map(({ params, metadata }) => ({ name: params.name, status: metadata.status })),
  );
}

function decodedPath(url: string): string | null {
  try {
    return decodeURIComponent(new URL(url).pathname.slice(1));
  } catch {
    return null;
  }
}

function problem(status: number, detail: string): Response {
  return Response.json({ status, detail }, { status });
}
