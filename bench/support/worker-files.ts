/** What a file of the tree is about; the number makes each file's names and keys unique. */
type File = (name: string, figure: number) => string;

const routes: File = (name, figure) => `import { Hono } from "hono";
import type { Env } from "../env.ts";

interface ${name}Query {
  readonly page: number;
  readonly size: number;
  readonly sort: "name" | "created" | "price";
}

const MAX_SIZE = ${(figure % 90) + 10};

export const ${name.toLowerCase()}Routes = new Hono<{ Bindings: Env }>();

${name.toLowerCase()}Routes.get("/${name.toLowerCase()}", async (c) => {
  const query = parse${name}Query(new URL(c.req.url).searchParams);
  if (query === undefined) return c.json({ error: "the query is wrong" }, 400);
  const answer = await fetch(\`\${c.env.API_URL}/${name.toLowerCase()}?page=\${query.page}\`);
  if (!answer.ok) return c.json({ error: "the service does not answer" }, 502);
  const items = await answer.json<{ id: string; name: string }[]>();
  return c.json({ items: items.slice(0, query.size), next: query.page + 1 });
});

${name.toLowerCase()}Routes.post("/${name.toLowerCase()}/:id", async (c) => {
  const body = await c.req.json<{ name?: string }>();
  if (body.name === undefined || body.name.length > ${(figure % 40) + 20}) {
    return c.json({ error: "the name is missing or too long" }, 422);
  }
  return c.json({ id: c.req.param("id"), name: body.name.trim() }, 201);
});

export function parse${name}Query(params: URLSearchParams): ${name}Query | undefined {
  const page = Number(params.get("page") ?? "1");
  const size = Number(params.get("size") ?? "20");
  const sort = params.get("sort") ?? "name";
  if (!Number.isInteger(page) || !Number.isInteger(size) || size > MAX_SIZE) return undefined;
  if (sort !== "name" && sort !== "created" && sort !== "price") return undefined;
  return { page, size, sort };
}
`;

const domain: File = (name, figure) => `export interface ${name}Line {
  readonly sku: string;
  readonly quantity: number;
  readonly price: { readonly amount: number; readonly currency: "EUR" | "USD" };
}

export interface ${name} {
  readonly id: string;
  readonly customer: string;
  readonly state: "open" | "paid" | "sent";
  readonly lines: readonly ${name}Line[];
  readonly createdAt: Date;
}

const DISCOUNTS: ReadonlyMap<number, number> = new Map([
  [${(figure % 9) + 1}, 0.02],
  [${(figure % 9) + 10}, 0.05],
  [${(figure % 9) + 50}, 0.1],
]);

export class ${name}Basket {
  readonly #lines = new Map<string, ${name}Line>();

  add(line: ${name}Line): void {
    const known = this.#lines.get(line.sku);
    const quantity = (known?.quantity ?? 0) + line.quantity;
    this.#lines.set(line.sku, { ...line, quantity });
  }

  remove(sku: string): boolean {
    return this.#lines.delete(sku);
  }

  total(): number {
    let sum = 0;
    for (const { price, quantity } of this.#lines.values()) {
      sum += price.amount * quantity * (1 - discountOf${name}(quantity));
    }
    return Math.round(sum * 100) / 100;
  }

  toJSON(): readonly ${name}Line[] {
    return [...this.#lines.values()].toSorted((a, b) => a.sku.localeCompare(b.sku));
  }
}

export function discountOf${name}(quantity: number): number {
  let found = 0;
  for (const [from, discount] of DISCOUNTS) if (quantity >= from) found = discount;
  return found;
}
`;

const client: File = (name, figure) => `import type { Env } from "../env.ts";

export class ${name}Error extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export class ${name}Client {
  readonly #env: Env;
  readonly #retries: number;

  constructor(env: Env, retries = ${(figure % 4) + 1}) {
    this.#env = env;
    this.#retries = retries;
  }

  async find(id: string): Promise<{ readonly id: string; readonly tags: readonly string[] }> {
    return this.#send("GET", \`/${name.toLowerCase()}/\${encodeURIComponent(id)}\`);
  }

  async save(id: string, tags: readonly string[]): Promise<{ readonly saved: boolean }> {
    return this.#send("PUT", \`/${name.toLowerCase()}/\${encodeURIComponent(id)}\`, { tags });
  }

  async #send<Result>(method: string, path: string, body?: unknown): Promise<Result> {
    for (let attempt = 0; ; attempt++) {
      const answer = await fetch(\`\${this.#env.API_URL}\${path}\`, {
        method,
        headers: { authorization: \`Bearer \${this.#env.API_TOKEN}\` },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      if (answer.ok) return answer.json<Result>();
      if (answer.status < 500 || attempt === this.#retries) {
        throw new ${name}Error(answer.status, await answer.text());
      }
      await new Promise((resolve) => setTimeout(resolve, 2 ** attempt * 100));
    }
  }
}
`;

