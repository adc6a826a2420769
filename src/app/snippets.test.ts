import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { completionBody } from "../contract/api/bodies.ts";
import { decodeSharedRun } from "../contract/share-link.ts";
import { fetchSnippet, frameSnippet, html, js, openAiSnippet, sdkSnippet, tagSnippet } from "./snippets.ts";

const base = "https://site.example/a/";
const HOSTILE = `"><img src=x onerror=alert(1)></script><!-- ' \` \${1} & \\ \n\u2028 \ud800`;
const hostile = {
  base,
  run: {
    repo: "owner/name",
    revision: "abc",
    prompt: HOSTILE,
    parameters: { stop_strings: ["</script>"], top_p: 0.9, top_logprobs: 3 },
  },
};

/** What the first attribute of that name says, read as a browser would. */
function attribute(snippet: string, name: string): string {
  const [, double, single] = new RegExp(` ${name}=(?:"([^"]*)"|'([^']*)')`).exec(snippet) ?? [];
  const texts: Record<string, string> = { "&amp;": "&", "&quot;": '"', "&lt;": "<", "&gt;": ">", "&#39;": "'" };
  return (double ?? single ?? "").replace(/&#?\w+;/g, (entity) => texts[entity] ?? entity);
}

describe("tag and frame", () => {
  it("keep every character of a hostile prompt, and none of its markup", () => {
    const tag = tagSnippet(hostile);
    expect(attribute(tag.split("\n").slice(1).join("\n"), "prompt")).toBe(HOSTILE);
    expect(tag.match(/<[a-z/!]/g)).toEqual(["<s", "</", "<h", "</"]);
    expect(tag).toContain(`src="${base}" model="owner/name@abc"`);
    expect(JSON.parse(attribute(tag, "parameters"))).toEqual(hostile.run.parameters);
    const frame = frameSnippet(hostile);
    expect(frame.match(/<[a-z/!]/g)).toEqual(["<i", "</"]);
    expect(decodeSharedRun(new URL(attribute(frame, "src")).hash)).toEqual({ ok: true, value: hostile.run });
  });

  it("has the form's parameters so that they can be read, and none where there are none", () => {
    const run = { prompt: "life", parameters: { top_p: 0.9, stop_strings: ["'"] } };
    expect(tagSnippet({ base, run })).toContain(` prompt="life" parameters='{"top_p":0.9,"stop_strings":["&#39;"]}'>`);
    expect(tagSnippet({ base, run: { ...run, parameters: {} } })).not.toContain("parameters");
  });

  it("name no model where the site's own is meant", () => {
    const own = { base, run: { revision: "abc", prompt: "life", parameters: {} } };
    expect(tagSnippet(own)).not.toContain("model=");
    expect(sdkSnippet(own)).toContain(`connect("${base}");`);
  });
});

describe("code", () => {
  it.each([
    ["sdk", sdkSnippet(hostile)],
    ["fetch", fetchSnippet(hostile)],
    ["openai", openAiSnippet(hostile)],
  ])("of %s ends no script that it stands in", (_name, code) => {
    expect(code).not.toMatch(/<\/|<!--/);
  });

  it("of OpenAI's client names the model that answers there, the site's own where none has yet", () => {
    expect(openAiSnippet({ ...hostile, model: "owner/name" })).toContain('create({ model: "owner/name", prompt: ');
    expect(openAiSnippet(hostile)).toContain('create({ model: "quotes", prompt: ');
  });

  it("of OpenAI's client has the form's parameters as its interface calls them, and names the others", () => {
    const parameters = {
      max_new_tokens: 5,
      top_p: 0.9,
      seed: 7,
      stop_strings: ["."],
      num_beams: 4,
      num_return_sequences: 2,
    };
    const code = openAiSnippet({ base, run: { prompt: "life", parameters } });
    const [, sent = ""] = /create\((.*)\);/.exec(code) ?? [];
    const body: unknown = new Function(`return ${sent}`)();
    const fields = { max_tokens: 5, top_p: 0.9, seed: 7, stop: ["."], n: 2 };
    expect(body).toEqual({ model: "quotes", prompt: "life", ...fields, stream: true });
    expect(v.safeParse(completionBody, body).success).toBe(true);
    expect(code).toContain("\n// api/generate also takes num_beams.\n");
  });

  it("of fetch, run as it is, sends prompt and parameters as the page has them", async () => {
    const sent: unknown[] = [];
    const fetch = async (url: string, { body }: { body: string }) => {
      sent.push(url, JSON.parse(body));
      return { json: async () => ({}) };
    };
    await new Function("fetch", "console", `return (async () => {${fetchSnippet(hostile)}})()`)(fetch, { log() {} });
    const parameters = { token_healing: true, stop_strings: ["</script>"], top_p: 0.9 };
    expect(sent).toEqual([`${base}api/generate`, { inputs: HOSTILE, parameters }]);
  });
});

it("html and js leave plain text as it is", () => {
  expect([html("life is"), js("life is"), js({ a: [1, true, null], b: {} })]).toEqual([
    "life is",
    '"life is"',
    "{ a: [1,true,null], b: {} }",
  ]);
});
