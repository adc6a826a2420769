/** One example a route, shown in the docs and run by the tests. */
export const EXAMPLES = {
  generate_quote: { prompt: "life is not", seed: 7 },
  generate: { inputs: "the most important thing", parameters: { do_sample: true, max_new_tokens: 20, seed: 7 } },
  completions: { model: "quotes", prompt: "she is a warrior", max_tokens: 20, temperature: 0.8, seed: 7 },
  chat: { messages: [{ role: "user", content: "Who are you?" }], max_tokens: 20, seed: 7 },
  perplexity: { text: "Nothing great was ever achieved without enthusiasm." },
  alternatives: { text: "life is not", top_logprobs: 5 },
};
