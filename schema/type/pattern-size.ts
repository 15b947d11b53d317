import { type AST, RegExpParser } from "@eslint-community/regexpp";
import type { Pattern } from "./check.ts";

/** The longest text that a regular expression matches, as far as known: everything may be `Infinity`. */
export interface PatternSize {
  /** In code points. */
  readonly characters: number;
  /** In bytes. */
  readonly bytes: number;
  /** The most bytes that one of its characters takes, if the expression matches whole texts. */
  readonly bytesPerCharacter: number;
  readonly isAscii: boolean;
}

/** How many bytes a character takes when it is written. */
export interface Writer {
  /** ASCII characters that take more than one byte, with the number of bytes. */
  readonly longer: ReadonlyMap<string, number>;
  /** What an unpaired surrogate takes: UTF-8 cannot encode it. */
  readonly surrogate: number;
}

/** What matches one character. */
type Single = AST.Character | AST.CharacterSet | AST.CharacterClass;

const UNKNOWN: PatternSize = {
  characters: Infinity,
  bytes: Infinity,
  bytesPerCharacter: Infinity,
  isAscii: false,
};

const NOTHING: PatternSize = { characters: 0, bytes: 0, bytesPerCharacter: 0, isAscii: true };

const parser = new RegExpParser();

/** The longest text that a regular expression matches; an upper bound if that cannot be determined. */
export function patternSize({ pattern, flags }: Pattern, writer: Writer): PatternSize {
  // With that flag, sets may contain whole texts.
  if (flags.includes("v")) return UNKNOWN;
  const { alternatives } = parser.parsePattern(pattern, 0, pattern.length, {
    unicode: flags.includes("u"),
  });
  const isWhole = (["start", "end"] as const).every((end) =>
    alternatives.every((each) => isHeld(each, end, flags)),
  );
  return isWhole ? new Sizes(flags, writer).longest(alternatives) : UNKNOWN;
}

/** Whether an alternative matches only at one end of a text. */
function isHeld({ elements }: AST.Alternative, end: "start" | "end", flags: string): boolean {
  // With that flag, each line has a start and an end.
  if (flags.includes("m")) return false;
  for (const element of end === "start" ? elements : elements.toReversed()) {
    if (element.type === "Assertion") {
      if (element.kind === end) return true;
      continue;
    }
    const isGroup = element.type === "Group" || element.type === "CapturingGroup";
    return isGroup && element.alternatives.every((each) => isHeld(each, end, flags));
  }
  return false;
}

class Sizes {
  readonly #flags: string;
  readonly #writer: Writer;

  constructor(flags: string, writer: Writer) {
    this.#flags = flags.replace(/[dgy]/g, "");
    this.#writer = writer;
  }

