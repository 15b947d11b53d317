/** The first of `name`, `name2`, `name3`, … that is not taken. */
export function freeName(name: string, isTaken: (name: string) => boolean, separator = ""): string {
  let free = name;
  for (let count = 2; isTaken(free); count++) free = `${name}${separator}${count}`;
  return free;
}
