import { expect, it } from "vitest";
import { nonceIn } from "./sign-in-news.ts";

it.each([
  ["https://a.test/publish.html?code=c&state=%7B%22nonce%22%3A%22n%22%7D", "n"],
  ["https://a.test/publish.html?code=c&state=n", undefined],
  ["https://a.test/publish.html?code=c&state=%7B%22nonce%22%3A7%7D", undefined],
  ["https://a.test/publish.html?code=c", undefined],
  ["no address", undefined],
])("the nonce of %s is %s", (address, nonce) => expect(nonceIn(address)).toBe(nonce));
