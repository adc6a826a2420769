import { describe, expect, it } from "vitest";
import { readJson } from "./json-file.ts";

const read = (text: string) => readJson({ path: "config.json", bytes: new Blob([text]) });

describe("readJson", () => {
  it("reads an object with its own keys alone", async () => {
    expect(await read('{"n_layer":2,"nested":{"a":[1]}}')).toEqual({ n_layer: 2, nested: { a: [1] } });
  });

  it.each(["[1]", "1", "null", "{", ""])("refuses %j by the file's name", async (text) => {
    await expect(read(text)).rejects.toThrow(/config\.json/);
  });
});
