import { type Check, expectSame, expectTrue } from "../check.ts";

const quote: Check = {
  name: "API: generate_quote; a streamed completion is the whole one in pieces",
  async run({ tab }) {
    const got = await (await tab()).evaluate(async (page) => {
      await page.controlled();
      const quote = await page.ask("generate_quote", { prompt: "life is not", seed: 7 });
      const ask = { model: "quotes", prompt: "she is a warrior", max_tokens: 30, seed: 5 };
      const whole = await page.ask("v1/completions", ask);
      return { quote, whole, streamed: await page.stream("v1/completions", { ...ask, stream: true }) };
    });
    expectSame("statuses", [got.quote.status, got.whole.status, got.streamed.status], [200, 200, 200]);
    expectTrue("a quote", /^life is not./i.test(String(got.quote.body["generated_text"])));
    const events = [...got.streamed.text.matchAll(/^data: (\{.*\})$/gm)].map(([, json]) => JSON.parse(json ?? "{}"));
    const text = events.map((event) => event.choices[0]?.text ?? "").join("");
    expectTrue("[DONE] at its end", got.streamed.text.trimEnd().endsWith("data: [DONE]"));
    expectTrue("there is a text", text !== "");
    expectTrue(`the whole text has ${text}`, JSON.stringify(got.whole.body).includes(JSON.stringify(text)));
    return undefined;
  },
};

/** A run that lasts far longer than anything the check does meanwhile: the most tokens and texts that a call may ask for. */
export const LONG = {
  inputs: "life is",
  parameters: { do_sample: true, best_of: 1, seed: 1, min_new_tokens: 240, max_new_tokens: 240 },
};

const abort: Check = {
  name: "API: a caller who goes away ends the run",
  async run({ tab }) {
    const after = await (await tab()).evaluate(async (page, long) => {
      await page.controlled();
      const leaving = new AbortController();
      const response = await page.post("generate", { ...long, stream: true }, leaving.signal);
      await response.body?.getReader().read();
      leaving.abort();
      await page.until("an empty queue", async () => (await page.queueLength()) === 0);
      const next = await page.ask("generate", {
        inputs: "life is",
        parameters: { max_new_tokens: 3, min_new_tokens: 3 },
      });
      return { status: response.status, next: next.status };
    }, LONG);
    expectSame("statuses", after, { status: 200, next: 200 });
    return undefined;
  },
};

export const API = [quote, abort];
