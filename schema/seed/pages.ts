/**
 * Zeroed memory that the system gets back as soon as nobody uses it: an `ArrayBuffer` that could be
 * resized has pages of its own. Memory of others is from C's heap, which keeps most of what is let go,
 * and the hashes of a large seed are in several places one after the other.
 *
 * @param bytes some hundred thousand at the least: a page is for one of them alone.
 */
export function pages(bytes: number): ArrayBuffer {
  return new ArrayBuffer(bytes, { maxByteLength: bytes });
}

/**
 * Gives pages back to the system now: the collector of garbage may get to them long after the next ones are
 * asked for. What looks at them finds them empty from then on; memory of other kinds stays as it is.
 */
export function letGo(memory: ArrayBufferLike): void {
  if (memory instanceof ArrayBuffer && memory.resizable) memory.resize(0);
}
