/**
 * What a person makes of the Workers of test/fixtures/lint/workers, by reading each: a line a collection, of
 * binding, key, stored value and end. `?` is for what no line of the Worker says.
 */
export const BY_HAND: Readonly<Record<string, string>> = {
  "alerts-cron": `
    KV sub:{} | json z.object({ id: z.string(), active: z.boolean(), date: z.string() }) | none
    KV notified:{}:{} | text "1" | 25h
    KV stats:last-run | text | none
    KV cost:{}:{} | text | ?`,
  assistant: `
    AI_KV session:{} | json z.object({ messages: z.array(z.string()) }) | 1h
    AI_KV analytics:{} | json z.object({ requests: z.number(), tokens: z.number() }) | 90d
    AI_KV answer:{} | text | 7d
    AI_KV limits | json z.object({ daily: z.number() }) | ?`,
  "chat-history": `
    HISTORY said:{}:{} | text | optional
    NAMES {} | text | none
    NAMES of:{} | text | none`,
  comments: `
    COMMENTS comments:{} | json z.array(z.object({ id: z.string(), author: z.string(), text: z.string(), likes: z.number() })) | none`,
  "contact-form": `
    NONCES {} | text "1" | 5m
    LIMITS rl:{}:{} | text | 62s`,
  "feeds-cron": `
    CHAT_KEYS bot-key | text | ?
    FEEDS {...} | text | none
    FEEDS seen:{...} | text "1" | none
    FEEDS posted:{} | text "1" | 1d`,
  flags: `
    FLAGS flag:{...} | text "on" "off" | none
    FLAGS limits:{} | json ? | ?
    FLAGS theme:{} | text | ?
    FLAGS override:{}:{} | text | ?
    FLAGS share:{} | text | ?`,
  "hono-sessions": `
    SESSIONS session:{} | text | required`,
  "image-proxy": `
    IMAGES img:{...} | bytes | 1d`,
  invitations: `
    INVITES invite:{} | text | ?
    USERS user:{} | json z.object({ email: z.string() }) | none
    USERS profile:{} | text | 1h
    SEEN sent:{} | text "yes" | 1d`,
  "link-admin": `
    STORE {} | text | none
    STORE sess:{} | text | 8h
    STORE login-nonce:{} | text "1" | 1m
    STORE broadcast:progress | text | none`,
  "link-hub": `
    LINKS link:{} | json z.object({ slug: z.string(), target: z.string(), clicks: z.number() }) | none
    LINKS index | json z.array(z.string()) | none`,
  logins: `
    SESSIONS session:{} | json z.object({ userId: z.string(), cart: z.array(z.string()), seenAt: z.number() }) | default 1d
    SESSIONS revoked:{} | text "1" | required`,
  media: `
    MEDIA {...} | stream | none
    CONFIG site | json z.object({ name: z.string(), types: z.record(z.string(), z.string()) }) | ?
    CONFIG colors | json ? | ?
    CONFIG cleaned | json z.object({ isComplete: z.boolean() }) | none`,
  "node-mailbox": `
    NODES alive_{} | json z.looseObject({ id: z.string() }) | 1m
    NODES order_{} | json z.object({ run: z.string() }) | 5m`,
  oauth: `
    AUTH oauth-state:{} | json z.object({ verifier: z.string(), origin: z.string() }) | 10m
    AUTH access:{} | text | required
    AUTH refresh-token:{} | text | none
    AUTH consent:{} | text | ?
    AUTH accounts:{} | json z.record(z.string(), z.string()) | none`,
  "ops-events": `
    OPS_EVENTS event:{...} | json z.object({ source: z.string(), at: z.string() }) | ?
    OPS_RECORDS reach:latest | json z.object({ lost: z.number() }) | ?
    OPS_RECORDS drift:latest | json z.object({ behind: z.number() }) | ?`,
  "paste-bin": `
    PASTES paste:{} | json z.object({ text: z.string(), views: z.number() }) | required`,
  pictures: `
    PICTURES {} | stream | none`,
  "podcast-runs": `
    RUNS running:{} | json z.object({ id: z.string(), status: z.unknown() }) | 5m
    RUNS script:{}:{} | text | ?`,
  polls: `
    BOT poll:{} | json z.record(z.string(), z.number()) | none
    BOT members:{} | json z.array(z.string()) | none
    BOT log:{} | text | 7d
    BOT summary:{} | json z.object({ votes: z.record(z.string(), z.number()).nullable(), members: z.number() }) | none
    BOT archive:{}:{} | json z.record(z.string(), z.number()) | none`,
  "queue-length": `
    QUEUES {} | json z.object({ oldest: z.string().nullable(), open: z.number() }) | none
    QUEUES sites | json z.array(z.object({ name: z.string(), url: z.string() })) | ?`,
  "rate-limit": `
    BLOCKED {...} | text "1" | optional
    CACHE_KV rate_limit:{}:{} | text | 1m`,
  "redirect-stats": `
    LINKS {} | text | none
    TOTALS {} | text | none
    VISITS {} | json z.array(z.object({ at: z.number(), from: z.string().nullable() })) | none`,
  "retry-queue": `
    KV retry:{} | json z.object({ id: z.string(), attempts: z.number() }) | 7d
    KV retry:index | json z.array(z.string()) | none
    KV dead:{} | json z.object({ id: z.string(), attempts: z.number() }) | 30d`,
  rss: `
    FEEDS feed:{...} | json z.object({ body: z.string(), etag: z.string().nullable(), fetchedAt: z.number() }) | 1d
    FEEDS rate:{}:{} | json z.object({ rate: z.number(), at: z.number() }) | 1h`,
  "shared-clocks": `
    SHARED {}-visits | text | 90d
    SHARED {}-link | json z.object({ url: z.string(), title: z.string() }) | 90d`,
  "slug-pages": `
    LINKS {} | text | none`,
  stores: `
    KV session:{} | json z.object({ id: z.string(), ownerId: z.string(), seen: z.number().optional() }) | required
    KV project:{} | json z.object({ id: z.string(), ownerId: z.string() }) | none
    KV project_list:{} | json z.array(z.string()) | none`,
  throttle: `
    LIMITS limit:{...} | json z.object({ count: z.number(), reset: z.number() }) | default 1m
    LIMITS fails:{...} | json z.array(z.number()) | 10m
    LIMITS blocked:{...} | text "1" | 1h
    LIMITS suspended:{} | text | ?`,
  todos: `
    TODOS todos-{...} | json z.array(z.object({ id: z.string(), text: z.string(), done: z.boolean() })) | none`,
  "url-shortener": `
    LINKS {} | text | none
    LINKS visits:{} | text | none`,
  waitlist: `
    KV waitlist:{} | json z.object({ at: z.number() }) | none
    KV waitlist:count | text | none
    KV confirm-token:{} | text | none`,
  webhooks: `
    EVENTS event:{} | text "1" | 3d
    EVENTS status:{} | json z.object({ state: z.string(), tries: z.number().optional(), reason: z.string().optional() }) | 1d`,
  wishes: `
    WISHES rl:{}:{...} | text "1" | 1m
    WISHES w:{}:{}-{} | json z.object({ text: z.string(), at: z.number() }) | none
    WISHES f:{} | text | none`,
};

