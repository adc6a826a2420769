import { describe, expect, it } from "vitest";
import { storageOf } from "./storage-of.ts";

describe("storageOf", () => {
  it("is nothing where the browser forbids even to ask", () => {
    const forbidden = Object.defineProperty(new EventTarget(), "localStorage", {
      get() {
        throw new DOMException("no", "SecurityError");
      },
    });
    expect(Reflect.apply(storageOf, undefined, [forbidden])).toBeUndefined();
    expect(Reflect.apply(storageOf, undefined, [{ localStorage: "storage" }])).toBe("storage");
  });
});
