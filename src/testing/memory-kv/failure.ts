/** An operation by its name in KV's messages, where a list is called GET. */
export type OperationName = "GET" | "GET_BULK" | "PUT" | "DELETE";

/** The error of an operation that KV rejects. */
export function kvFailure(operation: OperationName, status: number, reason: string): Error {
  return new Error(`KV ${operation} failed: ${status} ${reason}`);
}