const handler: File = (name, figure) => `import { Hono } from "hono";
import type { Env } from "../env.ts";
import { keyloom } from "../kv.gen.ts";

export const ${name.toLowerCase()}Sessions = new Hono<{ Bindings: Env }>();

${name.toLowerCase()}Sessions.get("/${name.toLowerCase()}/session/:userId", async (c) => {
  const { SESSIONS } = keyloom(c.env);
  const session = await SESSIONS.session.get({ userId: c.req.param("userId"), device: "web" });
  if (session === null) return c.json({ error: "there is no session" }, 401);
  return c.json({ cart: session.cart, size: session.cart.length });
});

${name.toLowerCase()}Sessions.post("/${name.toLowerCase()}/session/:userId", async (c) => {
  const { sku } = await c.req.json<{ sku: string }>();
  const userId = c.req.param("userId");
  const { SESSIONS } = keyloom(c.env);
  const known = await SESSIONS.session.get({ userId, device: "web" });
  const cart = [...(known?.cart ?? []), sku].slice(-${(figure % 20) + 5});
  await SESSIONS.session.put({ userId, device: "web" }, { cart, seenAt: new Date().toISOString() });
  return c.json({ cart }, 201);
});

${name.toLowerCase()}Sessions.get("/${name.toLowerCase()}/pages/:page", async (c) => {
  const text = await c.env.LEGACY.get(\`page:${figure}:\${c.req.param("page")}\`);
  return text === null ? c.notFound() : c.html(text);
});
`;

const store: File = (name, figure) => `interface ${name}Record {
  readonly id: string;
  readonly owner: string;
  readonly tags: readonly string[];
}

const PREFIX = "${name.toLowerCase()}";

export class ${name}Store {
  readonly #kv: KVNamespace;

  constructor(kv: KVNamespace) {
    this.#kv = kv;
  }

  async find(id: string): Promise<${name}Record | null> {
    return this.#kv.get<${name}Record>(\`\${PREFIX}:\${id}\`, "json");
  }

  async save(record: ${name}Record): Promise<void> {
    const text = JSON.stringify(record);
    await this.#kv.put(\`\${PREFIX}:\${record.id}\`, text, { expirationTtl: ${(figure % 50) + 1} * 3600 });
  }

  async names(): Promise<readonly string[]> {
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#kv.list({ prefix: \`\${PREFIX}:\`, cursor: cursor ?? null });
      names.push(...page.keys.map(({ name }) => name));
      cursor = page.list_complete ? undefined : page.cursor;
    } while (cursor !== undefined);
    return names;
  }
}
`;

const cron: File = (name, figure) => `import type { Env } from "../env.ts";

export async function refresh${name}(env: Env, controller: ScheduledController): Promise<number> {
  const hour = new Date(controller.scheduledTime).getUTCHours();
  const answer = await fetch(\`\${env.API_URL}/${name.toLowerCase()}/rates?hour=\${hour}\`);
  if (!answer.ok) throw new Error(\`the rates of ${name} are not there: \${answer.status}\`);
  const rates = await answer.json<Record<string, number>>();
  const text = JSON.stringify(rates);
  await env.LEGACY.put("rates:${figure}", text${figure % 5 === 0 ? "" : ", { expirationTtl: 7200 }"});
  await env.LEGACY.put("token:${figure}", text.slice(0, 8)${figure % 25 === 0 ? "" : ", { expirationTtl: 600 }"});
  return Object.keys(rates).length;
}
`;

const WITHOUT_KV = [routes, domain, client];
const WITH_KV = [handler, store, cron];

/**
 * The files of a Worker with this many modules, in folders of 40.
 *
 * @param every one file in this many uses KV.
 */
export function workerFiles(count: number, every: number): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (let index = 0; index < count; index++) {
    const kinds = index % every === 0 ? WITH_KV : WITHOUT_KV;
    const turn = index % every === 0 ? index / every : index;
    const text = kinds[turn % kinds.length]?.(`Module${index}`, index) ?? "";
    files[`src/area${Math.floor(index / 40)}/module${index}.ts`] = text;
  }
  return { ...files, "src/env.ts": ENV, "keyloom.schema.ts": SCHEMA, "wrangler.jsonc": WRANGLER };
}

const ENV = `export interface Env {
  readonly SESSIONS: KVNamespace;
  readonly LEGACY: KVNamespace;
  readonly API_URL: string;
  readonly API_TOKEN: string;
}
`;

const SCHEMA = `import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";

export default defineKv({
  output: "./src/kv.gen.ts",
  namespaces: {
    SESSIONS: {
      title: "sessions-{stage}",
      collections: {
        session: collection({
          key: "session:{userId}:{device}",
          params: { device: z.enum(["web", "ios"]) },
          value: z.object({ cart: z.array(z.string()), seenAt: z.iso.datetime() }),
          ttl: ttl.default("1h", { max: "7d" }),
        }),
        flag: collection({
          key: "config:flag:{name}",
          value: z.object({ enabled: z.boolean(), rollout: z.number().min(0).max(100) }),
          ttl: ttl.none("configuration outlives deploys"),
        }),
      },
    },
  },
});
`;

const WRANGLER = `{
  "name": "shop",
  "main": "src/index.ts",
  "kv_namespaces": [
    { "binding": "SESSIONS", "id": "11111111111111111111111111111111" },
    // keyloom-ignore bindings/unknown-binding: moved to the schema one by one
    { "binding": "LEGACY", "id": "22222222222222222222222222222222" },
  ],
}
`;
