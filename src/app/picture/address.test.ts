import { expect, it } from "vitest";
import { addressOf } from "./address.ts";

it("writes an address as people do", () => {
  const write = (address: string) => addressOf(new URL(address));
  expect(write("https://owner.github.io/quotes/#s2=x")).toBe("owner.github.io/quotes");
  expect(write("https://example.org/index.html?lang=de")).toBe("example.org");
  expect(write("http://localhost:5173/")).toBe("localhost:5173");
});
