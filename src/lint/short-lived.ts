/** Words that people use for short-lived things, in the singular. */
export const SHORT_LIVED = [
  ...["session", "sess", "token", "otp", "nonce", "csrf", "captcha", "verification"],
  ...["magic-link", "password-reset", "rate-limit", "ratelimit", "throttle", "lock", "cooldown"],
  ...["cache", "tmp"],
] as const;

/** The word in a name that says that the thing is short-lived: in `userSession:`, `session`. */
export function shortLivedWord(name: string, words: readonly string[]): string | undefined {
  const parts = name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== "");
  const singular = parts.map((part) => part.replace(/s$/, ""));
  const text = `-${singular.join("-")}-`;
  return words.find((word) => text.includes(`-${word.replace(/s$/, "")}-`));
}
