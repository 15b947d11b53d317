import { assets, defineKv } from "keyloom";

/** A site of files that a Worker serves. */
export default defineKv({
  output: "./site.gen.ts",
  namespaces: {
    SITE: {
      title: "site-{stage}",
      collections: { page: assets({ key: "site:{path}", from: "./public" }) },
    },
  },
});
