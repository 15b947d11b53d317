import type { ServeModel } from "../../../schema/model.ts";
import type { MethodWriter } from "./method-writer.ts";

/** Writes the method that answers requests with files. */
export function writeServe(
  methods: MethodWriter,
  { mount, singlePageApp, notFound }: ServeModel,
): void {
  const where = mount === "/" ? "the path of its URL" : `the path of its URL after \`${mount}\``;
  const missing = notFound === undefined ? "404" : `404 and \`${notFound}\``;
  const routed =
    singlePageApp === undefined ? "" : `, or \`${singlePageApp}\` for a page that has none`;
  methods.methodOfAll(
    `Answers a request with the file at ${where}${routed}; ${missing} if there is none.`,
    "serve",
    () => ["request: Request"],
    "Promise<Response>",
  );
}
