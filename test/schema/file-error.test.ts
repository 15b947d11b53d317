import { describe, expect, test } from "vitest";
import { fileError } from "../../schema/file-error.ts";

describe("a system error on a file", () => {
  test.each([
    ["EACCES", "permission is denied"],
    ["EPERM", "permission is denied"],
    ["EROFS", "the disk is read-only"],
    ["EISDIR", "it is a folder"],
    ["ENOTDIR", "part of its path is a file"],
    ["EEXIST", "part of its path is a file"],
    ["ELOOP", "its links form a circle"],
    ["ENOSPC", "the disk is full"],
    ["EMFILE", "too many open files"],
  ])("%s is explained in words", (code, reason) => {
    const cause = Object.assign(new Error("too many open files"), { code });
    const error = fileError("kv.gen.ts cannot be written", cause);
    expect(error.message).toBe(`kv.gen.ts cannot be written: ${reason}`);
    expect(error.help).toMatch(/^[A-Z].*\.$/);
    expect(error.cause).toBe(cause);
  });
});
