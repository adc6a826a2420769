import { describe, expect, it } from "vitest";
import { fail, succeed } from "../contract/outcome.ts";
import { saveOutcome, saveText } from "./save-file.ts";
import { watchDownloads } from "./testing/watch-downloads.ts";

describe("saving", () => {
  it("hands a text and a file to the visitor's downloads under their names", async () => {
    const downloads = watchDownloads();
    saveText("life is – not", "text.txt");
    const outcome = await saveOutcome(Promise.resolve(succeed({ name: "a.zip", bytes: new Blob(["zip"]) })));
    expect(outcome).toEqual(succeed("a.zip"));
    expect(await downloads()).toEqual([
      ["text.txt", "life is – not"],
      ["a.zip", "zip"],
    ]);
  });

  it("hands on why there is no file, and refuses what did not arrive as one", async () => {
    const downloads = watchDownloads();
    const refused = fail("internal", "error", { reason: "The disk is full." });
    expect(await saveOutcome(Promise.resolve(refused))).toBe(refused);
    const bytes = { size: 1, slice: () => bytes, arrayBuffer: async () => new ArrayBuffer(1) };
    expect(await saveOutcome(Promise.resolve(succeed({ name: "a.zip", bytes })))).toMatchObject({ ok: false });
    expect(await downloads()).toEqual([]);
  });
});
