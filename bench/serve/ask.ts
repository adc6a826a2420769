import { type Answer, type Ask, TOKENS } from "./clients.ts";

/** The tutorial's call. The default model writes the best of its 16 texts, other models one. */
export async function askForQuote(url: string, { prompt, seed }: Ask, tokens = TOKENS): Promise<Answer> {
  const began = performance.now();
  const body = { prompt, seed, max_new_tokens: tokens, min_new_tokens: tokens };
  const { generated_text: text } = await (await post(`${url}/generate_quote`, body)).json();
  if (typeof text !== "string") throw new Error("no text");
  return { text, tokens, firstMs: performance.now() - began };
}

/** One text with the model's own settings, streamed token by token, as OpenAI's clients ask for it. */
export async function askForStream(url: string, { prompt, seed }: Ask): Promise<Answer> {
  const began = performance.now();
  const body = { prompt, seed, max_tokens: TOKENS, stream: true, stream_options: { include_usage: true } };
  const response = await post(`${url}/v1/completions`, body);
  let firstMs = Number.NaN;
  let events = "";
  for await (const piece of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    if (Number.isNaN(firstMs)) firstMs = performance.now() - began;
    events += piece;
  }
  const data = events.split("\n\n").filter((event) => event !== "");
  // A stream that breaks off has no end.
  if (data.pop() !== "data: [DONE]") throw new Error("a stream broke off");
  let text = "";
  let tokens = 0;
  for (const event of data) {
    const { error, choices, usage } = JSON.parse(event.slice("data: ".length));
    if (error !== undefined) throw new Error(`told ${error.code}`);
    for (const choice of choices) text += choice.text;
    tokens = usage?.completion_tokens ?? tokens;
  }
  return { text, tokens, firstMs };
}

async function post(address: string, body: object): Promise<Response> {
  const headers = { "Content-Type": "application/json" };
  const response = await fetch(address, { method: "POST", headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response;
}
