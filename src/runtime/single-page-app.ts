import { hasExtension } from "./asset-lookup.ts";

/**
 * Answers a request whose path matches no file.
 *
 * @param answer answers with a page, or with 404 if there is no such page or none is given.
 */
export type AnswerOther = (
  request: Request,
  path: string,
  answer: (page?: string) => Promise<Response>,
) => Promise<Response>;

/** A single-page application answers the paths of all its pages with the same one. */
export function singlePageApp(page: string): AnswerOther {
  return async ({ headers }, path, answer) => {
    // A missing script must not be answered with HTML; `/users/jane.doe` may be either.
    const isUnclear = hasExtension(path);
    const isPage = !isUnclear || /\btext\/html\b/.test(headers.get("accept") ?? "");
    const response = await answer(isPage ? page : undefined);
    if (isUnclear) response.headers.append("vary", "Accept");
    return response;
  };
}