  longest(alternatives: readonly AST.Alternative[]): PatternSize {
    return alternatives.map((each) => this.#ofAlternative(each)).reduce(longer, NOTHING);
  }

  #ofAlternative({ elements }: AST.Alternative): PatternSize {
    const whole = elements.map((each) => this.#ofElement(each)).reduce(joined, NOTHING);
    const most = Math.min(
      ...elements.map((each, at) => this.#aheadOf(each, elements.slice(0, at))),
    );
    const characters = Math.min(whole.characters, most);
    return { ...whole, characters, bytes: Math.min(whole.bytes, times(characters, whole)) };
  }

  /** The maximum length of a text that starts with a limit such as `(?=.{1,253}$)`. */
  #aheadOf(element: AST.Element, before: readonly AST.Element[]): number {
    const looks = element.type === "Assertion" && element.kind === "lookahead" && !element.negate;
    if (!looks || before.some(({ type }) => type !== "Assertion")) return Infinity;
    if (!element.alternatives.every((each) => isHeld(each, "end", this.#flags))) return Infinity;
    return this.longest(element.alternatives).characters;
  }

  #ofElement(element: AST.Element): PatternSize {
    switch (element.type) {
      case "Assertion":
        return NOTHING;
      case "Group":
        // Other flags apply within it.
        return element.modifiers === null ? this.longest(element.alternatives) : UNKNOWN;
      case "CapturingGroup":
        return this.longest(element.alternatives);
      case "Quantifier":
        return this.#ofQuantifier(element);
      case "Character":
      case "CharacterSet":
      case "CharacterClass":
        return this.#ofSingle(element);
      case "ExpressionCharacterClass":
      case "Backreference":
        return UNKNOWN;
    }
  }

  #ofQuantifier({ element, max }: AST.Quantifier): PatternSize {
    if (max === 0) return NOTHING;
    const size = this.#ofElement(element);
    return {
      ...size,
      characters: size.characters === 0 ? 0 : size.characters * max,
      bytes: size.bytes === 0 ? 0 : size.bytes * max,
    };
  }

  #ofSingle(element: Single): PatternSize {
    const last = this.#lastOf(element);
    const fits = this.#fitsOf(element);
    let bytes = this.#bytesOf(last);
    for (const [character, count] of this.#writer.longer) {
      if (count > bytes && fits(character)) bytes = count;
    }
    // Without the flag `u`, each half of a pair is a character of its own, and both together take four bytes.
    const isHalf = !this.#flags.includes("u") && last >= 0xd8_00;
    return {
      characters: 1,
      bytes,
      bytesPerCharacter: isHalf ? Math.max(bytes, 4) : bytes,
      isAscii: last < 0x80,
    };
  }

  #fitsOf(element: Single): (character: string) => boolean {
    // Most characters of an expression match themselves.
    if (element.type === "Character" && !this.#flags.includes("i")) {
      return (character) => character.codePointAt(0) === element.value;
    }
    const expression = new RegExp(`^${element.raw}$`, this.#flags);
    return (character) => expression.test(character);
  }

  #bytesOf(last: number): number {
    if (last < 0x80) return 1;
    if (last < 0x8_00) return 2;
    return Math.max(last < 0x1_00_00 ? 3 : 4, last < 0xd8_00 ? 0 : this.#writer.surrogate);
  }

  /** An upper bound for the code points of a set. */
  #lastOf(element: Single | AST.CharacterClassElement): number {
    switch (element.type) {
      case "Character":
        return this.#inAnyCase(element.value);
      case "CharacterClassRange":
        return this.#inAnyCase(element.max.value);
      case "CharacterClass":
        if (element.negate) return this.#lastOfAll;
        return Math.max(0, ...element.elements.map((each) => this.#lastOf(each)));
      case "CharacterSet":
        if (element.kind === "digit" && !element.negate) return 0x39;
        if (element.kind === "word" && !element.negate) return this.#inAnyCase(0x7a);
        return this.#lastOfAll;
      default:
        return this.#lastOfAll;
    }
  }

  get #lastOfAll(): number {
    return this.#flags.includes("u") ? 0x10_ff_ff : 0xff_ff;
  }

  /** Ignoring case adds other characters: with `iu`, `k` also matches the kelvin sign. */
  #inAnyCase(value: number): number {
    const isPlain = value < 0x80 && !this.#flags.includes("u");
    return this.#flags.includes("i") && !isPlain ? this.#lastOfAll : value;
  }
}

function longer(a: PatternSize, b: PatternSize): PatternSize {
  return {
    characters: Math.max(a.characters, b.characters),
    bytes: Math.max(a.bytes, b.bytes),
    bytesPerCharacter: Math.max(a.bytesPerCharacter, b.bytesPerCharacter),
    isAscii: a.isAscii && b.isAscii,
  };
}

function joined(a: PatternSize, b: PatternSize): PatternSize {
  return {
    ...longer(a, b),
    characters: a.characters + b.characters,
    bytes: a.bytes + b.bytes,
  };
}

function times(characters: number, { bytesPerCharacter }: PatternSize): number {
  return characters === 0 ? 0 : characters * bytesPerCharacter;
}
