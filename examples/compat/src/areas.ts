/** The top of the compatibility data's tree. Both the schema and the Worker read it. */
export const AREAS = [
  "api",
  "css",
  "html",
  "http",
  "javascript",
  "manifests",
  "mathml",
  "mediatypes",
  "svg",
  "webassembly",
  "webdriver",
  "webextensions",
] as const;

export type Area = (typeof AREAS)[number];

export function isArea(text: string | undefined): text is Area {
  return (AREAS as readonly (string | undefined)[]).includes(text);
}
