/** Whether a version is older than another, by their numbers alone: `5.1.0-beta` counts as `5.1.0`. */
export function isOlder(version: string, than: string): boolean {
  const numbers = numbersOf(version);
  for (const [at, wanted] of numbersOf(than).entries()) {
    const number = numbers[at] ?? 0;
    if (number !== wanted) return number < wanted;
  }
  return false;
}

function numbersOf(version: string): readonly number[] {
  return (version.match(/\d+/g) ?? []).map(Number);
}
