import { describe, expect, it } from "vitest";
import { listAlternatives } from "./alternatives.ts";
import { scoreText } from "./score.ts";
import { randomGpt2 } from "./testing/random-gpt2.ts";
import { byteCodec } from "./testing/vocabulary-codec.ts";
import { readPrompt, readText } from "./text-tokens.ts";

const codec = byteCodec();
const reader = { codec, vocabSize: 256, start: [7] };
const pause = async () => undefined;

describe("listAlternatives", () => {
  it("says of each place what scoring says, and goes on from the cache", async () => {
    const model = randomGpt2(1);
    const text = readPrompt("life is", reader);
    const { details = [] } = await scoreText(randomGpt2(1), codec, text, { wanted: 4 });
    for (const [position, { id, logprob, top }] of details.entries()) {
      if (position === 0) continue;
      const found = await listAlternatives(model, codec, text, { position, wanted: 4, pause });
      expect(found.token).toMatchObject({ id, logprob: expect.closeTo(logprob ?? Number.NaN, 5) });
      expect(found.top.map((one) => one.id)).toEqual(top.map((one) => one.id));
    }
    const before = model.computed;
    const end = await listAlternatives(model, codec, text, { wanted: 1, pause });
    expect(end).toMatchObject({ position: 7, top: [{}] });
    expect(end).not.toHaveProperty("token");
    expect(model.computed - before).toBe(1);
  });

  it("asks an empty text where texts begin", async () => {
    const found = await listAlternatives(randomGpt2(1), codec, readPrompt("", reader), { wanted: 2, pause });
    const { details = [] } = await scoreText(randomGpt2(1), codec, readText("a", reader), { wanted: 2 });
    expect(found.top).toEqual(details[0]?.top);
  });

  it.each([
    ["beyond the text", readPrompt("ab", reader), 3],
    ["before the first token", readPrompt("ab", reader), 0],
  ])("refuses a place %s", async (_name, text, position) => {
    const asked = listAlternatives(randomGpt2(1), codec, text, { position, wanted: 1, pause });
    await expect(asked).rejects.toMatchObject({ failure: { code: "bad_request", subject: "position" } });
  });

  it("takes the end of a text that is longer than the context", async () => {
    const text = "it was the best of times, it was the worst of times. ".repeat(2);
    const long = await listAlternatives(randomGpt2(1), codec, readPrompt(text, reader), { wanted: 3, pause });
    const short = await listAlternatives(randomGpt2(1), codec, readPrompt(text.slice(-64), reader), {
      wanted: 3,
      pause,
    });
    expect(long.top).toEqual(short.top);
  });
});
