/** The value of an expression: a new one each time, as none of two records has a part in common. */
export function evaluated(text: string): unknown {
  return new Function(`return (${text});`)();
}

export async function all<T>(found: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of found) items.push(item);
  return items;
}
