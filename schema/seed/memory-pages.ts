/**
 * Zeroed memory that the system gets back as soon as nobody uses it: a resizable `ArrayBuffer` has its own
 * pages. Other buffers are on C's heap, which keeps most of the memory that is freed, and the hashes of a
 * large seed are in several places one after the other.
 *
 * @param bytes at least some hundred thousand: a page belongs to one buffer alone.
 */
export function pages(bytes: number): ArrayBuffer {
  return new ArrayBuffer(bytes, { maxByteLength: bytes });
}

/**
 * Returns pages to the system now: the garbage collector may free them long after the next ones are allocated.
 * Views of them are empty from then on; other memory stays as it is.
 */
export function letGo(memory: ArrayBufferLike): void {
  if (memory instanceof ArrayBuffer && memory.resizable) memory.resize(0);
}
