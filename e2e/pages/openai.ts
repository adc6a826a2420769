import OpenAI from "openai";

declare global {
  interface Window {
    OpenAI: typeof OpenAI;
    client: OpenAI;
  }
}

window.OpenAI = OpenAI;
window.client = new OpenAI({
  baseURL: new URL("../api/v1", location.href).href,
  apiKey: "none",
  dangerouslyAllowBrowser: true,
  maxRetries: 0,
});
