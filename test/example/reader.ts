import { KeyloomError } from "keyloom/runtime";
import { type Env, type FeatureParams, keyloom } from "../../examples/compat/src/kv.gen.ts";

/** Reads under way at once. */
const CONCURRENCY = 50;

/**
 * A Worker that reads all of the example's features through the generated accessors and answers with
 * one line of JSON each: `{ params, value, metadata }`, or `{ error }` where the accessor throws.
 */
export default {
  async fetch(_request: Request, env: Env): Promise<Response> {
    const { feature } = keyloom(env).COMPAT;
    const lines: string[] = [];
    const waiting: FeatureParams[] = [];
    for await (const { params } of feature.list()) waiting.push(params);
    await Promise.all(
      Array.from({ length: CONCURRENCY }, async () => {
        for (let params = waiting.pop(); params !== undefined; params = waiting.pop()) {
          const record = await feature.getWithMetadata(params).catch(describe);
          lines.push(JSON.stringify({ params, ...record }));
        }
      }),
    );
    return new Response(lines.join("\n"));
  },
};

function describe(error: unknown) {
  if (!(error instanceof KeyloomError)) throw error;
  const { code, collection, key, message } = error;
  return { error: { code, collection, key, message } };
}
