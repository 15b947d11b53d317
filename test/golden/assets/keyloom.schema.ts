import { assets, collection, defineKv, ttl } from "keyloom";
import { z } from "zod";

/** Each option of assets, and collections that are named like what `serve` needs. */
export default defineKv({
  output: "./kv.gen.ts",
  namespaces: {
    SITE: {
      title: "site-{stage}",
      collections: {
        page: assets({ key: "page:{path}", from: "./public" }),
        file: assets({
          description: "What pages load.",
          key: "file:{name}",
          from: "./files",
          mount: "/static",
          notFound: "404.html",
          cacheControl: {
            "assets/*": "public, max-age=31536000, immutable",
            "*.html": "no-cache",
            "fonts/*.woff2": "public, max-age=31536000, immutable, stale-while-revalidate=86400",
            "robots.txt": 'private="set-cookie"',
          },
          precompress: true,
        }),
        upload: assets({ key: "upload:{path}", mount: "/uploads" }),
        asset: assets({ key: "asset:{path}", from: "./static", methods: [] }),
        avatar: assets({ key: "avatar:{path}", mount: "/avatars", methods: ["put", "delete"] }),
        share: assets({ key: "share:{path}", ttl: ttl.default("1d", { max: "7d" }) }),
        app: assets({
          key: "{path}",
          from: "./app",
          mount: "/app",
          cleanUrls: true,
          singlePageApp: "index.html",
        }),
        download: assets({
          key: "download:{path}.file",
          from: "./downloads",
          cacheControl: "public, max-age=31536000, immutable, stale-while-revalidate=86400",
        }),
        document: assets({
          key: "document:{path}",
          from: "./documents",
          mount: "/docs/",
          cacheTtl: "5m",
          cacheControl: { "*.pdf": "no-store", "*": "no-cache", "*.html": "public" },
          precompress: ["gzip"],
        }),
        request: collection({ key: "request:{id}", value: z.string(), ttl: ttl.fixed("1h") }),
        response: collection({ key: "response:{id}", value: z.string(), ttl: ttl.fixed("1h") }),
        assetServer: collection({ key: "server:{id}", value: z.string(), ttl: ttl.fixed("1h") }),
      },
    },
  },
});
