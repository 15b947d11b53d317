/** An operation by its name in KV's messages. A list calls itself GET there. */
export type OperationName = "GET" | "GET_BULK" | "PUT" | "DELETE";

/** The error of an operation that KV refuses. */
export function kvFailure(operation: OperationName, status: number, reason: string): Error {
  return new Error(`KV ${operation} failed: ${status} ${reason}`);
}
