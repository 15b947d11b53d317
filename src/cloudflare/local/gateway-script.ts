/**
 * The Worker between the API and Miniflare's KV. It runs inside workerd, where an operation takes a fraction of
 * the time that it takes through Miniflare's proxy for Node.
 *
 * It is text, in plain JavaScript, because workerd gets it as a module: it must be the same whether Node runs
 * these sources or a bundle of them.
 */
export const GATEWAY_SCRIPT = `
/** Operations under way at once in a bulk call: more do not make SQLite faster. */
const CONCURRENCY = 64;

async function each(items, work) {
  let next = 0;
  async function worker() {
    while (next < items.length) await work(items[next++]);
  }
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, items.length) }, worker));
}

function bytes(base64) {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

async function expirationOf(kv, key) {
  const { keys } = await kv.list({ prefix: key, limit: 1 });
  return keys[0]?.name === key ? keys[0].expiration : undefined;
}

const operations = {
  async get(kv, { key, cacheTtl }) {
    const { value, metadata } = await kv.getWithMetadata(key, { type: "stream", cacheTtl });
    if (value === null) return new Response(null, { status: 404 });
    const info = { metadata, expiration: await expirationOf(kv, key) };
    return new Response(value, { headers: { "x-info": encodeURIComponent(JSON.stringify(info)) } });
  },
  async put(kv, { key, options }, request) {
    await kv.put(key, await request.arrayBuffer(), options);
    return Response.json(null);
  },
  async delete(kv, { key }) {
    await kv.delete(key);
    return Response.json(null);
  },
  async list(kv, options) {
    return Response.json(await kv.list(options));
  },
  async bulkPut(kv, _, request) {
    await each(await request.json(), ({ key, value, base64, options }) =>
      kv.put(key, base64 ? bytes(value) : value, options),
    );
    return Response.json(null);
  },
  async bulkDelete(kv, _, request) {
    await each(await request.json(), (key) => kv.delete(key));
    return Response.json(null);
  },
  async clear(kv) {
    for (let cursor; ; ) {
      const page = await kv.list({ cursor });
      await each(page.keys, ({ name }) => kv.delete(name));
      if (page.list_complete) return Response.json(null);
      cursor = page.cursor;
    }
  },
};

export default {
  async fetch(request, env) {
    const call = JSON.parse(decodeURIComponent(request.headers.get("x-call")));
    try {
      return await operations[call.operation](env[call.namespace], call.args, request);
    } catch (error) {
      return new Response(error.message, { status: 400 });
    }
  },
};
`;
