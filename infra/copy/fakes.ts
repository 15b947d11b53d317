import { createHash, createHmac } from "node:crypto";
import { isIP } from "node:net";
import type { TEXT_KINDS } from "../../schema/redact.ts";
import type { IntegerBounds } from "../../schema/type/integer-bounds.ts";
import { fakeInteger } from "./fake-integer.ts";

/** The kinds of texts that fakes are made of. */
export type FakeKind = (typeof TEXT_KINDS)[number];

/** Hexadecimal digits of a fake: in one of two million copies, two of a million texts share one. */
const DIGITS = 15;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const DATE = /^(\d{4})-\d\d-\d\d(.*)$/s;

/**
 * Makes fakes of texts and integers. The same original yields the same fake wherever it occurs; without the key
 * nobody can tell the original of a fake, or test whether it is a certain one.
 */
export class Fakes {
  readonly #key: Buffer | string;

  constructor(key: Buffer | string) {
    this.#key = key;
  }

  /** The fake of a text; `undefined` for what is not of the kind. */
  of(kind: FakeKind, text: string): string | undefined {
    switch (kind) {
      case "text":
        return this.#text(text);
      case "email":
        // Two spellings of an address belong to the same person.
        return `u${this.#hex("email", text.toLowerCase())}@example.com`;
      case "url":
        return `https://example.com/${this.#hex("url", text)}`;
      case "uuid":
        return this.#uuid(text.toLowerCase());
      case "ip":
        return this.#ip(text);
      case "date":
        return this.#date(text);
    }
  }

  /** The fake of an integer; `undefined` for what is not an integer within the bounds. */
  integer(value: number, bounds: IntegerBounds): number | undefined {
    return fakeInteger(value, bounds, (text) => this.#bytes("integer", text, 4).readUInt32BE());
  }

  #text(text: string): string {
    const random = this.#bytes("text", text, 2 * text.length);
    let at = 0;
    const below = (limit: number) => {
      at += 2;
      return random.readUInt16BE(at - 2) % limit;
    };
    const letter = (first: string) => String.fromCharCode(first.charCodeAt(0) + below(26));
    return text
      .replace(/\p{L}/gu, (character) => (/\p{Lu}/u.test(character) ? letter("A") : letter("a")))
      .replace(/\p{N}+/gu, (number) =>
        // A number that does not begin with 0 still does not: some formats require that.
        Array.from(number, (digit, index) =>
          String(index > 0 ? below(10) : digit === "0" ? 0 : 1 + below(9)),
        ).join(""),
      );
  }

  #uuid(text: string): string | undefined {
    const version = UUID.exec(text)?.[1];
    if (version === undefined) return undefined;
    const hex = this.#bytes("uuid", text, 16).toString("hex");
    const parts = [hex.slice(0, 8), hex.slice(8, 12), version + hex.slice(13, 16)];
    return [...parts, `a${hex.slice(17, 20)}`, hex.slice(20)].join("-");
  }

  #ip(text: string): string | undefined {
    switch (isIP(text)) {
      case 4:
        return ["10", ...this.#bytes("ip", text, 3)].join(".");
      case 6: {
        const hex = this.#bytes("ip", text, 12).toString("hex");
        return ["2001", "db8", ...(hex.match(/.{4}/g) ?? [])].join(":");
      }
      default:
        return undefined;
    }
  }

  #date(text: string): string | undefined {
    const [, year, rest = ""] = DATE.exec(text) ?? [];
    if (year === undefined) return undefined;
    const random = this.#bytes("date", text, 5);
    const day = new Date(`${year}-01-01T00:00:00Z`);
    day.setUTCDate(1 + (random.readUInt16BE(0) % 365));
    const [hour = 0, minute = 0, second = 0] = random.subarray(2);
    const time = rest.replace(/(\d\d):(\d\d)(:\d\d)?/, (_, __, ___, seconds?: string) =>
      [hour % 24, minute % 60, ...(seconds === undefined ? [] : [second % 60])]
        .map((part) => String(part).padStart(2, "0"))
        .join(":"),
    );
    return day.toISOString().slice(0, "2026-11-24".length) + time;
  }

  #hex(kind: FakeKind, text: string): string {
    return this.#bytes(kind, text, 8).toString("hex").slice(0, DIGITS);
  }

  /** The wanted number of bytes, which depend on the key, the kind and the text. */
  #bytes(kind: FakeKind | "integer", text: string, count: number): Buffer {
    const digest = createHmac("sha256", this.#key).update(`${kind}\0${text}`).digest();
    if (count <= digest.length) return digest.subarray(0, count);
    return createHash("shake256", { outputLength: count }).update(digest).digest();
  }
}
