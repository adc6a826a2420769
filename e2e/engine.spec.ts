import { expect, test } from "@playwright/test";
import { type EngineSite, startEngineSite } from "./engine-page/site.ts";
import { type FileMap, tinyPackage } from "./engine-page/tiny-package.ts";

let site: EngineSite;

test.beforeAll(async () => {
  site = await startEngineSite(under("models/tiny", await tinyPackage()));
});
test.afterAll(() => site.close());

function under(folder: string, files: FileMap): FileMap {
  return Object.fromEntries(Object.entries(files).map(([path, bytes]) => [`${folder}/${path}`, bytes]));
}

test("loads a package and streams an answer", async ({ page }) => {
  await page.goto(site.url);
  const answer = await page.evaluate(async () => {
    const loaded = await window.engine.load({ kind: "site", path: "models/tiny" }, {}, () => undefined);
    const pieces: string[] = [];
    const request = { prompt: "Hello", parameters: { max_new_tokens: 12 } };
    const outcome = await window.engine.generate(request, 1, ({ text }) => void pieces.push(text));
    return { loaded, pieces, outcome };
  });
  expect(answer.loaded).toMatchObject({ ok: true, value: { name: "tiny", maxPositions: 128 } });
  expect(answer.outcome).toMatchObject({
    ok: true,
    value: { samples: [{ finish_reason: "length", text: answer.pieces.join("") }], completion_tokens: 12 },
  });
});
