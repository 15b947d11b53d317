/** Whether a version is older than another, by their numbers alone: `5.1.0-beta` counts as `5.1.0`. */
export function isOlder(version: string, than: string): boolean {
  return numbersOf(version).localeCompare(numbersOf(than), "en", { numeric: true }) < 0;
}

/** `22.18.0` of `v22.18.0-nightly`. */
function numbersOf(version: string): string {
  return /\d[\d.]*/.exec(version)?.[0] ?? "";
}
