import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";

export default defineKv({
  output: "./kv.gen.ts",
  namespaces: {
    ODD: {
      title: "odd-{stage}",
      description: "Ends a comment: */ and goes on with `code`.",
      collections: {
        class: collection({
          description: "One line.\nAnother line, with */ in it.",
          key: "class:{class}:{key}:{match}:{input}",
          params: {
            class: z.enum(["a'b", 'say "hi"', "*/", "$", "`", "\\"]).describe("*/ `class`"),
            key: z.string().max(10),
            match: z.int().min(-10).max(10),
            input: z.boolean(),
          },
          value: z.object({
            default: z.string().describe("A description that ends the comment */ early."),
            "with space": z.number(),
            "it's": z.boolean(),
            constructor: z.string(),
            toString: z.string(),
            length: z.number().optional(),
            isRecord: z.array(z.string()),
            Number: z.number(),
            issues: z.array(z.object({ issue: z.string(), UUID: z.uuid() })),
            checkClass: z.union([z.string().min(2), z.array(z.string())]),
            UUID: z.string().regex(/['"`/]/),
            "0": z.strictObject({ "": z.string() }),
          }),
          ttl: ttl.none("it says so."),
        }),
        $: collection({ key: "dollar$`{b}\\", value: z.string(), ttl: ttl.fixed("1d") }),
        Env: collection({ key: "env", value: z.string(), ttl: ttl.fixed(90) }),
        // The classes that the file imports have these names.
        basic: collection({
          key: "basic:{id}",
          value: z.string(),
          ttl: ttl.fixed("1d"),
          methods: ["get", "put"],
        }),
        cache: collection({
          key: "cache:{id}",
          value: z.string(),
          ttl: ttl.fixed("1d"),
          cache: {},
        }),
        reads: collection({
          key: "reads:{id}",
          value: z.string(),
          ttl: ttl.fixed("1d"),
          methods: ["get"],
        }),
        promise: collection({ key: "promise:{id}", value: z.object({}), ttl: ttl.fixed("1d") }),
        inherited: collection({
          key: "inherited:{constructor}:{id}",
          params: { id: z.uuid() },
          value: z.string(),
          ttl: ttl.fixed("1d"),
        }),
        inherited2: collection({
          key: "inherited2:{id}:{toString}:{valueOf}",
          params: { valueOf: z.int().min(0).max(9) },
          value: z.string(),
          ttl: ttl.fixed("1d"),
        }),
        _1: collection({
          key: "one:{id}",
          value: z.looseObject({ known: z.string() }),
          ttl: ttl.fixed("1d"),
        }),
      },
    },
    odd: { title: "odd-too-{stage}", collections: {} },
  },
});
