/** The string formats that need more than a regular expression, with the same results as zod. */

/** The text of an absolute URL as zod returns it; `undefined` if it is not one. */
export function urlText(text: string): string | undefined {
  const trimmed = text.trim();
  return URL.canParse(trimmed) ? withoutBreaks(trimmed) : undefined;
}

/** The same for a web URL, which a parser would also accept without its slashes. */
export function webUrlText(text: string): string | undefined {
  const trimmed = text.trim();
  const isWeb = /^https?:\/\//i.test(trimmed) && URL.canParse(trimmed);
  return isWeb ? withoutBreaks(trimmed) : undefined;
}

/** The text of an absolute URL as the parser writes it. */
export function normalUrlText(text: string): string | undefined {
  const trimmed = text.trim();
  return URL.canParse(trimmed) ? new URL(trimmed).href : undefined;
}

export function hostnameOf(url: string): string {
  return new URL(url).hostname;
}

/** Without the colon. */
export function protocolOf(url: string): string {
  return new URL(url).protocol.slice(0, -1);
}

/** A parser ignores tabs and line breaks within a URL. */
function withoutBreaks(url: string): string {
  return url.replace(/[\t\n\r]/g, "");
}

export function isIpv6(text: string): boolean {
  // The parser would accept authorities that are not addresses, such as `::@1`.
  return /^[0-9a-fA-F:.]+$/.test(text) && URL.canParse(`http://[${text}]`);
}

export function isCidrv6(text: string): boolean {
  const [address = "", prefix = "", ...others] = text.split("/");
  if (others.length > 0 || !/^(?:0|[1-9]\d{0,2})$/.test(prefix)) return false;
  return Number(prefix) <= 128 && isIpv6(address);
}

export function isBase64(text: string): boolean {
  // `atob` ignores white space.
  return text.length % 4 === 0 && !/\s/.test(text) && isDecodable(text);
}

export function isBase64Url(text: string): boolean {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return false;
  return isDecodable(text.replaceAll("-", "+").replaceAll("_", "/"));
}

function isDecodable(text: string): boolean {
  try {
    atob(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether a text has the form of a JSON Web Token. Its signature is not checked. */
export function isJwt(text: string, algorithm?: string): boolean {
  const [header = "", ...others] = text.split(".");
  if (others.length !== 2 || header === "") return false;
  try {
    const { alg, typ = "JWT" } = JSON.parse(atob(header)) as Record<string, unknown>;
    return Boolean(alg) && typ === "JWT" && (algorithm === undefined || alg === algorithm);
  } catch {
    return false;
  }
}

/** Whether a text is the number of a payment card, by its check digit. */
export function isCreditCard(text: string): boolean {
  if (!/^\d(?:[ -]?\d){11,18}$/.test(text)) return false;
  let sum = 0;
  let isDoubled = false;
  for (const digit of text.replace(/[- ]/g, "").split("").reverse()) {
    const value = Number(digit) * (isDoubled ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
    isDoubled = !isDoubled;
  }
  return sum % 10 === 0;
}

/** Whether a text is an IBAN, by its check digits. */
export function isIban(text: string): boolean {
  if (!/^[A-Z]{2}(?!00|01|99)\d{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  let remainder = 0;
  for (const character of text.slice(4) + text.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}
