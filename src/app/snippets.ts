import { OWN_MODEL, SITE_MODELS } from "../bridge/own-model.ts";
import { nameOfSource } from "../contract/own-model.ts";
import { writeReference } from "../contract/write-reference.ts";
import type { SharedRun } from "../contract/share-link.ts";
import { linkTo } from "./share.ts";

/** What the site's own model is called before it is loaded. */
const OWN_NAME = nameOfSource(OWN_MODEL);

/** A run as another page or a script would ask for it, and the site that writes it: its base address. */
interface SnippetInput {
  readonly base: string;
  readonly run: SharedRun;
  /** Name of the model that answers there, as the API calls it; the site's own where it is absent. */
  readonly model?: string;
}

/** The form as an element, for any site. */
export function tagSnippet({ base, run }: SnippetInput): string {
  const isSet = Object.keys(run.parameters).length > 0;
  const parameters = isSet ? JSON.stringify(run.parameters) : undefined;
  const attributes = { src: base, model: modelOf(run), prompt: run.prompt, parameters };
  return `<script type="module" src="${html(`${base}sdk.js`)}"></script>\n<hostless-form${attributesOf(attributes)}></hostless-form>`;
}

/** The whole page in a frame, for sites that take no scripts: the link carries the parameters, too. */
export function frameSnippet({ base, run }: SnippetInput): string {
  const attributes = {
    // A run that no link can hold is left out.
    src: linkTo(new URL(base), run) ?? base,
    title: "Text generator",
    allow: "cross-origin-isolated; clipboard-write",
    width: "100%",
    height: "640",
  };
  return `<iframe${attributesOf(attributes)}></iframe>`;
}

/** The SDK, for scripts of any site. */
export function sdkSnippet({ base, run }: SnippetInput): string {
  const model = modelOf(run);
  const options = model === undefined ? "" : `, ${js({ model })}`;
  return `import { connect } from ${js(`${base}sdk.js`)};

const model = await connect(${js(base)}${options});
for await (const piece of model.stream(${js({ prompt: run.prompt, ...run.parameters })})) console.log(piece);`;
}

/** A page beside the site's own that computes itself what it asks for. */
export function ownPageSnippet(input: SnippetInput): string {
  return `import { ready } from ${js(`${input.base}api.js`)};

await ready; // the model is loaded, and answers here
${fetchSnippet(input)}`;
}

/** The HTTP route, for scripts on pages of the site; whichever model is loaded there answers. */
export function fetchSnippet({ base, run }: SnippetInput): string {
  // The route has a name of its own for alternatives.
  // Nor does it heal prompts as the page does, unless it is asked to.
  const { top_logprobs: _, ...given } = run.parameters;
  const parameters = { token_healing: true, ...given };
  return `const answer = await fetch(${js(`${base}api/generate`)}, {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(${js({ inputs: run.prompt, parameters })}),
});
console.log((await answer.json()).generated_text);`;
}

/** Names that OpenAI's interface has for parameters of `generate()`; those that are called alike there, and those of its own. */
const OPENAI_NAMES: Readonly<Record<string, string>> = {
  max_new_tokens: "max_tokens",
  num_return_sequences: "n",
  stop_strings: "stop",
  top_logprobs: "logprobs",
  ...Object.fromEntries(
    [
      ...["do_sample", "temperature", "top_p", "top_k", "min_p", "typical_p", "seed", "best_of", "token_healing"],
      ...["repetition_penalty", "frequency_penalty", "presence_penalty"],
    ].map((name) => [name, name]),
  ),
};

/** OpenAI's own client, for scripts on pages of the site. What its interface has no field for is named in a comment. */
export function openAiSnippet({ base, run, model = OWN_NAME }: SnippetInput): string {
  const entries = Object.entries(run.parameters).map(([name, value]) => [name, OPENAI_NAMES[name], value] as const);
  const fields = Object.fromEntries(
    entries.flatMap(([, field, value]) => (field === undefined ? [] : [[field, value]])),
  );
  const missing = entries.filter(([, field]) => field === undefined).map(([name]) => name);
  const note = missing.length === 0 ? "" : `// api/generate also takes ${missing.join(", ")}.\n`;
  return `import OpenAI from "openai";

const client = new OpenAI({
  baseURL: ${js(`${base}api/v1`)},
  apiKey: "none", // the client wants one; nothing reads it
  dangerouslyAllowBrowser: true, // there is no key to steal
});
${note}const stream = await client.completions.create(${js({ model, prompt: run.prompt, ...fields, stream: true })});
for await (const chunk of stream) console.log(chunk.choices[0]?.text);`;
}

function modelOf({ repo, site, ...rest }: SharedRun): string | undefined {
  // One that only begins in another's place has no name for others.
  return repo === undefined ? SITE_MODELS.find((name) => name === site) : writeReference({ ...rest, repo });
}

function attributesOf(attributes: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(attributes)
    .map(([name, value]) => (value === undefined ? "" : ` ${name}=${quote(value)}`))
    .join("");
}

/** A text as an attribute's value, in the quotes by which less of it has to be escaped: JSON stays readable. */
function quote(text: string): string {
  if (text.split('"').length <= text.split("'").length) return `"${html(text)}"`;
  return `'${html(text).replaceAll("&quot;", '"').replaceAll("'", "&#39;")}'`;
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;" };

/** Text as the value of an attribute in double quotes. */
export function html(text: string): string {
  return text.replace(/[&"<>]/g, (character) => ENTITIES[character] ?? character);
}

/** A value as JavaScript that may also stand in a `<script>` of a page, which ends at the first `</script`. */
export function js(value: unknown): string {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return JSON.stringify(value).replace(/</g, "\\u003c");
  }
  const members = Object.entries(value).map(([name, member]) => `${name}: ${js(member)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}
