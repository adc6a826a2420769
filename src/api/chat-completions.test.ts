import { InferenceClient } from "@huggingface/inference";
import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { ask, eventsOf, fetchFrom, ORIGIN } from "./testing/ask.ts";
import { pageThatSays } from "./testing/page.ts";

/** A page whose model's tokenizer has a template. */
function chattingPage(text: string) {
  const page = pageThatSays(text);
  const model = { ...page.model, chat: { template: "{{ messages }}" } };
  return { ...page, host: { ...page.host, status: async () => ({ model, queued: 0 }) } };
}

const MESSAGES = [
  { role: "system", content: "Be kind." },
  {
    role: "user",
    content: [
      { type: "text", text: "Who " },
      { type: "text", text: "are you?" },
    ],
  },
];

describe("POST api/v1/chat/completions", () => {
  it("hands the conversation to the page, and answers in OpenAI's shape", async () => {
    const { host, calls } = chattingPage("I am a model.");
    const body = { messages: MESSAGES, max_completion_tokens: 9, temperature: 0.5, n: 2, seed: 1 };
    const answer = await (await ask("v1/chat/completions", body, host)).json();
    expect(answer).toMatchObject({
      object: "chat.completion",
      model: "quotes",
      choices: [0, 1].map((index) => ({
        index,
        message: { role: "assistant", content: "I am a model." },
        finish_reason: "stop",
      })),
      usage: { prompt_tokens: 3, completion_tokens: 8, total_tokens: 11 },
    });
    expect(calls[0]?.request).toMatchObject({
      prompt: "",
      messages: [
        { role: "system", content: "Be kind." },
        { role: "user", content: "Who are you?" },
      ],
      parameters: { max_new_tokens: 9, temperature: 0.5, num_return_sequences: 2, seed: 1, do_sample: true },
    });
  });

  it("streams a role, then the text, then the end and the numbers", async () => {
    const { host } = chattingPage("I am.");
    const body = { messages: MESSAGES, stream: true, stream_options: { include_usage: true } };
    const events = await eventsOf(await ask("v1/chat/completions", body, host));
    const deltas = events.map((event) => Object(event).choices?.[0]?.delta);
    expect(deltas.slice(0, 4)).toEqual([{ role: "assistant", content: "" }, { content: "I" }, { content: " am." }, {}]);
    expect(events.slice(-3)).toMatchObject([
      { object: "chat.completion.chunk", choices: [{ finish_reason: "stop" }], usage: null },
      { choices: [], usage: { total_tokens: 5 } },
      "[DONE]",
    ]);
  });

  it("serves the openai package and the Hub's client, whole and streamed", async () => {
    const { host } = chattingPage("I am a model.");
    const fetch = fetchFrom(host);
    const openAi = new OpenAI({ baseURL: `${ORIGIN}/api/v1`, apiKey: "none", fetch, dangerouslyAllowBrowser: true });
    const asked = { model: "quotes", messages: [{ role: "user" as const, content: "Who are you?" }] };
    const whole = await openAi.chat.completions.create(asked);
    expect(whole.choices[0]?.message.content).toBe("I am a model.");
    let streamed = "";
    for await (const { choices } of await openAi.chat.completions.create({ ...asked, stream: true }))
      streamed += choices[0]?.delta.content ?? "";
    expect(streamed).toBe("I am a model.");
    const hub = new InferenceClient(undefined, { endpointUrl: `${ORIGIN}/api`, fetch });
    const answer = await hub.chatCompletion({ messages: asked.messages });
    expect(answer.choices[0]?.message.content).toBe("I am a model.");
  });

  it.each([
    [{}, ["body", "messages"]],
    [{ messages: [] }, ["body", "messages"]],
    [{ messages: [{ role: "tool", content: "x" }] }, ["body", "messages", 0, "role"]],
    [{ messages: [{ role: "user" }] }, ["body", "messages", 0, "content"]],
    [{ messages: [{ role: "user", content: "x" }], logprobs: true }, ["body", "logprobs"]],
    [{ messages: [{ role: "user", content: "x" }], tools: [] }, ["body", "tools"]],
  ])("refuses %j", async (body, loc) => {
    const response = await ask("v1/chat/completions", body, chattingPage("").host);
    expect(response.status).toBe(422);
    expect((await response.json()).detail).toContainEqual(expect.objectContaining({ loc }));
  });

  it("is no route of a model without a template", async () => {
    const response = await ask("v1/chat/completions", { messages: MESSAGES }, pageThatSays("").host);
    expect(response.status).toBe(404);
    expect((await response.json()).error).toMatchObject({
      message: expect.stringContaining("GPT-2 has no chat template"),
      code: "no_chat_template",
    });
  });
});
