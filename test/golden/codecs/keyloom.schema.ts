import { collection, defineKv, gzip, sealed, ttl } from "keyloom";
import { z } from "zod";

export default defineKv({
  output: "./kv.gen.ts",
  namespaces: {
    FILES: {
      title: "files-{stage}",
      collections: {
        upload: collection({
          key: "upload:{id}",
          codec: "stream",
          metadata: z.object({ contentType: z.string().max(100) }),
          ttl: ttl.default("1d", { max: "7d" }),
        }),
        backup: collection({
          key: "backup:{day}",
          params: { day: z.date() },
          codec: gzip("stream"),
          ttl: ttl.fixed("30d"),
        }),
        thumbnail: collection({
          key: "thumbnail:{id}",
          codec: "bytes",
          ttl: ttl.none("made anew by hand"),
        }),
        logo: collection({ key: "logo", codec: gzip("bytes"), ttl: ttl.none("there is one") }),
      },
    },
    SESSIONS: {
      title: "sessions-{stage}",
      collections: {
        session: collection({
          key: "session:{id}",
          params: { id: z.uuid() },
          value: z.object({ userId: z.uuid(), theme: z.string().default("light") }),
          codec: sealed(gzip("json"), { secret: "SESSION_KEYS" }),
          onInvalid: "missing",
          pointers: { byUser: "session-user:{userId}:{id}" },
          version: 2,
          upcasts: { 1: { from: "./repair.ts", name: "sessionFrom1" } },
          ttl: ttl.default("1h"),
        }),
        token: collection({
          key: "token",
          value: z.string().max(200),
          codec: sealed("text", { secret: "TOKEN_KEYS" }),
          // Its name is that of the parameter which a sealed collection's secret comes as.
          onInvalid: { from: "./repair.ts", name: "secret" },
          ttl: ttl.none("kept until the next one"),
        }),
        report: collection({
          key: "report:{gzip}",
          value: z.array(z.object({ stream: z.string() })),
          codec: gzip("json"),
          ttl: ttl.fixed("1d"),
        }),
      },
    },
  },
});
