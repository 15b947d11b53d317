import { collection, defineKv, ttl } from "keyloom";
import { z } from "zod";

const category = z.object({
  name: z.string(),
  get children() {
    return z.array(category);
  },
});

const comment = z.object({
  text: z.string().max(500),
  votes: z.int().default(0),
  get replies() {
    return z.array(comment).optional();
  },
});

const folder = z.object({
  title: z.string(),
  get parts() {
    return z.record(z.string(), z.union([folder, z.object({ bytes: z.int() })]));
  },
});

export default defineKv({
  output: "./kv.gen.ts",
  namespaces: {
    TREES: {
      title: "trees-{stage}",
      collections: {
        // The value is itself the type that holds itself.
        category: collection({ key: "category:{slug}", value: category, ttl: ttl.fixed("1d") }),
        // It is a part of the value, with a default in it.
        thread: collection({
          key: "thread:{id}",
          params: { id: z.uuid() },
          value: z.object({ title: z.string(), first: comment, pinned: z.array(comment).max(3) }),
          ttl: ttl.fixed("1d"),
        }),
        drive: collection({
          key: "drive:{owner}",
          value: z.array(folder),
          ttl: ttl.none("people's files"),
        }),
        // It is the type of whatever else an object holds.
        shelf: collection({
          key: "shelf:{id}",
          value: z.object({ label: z.string() }).catchall(z.union([z.string(), category])),
          ttl: ttl.fixed("1d"),
        }),
        setting: collection({
          key: "setting:{id}",
          value: z.json(),
          ttl: ttl.fixed("1d"),
        }),
      },
    },
  },
});
