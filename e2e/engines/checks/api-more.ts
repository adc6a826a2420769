import { type Check, expectSame, expectTrue } from "../check.ts";
import type { Tab } from "../drivers/driver.ts";
import type { World } from "../world.ts";
import { LONG } from "./api.ts";

const crowd: Check = {
  name: "API: of 20 calls at once none is lost: answered, or refused with Retry-After",
  async run({ tab }) {
    const answers = await (await tab()).evaluate(
      async (page, long) => {
        await page.controlled();
        const call = async (seed: number) => {
          const response = await page.post("v1/completions", { ...long, seed });
          await response.text();
          return `${response.status} ${response.headers.get("Retry-After") ?? ""}`.trim();
        };
        return Promise.all(Array.from({ length: 20 }, (_, seed) => call(seed)));
      },
      // Long enough that all of them are there before the first is answered.
      { ...LONG, max_tokens: 60 },
    );
    const answered = answers.filter((one) => one === "200").length;
    expectSame(
      "others",
      answers.filter((one) => one !== "200" && one !== "429 1"),
      [],
    );
    // Four may wait; on a quick machine a place may be free again before the last call comes.
    expectTrue(`${answered} answered`, answered >= 4 && answered < 20);
    return undefined;
  },
};

/** The API's page, its model loaded and its service worker in control. */
async function openDocs(tab: Tab, { site }: World): Promise<void> {
  await tab.open(`${site.url}docs.html`);
  await tab.evaluate(async (page) => {
    await page.until("a ready model", () => page.status().includes("is ready"), 120_000);
    await page.controlled();
  });
}

const docs: Check = {
  name: "the docs page: Stream, and Execute in Swagger UI",
  run: (world) =>
    world.visit(async (tab) => {
      await openDocs(tab, world);
      const answer = await tab.evaluate(async (page) => {
        await page.press("Stream");
        await page.until("a streamed text", () =>
          /^she is a warrior./.test(page.textOf(document.querySelector("[data-testid=streamed]"))),
        );
        // Swagger UI draws it anew now and then.
        const route = () => document.querySelector("#operations-tutorial-generate_quote") ?? new DocumentFragment();
        const head = await page.until("the route", () =>
          route().querySelector<HTMLElement>(".opblock-summary-control"),
        );
        head.click();
        // Nobody's hand is as quick as to press Execute before the example has come.
        await page.until("the example", () =>
          route().querySelector<HTMLTextAreaElement>("textarea.body-param__text")?.value.includes("life is not"),
        );
        await page.press("Execute", route);
        return page.until("an answer", () => {
          const text = page.textOf(route().querySelector(".live-responses-table .response-col_description pre"));
          return text.includes("generated_text") && text;
        });
      });
      const body: unknown = JSON.parse(answer);
      expectSame("the prompt", Reflect.get(Object(body), "prompt"), "life is not");
      const seen = await tab.evaluate((page) => page.seenByWatcher());
      expectSame("what a visitor should not see", seen, []);
      return undefined;
    }),
};

const openAi: Check = {
  name: "API: a page that imports api.js answers the official openai client, whole and streamed",
  run: (world) =>
    world.visit(async (tab) => {
      await tab.open(`${world.site.url}openai/openai.html`);
      const texts = await tab.evaluate(async () => {
        await (await import(/* @vite-ignore */ new URL("../api.js", location.href).href)).ready;
        const client = Reflect.get(window, "client");
        const ask = { model: "quotes", prompt: "she is a warrior", max_tokens: 12, seed: 5 };
        const whole = await client.completions.create(ask);
        let streamed = "";
        for await (const chunk of await client.completions.create({ ...ask, stream: true })) {
          streamed += chunk.choices[0]?.text ?? "";
        }
        const refused = await client.completions
          .create({ ...ask, top_p: 2 })
          .catch((error: { status: number }) => error.status);
        return { whole: whole.choices[0]?.text ?? "", streamed, refused };
      });
      expectTrue("there is a text", texts.whole !== "");
      expectSame("texts", [texts.streamed, texts.refused], [texts.whole, 422]);
      return undefined;
    }),
};

export const API_MORE = [crowd, docs, openAi];
