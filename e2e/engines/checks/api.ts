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

/** The most texts and tokens that a call may ask for: seconds of work. */
export const LONG = {
  model: "quotes",
  prompt: "life is",
  n: 16,
  seed: 1,
  max_tokens: 240,
  logit_bias: { 0: -100 },
  stream: true,
};

const abort: Check = {
  name: "API: a caller who goes away ends the run",
  async run({ tab }) {
    const { status, whole, left, next } = await (await tab()).evaluate(async (page, long) => {
      await page.controlled();
      const began = performance.now();
      await page.stream("v1/completions", long);
      const whole = performance.now() - began;
      const leaving = new AbortController();
      const response = await page.post("v1/completions", long, leaving.signal);
      await response.body?.getReader().read();
      leaving.abort();
      const leftAt = performance.now();
      await page.until("an empty queue", async () => (await page.queueLength()) === 0);
      const left = performance.now() - leftAt;
      const next = await page.ask("generate", { inputs: "life is", parameters: { max_new_tokens: 3 } });
      return { status: response.status, whole, left, next: next.status };
    }, LONG);
    expectSame("statuses", [status, next], [200, 200]);
    expectTrue(`the queue is empty after ${left.toFixed(0)} of ${whole.toFixed(0)} ms`, left < whole / 2);
    return undefined;
  },
};

export const API = [quote, abort];
