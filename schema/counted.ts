/** A number of things, for people: `1 collection`, `2 collections`. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
