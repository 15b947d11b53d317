/** Times of two sides that ran alternately, in milliseconds. */
export interface Alternated {
  readonly ours: number;
  readonly theirs: number;
  /** The median of the ratios of neighboring runs: whatever slows the machine slows both. */
  readonly ratio: number;
}

/** Runs two sides alternately, changing which one goes first, and returns medians. */
export async function alternate(
  ours: () => Promise<unknown>,
  theirs: () => Promise<unknown>,
  { rounds, warmUp = 1 }: { readonly rounds: number; readonly warmUp?: number },
): Promise<Alternated> {
  const times = { ours: [] as number[], theirs: [] as number[] };
  for (let round = -warmUp; round < rounds; round++) {
    const isOursFirst = round % 2 === 0;
    const first = await timeOf(isOursFirst ? ours : theirs);
    const second = await timeOf(isOursFirst ? theirs : ours);
    if (round < 0) continue;
    times.ours.push(isOursFirst ? first : second);
    times.theirs.push(isOursFirst ? second : first);
  }
  const ratios = times.ours.map((time, round) => time / (times.theirs[round] ?? Number.NaN));
  return { ours: median(times.ours), theirs: median(times.theirs), ratio: median(ratios) };
}

/** How long something takes, in milliseconds. */
export async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}
