/** Whether the same call of the API may succeed later, by the status of its answer. */
export function isTemporary(status: number): boolean {
  return status === 429 || status === 408 || status >= 500;
}
