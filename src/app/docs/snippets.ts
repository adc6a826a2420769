/** Code to copy, with this site's own address in it. */
export function snippetsFor(base: string): readonly { readonly title: string; readonly code: string }[] {
  return [
    {
      title: "JavaScript on a page of this site",
      code: `const answer = await fetch("${base}api/generate_quote", {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ prompt: "life is not", top_p: 0.9, seed: 7 }),
});
console.log((await answer.json()).generated_text);`,
    },
    {
      title: "The openai package on a page of this site",
      code: `import OpenAI from "openai";

const client = new OpenAI({
  baseURL: "${base}api/v1",
  apiKey: "none", // the client wants one; nothing reads it
  dangerouslyAllowBrowser: true, // there is no key to steal
});
const stream = await client.completions.create({
  model: "quotes",
  prompt: "she is a warrior",
  max_tokens: 30,
  stream: true,
});
for await (const chunk of stream) console.log(chunk.choices[0]?.text);`,
    },
    {
      title: "The SDK on any site",
      code: `import { connect } from "${base}sdk.js";

const model = await connect("${base}");
for await (const piece of model.stream({ prompt: "life is not", top_p: 0.9 })) console.log(piece);`,
    },
    {
      title: "The tag on any site",
      code: `<script type="module" src="${base}sdk.js"></script>
<hostless-form src="${base}" prompt="life is not"></hostless-form>`,
    },
    {
      title: "A plain frame on any site",
      code: `<iframe src="${base}embed.html#mode=form&prompt=life+is+not" title="Text generator"
  style="border: 0; width: 100%; height: 480px"></iframe>`,
    },
  ];
}
