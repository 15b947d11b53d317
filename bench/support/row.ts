/** One line of the table. */
export interface Row {
  readonly what: string;
  readonly keyloom: string;
  /** What Keyloom is compared with, and its figure. */
  readonly beside: string;
  readonly ratio: string;
  readonly target: string;
  /** Whether the target is met; empty for a figure without a target. */
  readonly met: "yes" | "no" | "";
}

/** A file in bench/ exports one of these as `bench`. */
export interface Bench {
  readonly title: string;
  /** The packages that Keyloom is compared with, for the list of versions. */
  readonly peers: readonly string[];
  run(): Promise<readonly Row[]>;
}

interface Comparison {
  readonly what: string;
  readonly peer: string;
  readonly keyloom: number;
  readonly theirs: number;
  /** The default is `keyloom` divided by `theirs`; noisy times are better compared round by round. */
  readonly ratio?: number;
  readonly atMost?: number;
  readonly show: (figure: number) => string;
}

/** Compares two figures. */
export function compared({ what, peer, keyloom, theirs, atMost, show, ...rest }: Comparison): Row {
  const { ratio = keyloom / theirs } = rest;
  return {
    what,
    keyloom: show(keyloom),
    beside: `${peer}: ${show(theirs)}`,
    ratio: digits(ratio),
    ...verdict(ratio, atMost, digits),
  };
}

/** A single figure, with or without a target. */
export function bounded(
  what: string,
  keyloom: number,
  atMost: number | undefined,
  show: (figure: number) => string,
): Row {
  return { what, keyloom: show(keyloom), beside: "", ratio: "", ...verdict(keyloom, atMost, show) };
}

function verdict(
  figure: number,
  atMost: number | undefined,
  show: (figure: number) => string,
): Pick<Row, "target" | "met"> {
  if (atMost === undefined) return { target: "", met: "" };
  return { target: `at most ${show(atMost)}`, met: figure <= atMost ? "yes" : "no" };
}

export function digits(ratio: number): string {
  return ratio.toFixed(ratio < 10 ? 3 : 1);
}

export function bytes(count: number): string {
  return `${Math.round(count).toLocaleString("en")} B`;
}

export function microseconds(milliseconds: number): string {
  return `${(milliseconds * 1000).toFixed(milliseconds < 0.01 ? 2 : 0)} µs`;
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
