/** Words that people give to what lives for a time, in the singular. */
export const SHORT_LIVED = [
  ...["session", "sess", "token", "otp", "nonce", "csrf", "captcha", "verification"],
  ...["magic-link", "password-reset", "rate-limit", "ratelimit", "throttle", "lock", "cooldown"],
  ...["cache", "tmp"],
] as const;

/** The word of a name that says of it that what it names lives for a time: of `userSession:`, `session`. */
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
