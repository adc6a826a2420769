import { describe, expect, it } from "vitest";
import type { GenerateResult, Sample } from "../contract/generate-result.ts";
import { succeed } from "../contract/outcome.ts";
import { shareable } from "./share.ts";
import { resultOf } from "./testing/answers.ts";
import { OWN, openReadyPage, settle } from "./testing/page.ts";

describe("Continue", () => {
  const ended = (text: string, sample: Partial<Sample>): GenerateResult => {
    const result = resultOf("life", text);
    return { ...result, samples: result.samples.map((one) => ({ ...one, ...sample })) };
  };

  it.each([
    ["with the very tokens", { token_ids: [1, 2] }, { text: " is", ids: [1, 2] }],
    [
      "in the middle of a character",
      { text: " is\uFFFD", unfinished: 1, token_ids: [1, 240] },
      { text: " is", ids: [1, 240] },
    ],
    ["before the end token", { finish_reason: "eos", token_ids: [1, 2, 0] }, { text: " is", ids: [1, 2] }],
    ["with the text where it was cut at a stop string", { finish_reason: "stop_string" }, { text: " is", ids: [] }],
  ] as const)("goes on where the text ended, %s", async (_name, sample, continued) => {
    const { session, runs, state } = await openReadyPage();
    session.type("life");
    session.generate();
    runs[0]?.settle(succeed(ended(" is", sample)));
    await settle();
    session.continueFrom(0);
    expect(runs[1]?.request).toMatchObject({ prompt: "life", continued, parameters: { max_new_tokens: 20 } });
    runs[1]?.settle(succeed(ended(" long", { token_ids: [3] })));
    await settle();
    session.continueFrom(0);
    const ids = continued.ids.length === 0 ? [] : [...continued.ids, 3];
    expect(runs[2]?.request).toMatchObject({ prompt: "life", continued: { text: " is long", ids } });
    expect(state().prompt).toBe("life");
  });

  it("may not end a text at once that the model had ended, and is redrawn alone, as the form is by now", async () => {
    const { session, runs } = await openReadyPage();
    session.type("life");
    session.generate();
    runs[0]?.settle(succeed(ended(" is.", { finish_reason: "eos", token_ids: [1, 2, 0] })));
    await settle();
    session.continueFrom(0);
    expect(runs[1]?.request.parameters).toMatchObject({ min_new_tokens: 5, max_new_tokens: 20 });
    runs[1]?.settle(succeed(ended(" It goes.", { finish_reason: "eos" })));
    await settle();
    session.store.send({ type: "parameter", name: "temperature", value: 0.5 });
    session.tryAgain();
    expect(runs[2]?.request).toMatchObject({ prompt: "life", continued: { text: " is.", ids: [1, 2] } });
    expect(runs[2]?.request.parameters).toMatchObject({ min_new_tokens: 5, max_new_tokens: 20, temperature: 0.5 });
  });

  it("goes on behind the only stop string that there was", async () => {
    const { session, runs } = await openReadyPage();
    session.type("life");
    session.store.send({ type: "parameter", name: "stop_strings", value: ["."] });
    session.generate();
    const result = ended(" is", { finish_reason: "stop_string" });
    runs[0]?.settle(succeed({ ...result, parameters: { ...result.parameters, stop_strings: ["."] } }));
    await settle();
    session.continueFrom(0);
    expect(runs[1]?.request).toMatchObject({ prompt: "life", continued: { text: " is.", ids: [] } });
  });

  it("is run again from a link and from the history with the same tokens, until the prompt is changed", async () => {
    const { session, runs, state } = await openReadyPage();
    const continued = { text: " is", ids: [1, 240] };
    const entry = { v: 1 as const, id: 1, at: 1, model: "quotes", prompt: "life is", texts: ["!"], parameters: {} };
    await session.open({ source: OWN, shared: { prompt: "life is", continued, parameters: {} } });
    session.generate();
    runs[0]?.settle(succeed(resultOf("life", "!")));
    await settle();
    await session.reopen({ ...entry, continued, source: OWN });
    session.generate();
    runs[1]?.settle(succeed(resultOf("life", "!")));
    await settle();
    for (const run of runs) expect(run.request).toMatchObject({ prompt: "life", continued });
    expect(shareable(state())).toMatchObject({ prompt: "life is", continued });
    session.type("life was");
    session.generate();
    expect(runs[2]?.request).toEqual({ prompt: "life was", parameters: {} });
  });
});