/** The same of ten Workers that came later, written down before the command had seen one of them. */
export const BY_HAND_LATER: Readonly<Record<string, string>> = {
  "api-proxy": `
    API_KEYS {} | text | ?
    PAGES ratelimit:{}:{} | text | 1d
    PAGES cache:{...} | text | 2m
    PAGES public:{...} | text | 2m`,
  blog: `
    POSTS {} | json z.looseObject({ title: z.string(), at: z.number() }) | none`,
  "chat-lock": `
    CHAT lock:{} | text "1" | 1m
    CHAT {} | json z.array(z.object({ role: z.enum(["user", "assistant"]), content: z.string() })) | 7d
    CHAT lock:account:{} | text "1" | 15m`,
  "chat-tokens": `
    STORE stream:token | json z.object({ value: z.object({ accessToken: z.string(), refreshToken: z.string(), expiresIn: z.number(), updatedAt: z.number() }) }) | none
    STORE stream:app | text | 1h`,
  credits: `
    CREDITS order_{} | json z.object({ status: z.enum(["open", "completed"]), user: z.string(), credits: z.number().optional(), completedAt: z.string().optional() }) | none
    CREDITS testorder_{} | json z.object({ status: z.enum(["open", "completed"]), user: z.string(), credits: z.number(), completedAt: z.string().optional() }) | none
    CREDITS {} | json z.object({ credits: z.number(), created: z.iso.datetime(), lastFee: z.string().optional() }) | none
    API_USERS {} | json ? | none`,
  "feed-watch": `
    STATE state | json z.record(z.string(), z.object({ seen: z.array(z.string()), updated: z.string() })) | none`,
  forecast: `
    WEATHER weather:{}:{} | json z.object({ temperature: z.number(), warning: z.string().optional() }) | 5m
    WEATHER snapshot | json z.object({ temperature: z.number(), warning: z.string().optional(), at: z.number() }) | 30d`,
  "page-hits": `
    KV {...} | json z.object({ hits: z.number() }) | none
    KV report | text | ?`,
  "sound-room": `
    VISITS sounds | json z.array(z.object({ type: z.string(), at: z.number() })) | 1m`,
  "sync-cursor": `
    STATE page | text | none
    STATE offset | text | none`,
};
