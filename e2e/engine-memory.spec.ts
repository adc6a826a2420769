import { expect, type Page, test } from "@playwright/test";
import { generate, load, under, unwrap } from "../src/testing/engine-page/play.ts";
import { type EngineSite, startEngineSite } from "../src/testing/engine-page/site.ts";
import { FaultServer } from "../src/testing/fault-server.ts";
import { WORKER } from "../src/testing/fault-site.ts";
import { longPackage } from "../src/testing/tiny-package.ts";

const LONG = { kind: "site", path: "models/long" } as const;
let site: EngineSite;
const server = new FaultServer(() => [site.root]);

test.beforeAll(async () => {
  const files = under("models/long", await longPackage());
  site = await startEngineSite(files, { intercept: server.intercept });
});
test.afterAll(() => site.close());

/** A browser whose shared memory is what `give` makes of what is wanted. */
const scarce = (give: string) => `
WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
  construct(target, [wanted]) {
    if (!wanted.shared) return new target(wanted);
    ${give}
  },
});
`;
const REFUSED = `throw new RangeError("WebAssembly.Memory(): could not allocate memory");`;
/** What grows no further than to 8 MB, which is less than the model. */
const SMALL = "return new target({ ...wanted, maximum: 128 });";

async function write(page: Page): Promise<readonly number[] | undefined> {
  const prompt = "It was the best of times, it was the worst of times. ";
  const { outcome } = await generate(page, prompt, { max_new_tokens: 8, do_sample: false });
  return unwrap(outcome).samples[0]?.token_ids;
}

test("F29: a large model loads and writes the same, however much shared memory the browser refuses", async ({
  browser,
}) => {
  const answers: (readonly number[] | undefined)[] = [];
  for (const give of ["return new target(wanted);", REFUSED, SMALL]) {
    server.set({ path: WORKER, prepend: scarce(give) });
    // A page of its own, without the scripts that the one before has kept.
    const page = await browser.newPage();
    await page.goto(site.url);
    const { backend } = unwrap(await load(page, LONG));
    expect(backend.tried).toMatchObject([{ backend: "kernel", msPerToken: expect.any(Number) }]);
    if (answers.length > 0) expect(backend.threads).toBe(1);
    answers.push(await write(page));
    await page.close();
  }
  expect(answers[0]).toHaveLength(8);
  expect(answers).toEqual([answers[0], answers[0], answers[0]]);
});
