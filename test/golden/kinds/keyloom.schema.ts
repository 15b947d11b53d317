import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";

export default defineKv({
  output: "./kv.gen.ts",
  namespaces: {
    PAGES: {
      title: "pages-{stage}",
      collections: {
        texts: collection({
          key: "texts:{id}",
          params: { id: z.ipv6().max(39) },
          value: z.object({
            homepage: z.url(),
            shop: z.httpUrl().max(80).optional(),
            name: z.string().trim().min(1).max(40),
            email: z.email().max(100, { abort: true }).toLowerCase(),
            token: z.jwt({ alg: "ES256" }),
            version: z.templateLiteral(["v", z.int()]),
          }),
          ttl: ttl.fixed("1d"),
        }),
        page: collection({
          key: "page:{id}",
          params: { id: z.int32().min(0) },
          value: z
            .object({
              layout: z.enum(["wide", "narrow"]).catch("wide"),
              tags: z.array(z.string()).readonly(),
              size: z.tuple([z.uint32(), z.uint32()]).readonly(),
              author: z.object({ name: z.string(), links: z.array(z.string()) }).readonly(),
              words: z.record(z.string(), z.int()).readonly().exactOptional(),
              limit: z.int().prefault(10),
              seen: z.partialRecord(z.enum(["web", "ios"]), z.boolean()),
              title: z.string().optional().nonoptional(),
            })
            .and(z.object({ id: z.uuid() })),
          ttl: ttl.fixed("1d"),
        }),
        counts: collection({
          key: "counts:{day}",
          params: { day: z.iso.date() },
          value: z.object({ day: z.iso.date(), total: z.int() }).catchall(z.int()),
          ttl: ttl.fixed("1d"),
        }),
        both: collection({
          key: "both:{id}",
          value: z.intersection(
            z.strictObject({ a: z.string() }),
            z.object({ b: z.union([z.string().max(3), z.object({ c: z.int() })]) }).readonly(),
          ),
          ttl: ttl.fixed("1d"),
        }),
        frozen: collection({
          key: "frozen:{id}",
          value: z
            .object({ a: z.string(), lists: z.array(z.array(z.int()).readonly()) })
            .readonly(),
          ttl: ttl.fixed("1d"),
        }),
      },
    },
  },
});
