import type { Answer, AnswerParams, Feature, Keyloom } from "./kv.gen.ts";

/** Cache-aside: the cached answer, or else a new one, which is cached after the response. */
export async function answerFor(
  kv: Keyloom,
  params: AnswerParams,
  context: ExecutionContext,
): Promise<{ answer: Answer | null; cached: boolean }> {
  let cached = true;
  const load = async () => {
    cached = false;
    const [feature, notes] = await Promise.all([
      kv.COMPAT.feature.get(params),
      kv.APP.flag.get({ name: "show-notes" }),
    ]);
    return feature && workOut(`${params.area}.${params.name}`, feature, notes.enabled);
  };
  const answer = await kv.APP.answer.getOrLoad(params, load, { context, ttl: "6h" });
  return { answer, cached };
}

function workOut(name: string, { support }: Feature, withNotes: boolean): Answer {
  const browsers = Object.entries(support).map(
    ([browser, statements]): Answer["browsers"][number] => {
      // The first statement is the current one; the others are history.
      const [current] = statements;
      const available =
        current !== undefined &&
        current.added !== false &&
        current.removed === undefined &&
        !current.behindFlag;
      return {
        browser,
        support: !available ? "no" : current.partial ? "partly" : "yes",
        since: available && typeof current.added === "string" ? current.added : null,
        notes: withNotes ? (current?.notes ?? []) : [],
      };
    },
  );
  return { feature: name, browsers };
}
