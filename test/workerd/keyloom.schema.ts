import { assets, collection, defineKv, gzip, param, sealed, ttl } from "keyloom";
import { z } from "zod";

/** One collection for each thing that an accessor does. */
export default defineKv({
  output: "./keyloom.gen.ts",
  namespaces: {
    CACHE: {
      title: "test-cache",
      collections: {
        session: collection({
          key: "session:{userId}:{device}",
          params: { userId: z.uuid(), device: z.enum(["web", "ios"]) },
          value: z.object({
            cart: z.array(z.string()),
            seenAt: z.iso.datetime(),
            theme: z.string().default("light"),
          }),
          metadata: z.object({ ip: z.ipv4() }),
          ttl: ttl.default("1h", { min: "5m", max: "7d" }),
        }),
        flag: collection({
          key: "config:flag:{name}",
          value: z.object({ enabled: z.boolean(), rollout: z.number().min(0).max(100) }),
          ttl: ttl.none("configuration outlives deploys"),
          fallback: { enabled: false, rollout: 0 },
        }),
        page: assets({
          key: "site:{path}",
          from: "./public",
          notFound: "404.html",
          precompress: true,
        }),
        setting: collection({
          key: "user:{user}:{setting}",
          value: z.json(),
          ttl: ttl.none("kept until the user changes it"),
        }),
        score: collection({
          key: "score:{game}",
          value: z.int(),
          metadata: z.object({ player: z.string().max(20) }).optional(),
          ttl: ttl.fixed("1d"),
        }),
        answer: collection({
          key: "cache:answer:{id}",
          value: z.object({ n: z.int() }),
          cache: { stale: "1h", negative: "2m", jitter: 0.5 },
          ttl: ttl.default("10m", { max: "1d" }),
        }),
        // Without jitter, so that two places keep a value for the same time.
        quote: collection({
          key: "cache:quote:{id}",
          value: z.object({ n: z.int(), by: z.string().default("nobody") }),
          cache: { stale: "1h", negative: "2m" },
          ttl: ttl.default("10m", { max: "1d" }),
        }),
        rumor: collection({
          key: "cache:rumor:{id}",
          value: z.int(),
          cache: {},
          onInvalid: "throw",
          ttl: ttl.fixed("10m"),
        }),
        member: collection({
          key: "member:{id}",
          value: z.object({
            email: z.email().toLowerCase().max(60),
            team: z.string().max(20).optional(),
            rank: z.int().min(0).max(99),
          }),
          pointers: {
            byEmail: "member-email:{email}",
            byTeam: "member-team:{team}:{id}",
            byRank: { key: "member-rank:{rank}", onTaken: "replace" },
          },
          ttl: ttl.default("1h", { max: "7d" }),
        }),
        label: collection({
          key: "label:{id}",
          value: z.string(),
          metadata: z.string(),
          ttl: ttl.none("a test of limits"),
        }),
        hot: collection({
          key: "hot:{name}",
          value: z.string(),
          cacheTtl: "5m",
          ttl: ttl.none("read by every request"),
        }),
      },
    },
    RECORDS: {
      title: "test-records",
      collections: {
        order: collection({
          key: "order:{country}/{day}/{number}-{gift}.json",
          params: {
            country: param.custom({ from: "./country.ts", name: "country", maxBytes: 8 }),
            day: z.date(),
            number: z.int().min(-99_999).max(99_999),
            gift: z.boolean(),
          },
          value: z.object({ total: z.number(), expiresAt: z.iso.datetime() }),
          ttl: ttl.fromField("expiresAt"),
        }),
        ticket: collection({
          key: "ticket:{number}",
          params: { number: z.int() },
          value: z.object({ until: z.int() }),
          ttl: ttl.fromField("until"),
        }),
        note: collection({
          key: "note:{author}",
          params: { author: z.string().min(2).max(40) },
          value: z.string(),
          codec: "text",
          ttl: ttl.required({ max: "1d" }),
        }),
        settings: collection({
          key: "settings",
          value: z.object({ currency: z.enum(["EUR", "USD"]) }),
          ttl: ttl.none("one record, changed by hand"),
        }),
        banner: collection({
          key: "banner",
          value: z.string(),
          codec: "text",
          metadata: z.object({ by: z.string().max(40) }),
          fallback: "",
          ttl: ttl.default("1w"),
        }),
      },
    },
    CODECS: {
      title: "test-codecs",
      collections: {
        blob: collection({
          key: "blob:{id}",
          codec: "bytes",
          ttl: ttl.none("a test of bytes"),
        }),
        upload: collection({
          key: "upload:{id}",
          codec: "stream",
          metadata: z.object({ type: z.string().max(40) }),
          ttl: ttl.default("1h"),
        }),
        backup: collection({
          key: "backup:{id}",
          codec: gzip("stream"),
          ttl: ttl.fixed("1d"),
        }),
        archive: collection({ key: "archive:{id}", codec: gzip("bytes"), ttl: ttl.fixed("1d") }),
        report: collection({
          key: "report:{id}",
          value: z.object({ rows: z.array(z.string()), note: z.string().default("none") }),
          codec: gzip("json"),
          metadata: z.object({ by: z.string().max(20) }).optional(),
          ttl: ttl.default("1h"),
        }),
        secretNote: collection({
          key: "secret-note:{id}",
          value: z.string(),
          codec: sealed("text", { secret: "TEST_KEYS" }),
          metadata: z.object({ by: z.string().max(20) }).optional(),
          ttl: ttl.default("1h"),
        }),
        vault: collection({
          key: "vault:{id}",
          value: z.object({ n: z.int() }),
          codec: sealed(gzip("json"), { secret: "TEST_KEYS" }),
          onInvalid: "missing",
          ttl: ttl.none("a test of what is sealed"),
        }),
        masterKey: collection({
          key: "master-key",
          codec: sealed("bytes", { secret: "TEST_KEYS" }),
          ttl: ttl.none("there is one"),
        }),
        unset: collection({
          key: "unset:{id}",
          value: z.int(),
          codec: sealed("json", { secret: "NO_SUCH_KEYS" }),
          onInvalid: "missing",
          ttl: ttl.none("a test of a secret that is not set"),
        }),
      },
    },
    VERSIONS: {
      title: "test-versions",
      collections: {
        user: collection({
          key: "user:{id}",
          value: z.object({ first: z.string(), age: z.int() }),
          metadata: z.object({ by: z.string().max(20) }).optional(),
          version: 3,
          upcasts: {
            1: { from: "./upcasts.ts", name: "userFrom1" },
            2: { from: "./upcasts.ts", name: "userFrom2" },
          },
          ttl: ttl.default("1h"),
        }),
        motto: collection({
          key: "motto:{id}",
          value: z.string(),
          codec: "text",
          metadata: z.object({ by: z.string() }),
          version: 2,
          upcasts: { 1: { from: "./upcasts.ts", name: "shout" } },
          versionIn: "metadata",
          ttl: ttl.fixed("1d"),
        }),
        some: collection({
          key: "some:{id}",
          value: z.string(),
          ttl: ttl.optional("a test of records that may stay", { max: "1d" }),
        }),
        alone: collection({
          key: "alone:{id}",
          value: z.string(),
          version: 2,
          upcasts: { 1: { from: "./upcasts.ts", name: "shout" } },
          versionIn: "metadata",
          onInvalid: "missing",
          ttl: ttl.none("a test of versions without metadata"),
        }),
        verse: collection({
          key: "verse:{id}",
          value: z.string(),
          codec: "text",
          metadata: z.object({ by: z.string().optional() }).default({}),
          version: 2,
          upcasts: { 1: { from: "./upcasts.ts", name: "shout" } },
          versionIn: "metadata",
          ttl: ttl.fixed("1d"),
        }),
        answer: collection({
          key: "cache:answer:{id}",
          value: z.string(),
          version: 2,
          upcasts: { 1: { from: "./upcasts.ts", name: "shout" } },
          cache: { negative: "2m" },
          ttl: ttl.default("10m"),
        }),
      },
    },
    NUMBERS: {
      title: "test-numbers",
      collections: {
        // Without a prefix: keys from `100` on look like the index of an array.
        any: collection({
          key: "{id}",
          params: { id: z.int().min(0).max(999) },
          value: z.object({ n: z.int() }),
          metadata: z.object({ by: z.string().max(20) }).optional(),
          ttl: ttl.none("a test of bulk reads"),
        }),
      },
    },
  },
});
