import { expect, it } from "vitest";
import { gitOid, holdsAll } from "./same-files.ts";

const content = new Blob(["hello\n"]);
/** `printf 'hello\n' | git hash-object --stdin`. */
const OID = "ce013625030ba8dba906f756967f9e9ca394464a";
const files = [{ path: "a.txt", content }];
const listing = [{ path: "a.txt", bytes: 6, sha256: "aa" }];

it("names a file as git does", async () => {
  expect(await gitOid(content)).toBe(OID);
  expect(await gitOid(new Blob([]))).toBe("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
});

it("goes by SHA-256 where the repository has it, else by git's name", async () => {
  expect(await holdsAll(new Map([["a.txt", { oid: OID }]]), files, listing)).toBe(true);
  expect(await holdsAll(new Map([["a.txt", { oid: "other" }]]), files, listing)).toBe(false);
  expect(await holdsAll(new Map([["a.txt", { oid: "of the pointer", sha256: "aa" }]]), files, listing)).toBe(true);
  expect(await holdsAll(new Map([["a.txt", { oid: OID, sha256: "bb" }]]), files, listing)).toBe(false);
});

it("misses what is not there", async () => {
  expect(await holdsAll(new Map(), files, listing)).toBe(false);
  expect(await holdsAll(new Map([["b.txt", { oid: OID }]]), [], [])).toBe(true);
});
