import type { Session, SessionCollection } from "./kv.gen.ts";

const COOKIE = "sid";

/** As many as the schema allows. */
const MAX_RECENT = 5;

/** The visitor's session, or a new one; nothing is written yet. */
export async function sessionOf(
  sessions: SessionCollection,
  request: Request,
): Promise<{ id: string; session: Session }> {
  const cookie = request.headers.get("cookie") ?? "";
  const id = new RegExp(`(?:^|; )${COOKIE}=([^;]+)`).exec(cookie)?.[1];
  // A cookie may contain any text: one that does not make a valid key is not a session.
  const known = id === undefined ? null : sessions.parse(`session:${id}`);
  const stored = known === null ? null : await sessions.get(known);
  return {
    id: known?.id ?? crypto.randomUUID(),
    session: stored ?? { startedAt: new Date(), recent: [] },
  };
}

/** Adds a feature to the visitor's session; returns the cookie that finds it again. */
export async function remember(
  sessions: SessionCollection,
  request: Request,
  feature: string,
): Promise<string> {
  const { id, session } = await sessionOf(sessions, request);
  const recent = [feature, ...session.recent.filter((other) => other !== feature)];
  await sessions.put({ id }, { ...session, recent: recent.slice(0, MAX_RECENT) });
  return `${COOKIE}=${id}; Path=/; HttpOnly; SameSite=Lax; Max-Age=604800`;
}
