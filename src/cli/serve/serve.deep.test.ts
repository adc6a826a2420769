import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import OpenAI from "openai";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createApiHost } from "../../bridge/api-host.ts";
import { EXAMPLES } from "../../contract/api/examples.ts";
import { worldOf } from "../../api/testing/ask.ts";
import { answerApi } from "../../api/router.ts";
import { readCheckpoint } from "../../convert/read/read-checkpoint.ts";
import { fixtureFiles } from "../../convert/read/testing/checkpoints.ts";
import { writePackage } from "../../convert/testing/convert-fixture.ts";
import { createBatchEngine } from "./batch-engine.ts";
import { startFakeHub } from "../../testing/fake-hub.ts";
import { runCli } from "../testing/run-cli.ts";
import { openServedModel } from "./served-model.ts";
import { post, type ServedProcess, startServer } from "./testing/start-server.ts";

const MODEL = "public/models/quotes-small";
const silent = { stdout: { write: () => true }, stderr: { write: () => true } };

let served: ServedProcess;
beforeAll(async () => {
  served = await startServer("--workers", "2");
}, 60_000);
afterAll(async () => void (await served.kill("SIGKILL")));

/** The same router before the same model in this process, one call at a time: what a page of the site answers. */
async function lonelyApi() {
  const model = await openServedModel({ model: MODEL }, silent);
  const engine = createBatchEngine(model, { now: () => 0, breathe: async () => {}, randomSeed: () => 0 });
  let run = 0;
  const host = createApiHost({ engine, model: () => ({ model: model.info }), nextRun: () => run++, now: () => 0 });
  return async (path: string, body: unknown) => {
    const init = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
    const request = new Request(`https://site.test/api/${path}`, init);
    return answerApi(request, path, worldOf(host), "client");
  };
}

const ids = /"(?:id":"cmpl-[^"]*|created":\d+)"?/g;
const plain = (text: string) => text.replaceAll(ids, "");

const BODIES: readonly (readonly [path: string, body: object])[] = [
  ["generate_quote", EXAMPLES.generate_quote],
  ["generate", EXAMPLES.generate],
  [
    "generate",
    { inputs: "love", parameters: { details: true, best_of: 3, do_sample: true, seed: 2, top_n_tokens: 2 } },
  ],
  ["generate", { inputs: "love", stream: true, parameters: { seed: 3, decoder_input_details: false } }],
  ["v1/completions", { prompt: ["time is", "war"], n: 2, seed: 1, logprobs: 3, echo: true, max_tokens: 8 }],
  ["v1/completions", { prompt: [[5, 6, 7], [8]], seed: 1, temperature: 0 }],
  ["v1/completions", { prompt: "time is the", max_tokens: 0, echo: true, logprobs: 1 }],
  ["v1/completions", { prompt: "a", stream: true, seed: 4, stream_options: { include_usage: true }, stop: [",", "."] }],
  ["v1/completions", { prompt: "a b c", seed: 5, frequency_penalty: 2, presence_penalty: -1, logit_bias: { "9": 5 } }],
  ["v1/completions", { prompt: "a", suffix: "b" }],
  ["v1/completions", { prompt: "a", model: "other" }],
  ["v1/chat/completions", { messages: [] }],
  ["perplexity", { ...EXAMPLES.perplexity, top_logprobs: 2 }],
  ["alternatives", EXAMPLES.alternatives],
];

describe("hostless serve", () => {
  it("answers every route as the router answers it in a page, all of them at once", async () => {
    const ask = await lonelyApi();
    const together = await Promise.all(BODIES.map(async ([path, body]) => post(`${served.url}/${path}`, body)));
    for (const [i, [path, body]] of BODIES.entries()) {
      const expected = await ask(path, body);
      expect([path, together[i]?.status]).toEqual([path, expected.status]);
      if (path !== "v1/completions" || expected.status === 200)
        expect(plain((await together[i]?.text()) ?? "")).toBe(plain(await expected.text()));
    }
  }, 120_000);

  it("gives 64 clients the texts that each gets alone", async () => {
    const prompts = ["life is", "love", "", "the most important thing in the world is", "war"];
    const bodyOf = (i: number) => ({
      prompt: prompts[i % prompts.length],
      seed: i,
      max_tokens: 4 + (i % 13),
      ...(i % 5 === 0 && { n: 3 }),
      ...(i % 7 === 0 && { best_of: 4 }),
      ...(i % 11 === 0 && { stream: true }),
    });
    const ask = async (i: number) => plain(await (await post(`${served.url}/v1/completions`, bodyOf(i))).text());
    const clients = Array.from({ length: 64 }, (_, i) => i);
    const together = await Promise.all(clients.map(ask));
    for (const i of clients) expect(together[i]).toBe(await ask(i));
  }, 120_000);

  it("writes what the command line writes", async () => {
    const line = ["generate", "--model", MODEL, "--prompt", "love is", "--seed", "3", "--best-of", "1", "--json"];
    const written = JSON.parse((await runCli(...line, "--max-new-tokens", "12")).out);
    const body = { prompt: "love is", seed: 3, max_tokens: 12 };
    const answer = await (await post(`${served.url}/v1/completions`, body)).json();
    expect(`love is${answer.choices[0].text}`).toBe(written.generated_text);
  });

  it("answers the official openai client, whole and streamed", async () => {
    const client = new OpenAI({ baseURL: `${served.url}/v1`, apiKey: "none", maxRetries: 0 });
    const ask = { model: "quotes-small", prompt: "hope", max_tokens: 12, seed: 2 };
    const whole = await client.completions.create(ask);
    const pieces: string[] = [];
    for await (const chunk of await client.completions.create({ ...ask, stream: true }))
      pieces.push(chunk.choices[0]?.text ?? "");
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.join("")).toBe(whole.choices[0]?.text);
    expect((await client.models.retrieve("quotes-small")).id).toBe("quotes-small");
    await expect(client.chat.completions.create({ model: "quotes-small", messages: [] })).rejects.toMatchObject({
      status: 404,
      message: expect.stringContaining("GPT-2 has no chat template"),
    });
  });

  it("refuses bodies that mean harm, and goes on", async () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const statuses = [
      await post(`${served.url}/v1/completions`, "{"),
      await post(`${served.url}/v1/completions`, deep),
      await post(`${served.url}/v1/completions`, "a".repeat(5_000_000)),
      await post(`${served.url}/v1/completions`, '{"__proto__": {"prompt": "a"}}'),
      await post(`${served.url}/v1/completions`, "{}", { headers: { "Content-Type": "text/plain" } }),
      await post(`${served.url}/v1/completions`, "x".repeat(50_000_000)),
      await fetch(`${served.url}/v1/completions`),
      await fetch(`${served.url}/v1/models/%E0%A4%A`),
      await fetch(`${served.url}/../../etc/passwd`),
    ].map(({ status }) => status);
    expect(statuses).toEqual([422, 422, 413, 422, 415, 413, 405, 404, 404]);
    expect((await fetch(`${served.url}/ready`)).status).toBe(200);
  });

  it("does not take calls of other pages, or by another name", async () => {
    const { status } = await fetch(`${served.url}/v1/models`, { headers: { Origin: "https://evil.test" } });
    expect(status).toBe(403);
    const port = new URL(served.url).port;
    const answer = await rawly(port, "GET /v1/models HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n");
    expect(answer).toMatch(/^HTTP\/1\.1 403 /);
  });

  it("refuses every method that a route does not take", async () => {
    const { port } = new URL(served.url);
    for (const method of ["TRACE", "DELETE", "PUT", "OPTIONS"]) {
      const bytes = `${method} /v1/models HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`;
      expect(await rawly(port, bytes)).toMatch(/^HTTP\/1\.1 405 [\s\S]*allow: GET/i);
    }
  });

  it("ends the run of a client that goes away", async () => {
    const controller = new AbortController();
    const body = { prompt: "a", max_tokens: 200, stream: true, logit_bias: { "0": -100 }, seed: 1 };
    const response = await post(`${served.url}/v1/completions`, body, { signal: controller.signal });
    await response.body?.getReader().read();
    controller.abort();
    await expect
      .poll(async () => (await (await fetch(`${served.url}/metrics`)).text()).match(/^hostless_running (\d+)$/m)?.[1], {
        timeout: 20_000,
      })
      .toBe("0");
  }, 30_000);

  it("tells what it is, where, and who asked", async () => {
    const id = "of-my-own.7";
    const health = await fetch(`${served.url}/health`, { headers: { "X-Request-Id": id } });
    expect(await health.json()).toMatchObject({ status: "ok", model: "quotes-small", queue: { limit: 256 } });
    expect(health.headers.get("X-Request-Id")).toBe(id);
    await expect.poll(() => served.lines.some((line) => line.includes(`"id":"${id}"`))).toBe(true);
    for (const path of ["docs", "redoc", "openapi.json", "docs/swagger-ui-bundle.js", "api/health"])
      expect([path, (await fetch(`${served.url}/${path}`)).status]).toEqual([path, 200]);
    const { paths } = await (await fetch(`${served.url}/openapi.json`)).json();
    expect(Object.keys(paths)).toContain("/v1/completions");
    expect(await (await fetch(`${served.url}/metrics`)).text()).toContain("hostless_completion_tokens_total");
  });
});

it("does not end with a client that breaks off in the middle of its body", async () => {
  const { port } = new URL(served.url);
  const head = "POST /v1/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
  const socket = connect(Number(port), "127.0.0.1");
  await new Promise<void>((resolve) => socket.write(`${head}Content-Length: 5000000\r\n\r\n{"prompt`, () => resolve()));
  socket.destroy();
  await expect.poll(() => served.lines.some((line) => line.includes('"status":499'))).toBe(true);
  expect((await fetch(`${served.url}/ready`)).status).toBe(200);
});

describe("a server with a key and little room", () => {
  it("asks for the key, answers 429 when it is full, and ends what runs before it ends", async () => {
    const small = await startServer(
      "--workers",
      "1",
      "--queue",
      "2",
      "--api-key",
      "secret",
      "--cors",
      "https://a.test",
    );
    try {
      expect((await fetch(`${small.url}/v1/models`)).status).toBe(401);
      expect((await fetch(`${small.url}/health`)).status).toBe(200);
      const headers = { "Content-Type": "application/json", Authorization: "Bearer secret", Origin: "https://a.test" };
      const body = { prompt: "a", max_tokens: 100, stream: true, logit_bias: { "0": -100 } };
      const url = `${small.url}/v1/completions`;
      const first = await post(url, body, { headers });
      const second = await post(url, body, { headers });
      expect(first.headers.get("Access-Control-Allow-Origin")).toBe("https://a.test");
      const third = await post(url, body, { headers });
      expect([third.status, third.headers.get("Retry-After")]).toEqual([429, "1"]);
      const ended = small.kill("SIGTERM");
      const texts = await Promise.all([first.text(), second.text()]);
      for (const text of texts) expect(text).toMatch(/\[DONE\]\s*$/);
      expect(await ended).toBe(0);
      await expect(fetch(`${small.url}/ready`)).rejects.toThrow();
    } finally {
      await small.kill("SIGKILL");
    }
  }, 90_000);

  it("comes back on its port after a kill, with the same texts", async () => {
    const body = { prompt: "a", seed: 9, max_tokens: 10 };
    const before = await startServer("--workers", "1");
    const text = plain(await (await post(`${before.url}/v1/completions`, body)).text());
    const cut = post(`${before.url}/v1/completions`, { ...body, max_tokens: 200, logit_bias: { "0": -100 } });
    const failed = expect(cut.then((answer) => answer.text())).rejects.toThrow();
    await before.kill("SIGKILL");
    await failed;
    const after = await startServer("--workers", "1", "--port", new URL(before.url).port);
    try {
      expect(plain(await (await post(`${after.url}/v1/completions`, body)).text())).toBe(text);
    } finally {
      await after.kill("SIGKILL");
    }
  }, 90_000);

  it("answers with adapters beside the model, each by its name, on every thread", async () => {
    const model = await writePackage(await readCheckpoint(fixtureFiles("plain", "safetensors")), ["q8"]);
    const adapters = ["--adapter", "fixtures/adapters/all-linear", "--adapter", "letters=fixtures/adapters/c-attn"];
    const voiced = await startServer("--workers", "2", "--model", model, ...adapters);
    try {
      const { data } = await (await fetch(`${voiced.url}/v1/models`)).json();
      const names = data.map(({ id }: { id: string }) => id);
      expect(names.slice(1)).toEqual(["all-linear", "letters"]);
      const body = { prompt: "the", temperature: 0, max_tokens: 12 };
      const textOf = async (name: string) => {
        const answer = await (await post(`${voiced.url}/v1/completions`, { ...body, model: name })).json();
        expect(answer.model).toBe(name);
        return answer.choices[0].text;
      };
      const alone = [await textOf(names[0]), await textOf(names[1]), await textOf(names[2])];
      expect(new Set(alone).size).toBeGreaterThan(1);
      const many = await Promise.all(Array.from({ length: 18 }, (_, i) => textOf(names[i % 3])));
      expect(many).toEqual(Array.from({ length: 18 }, (_, i) => alone[i % 3]));
      const unknown = await post(`${voiced.url}/v1/completions`, { ...body, model: "novels" });
      expect([unknown.status, (await unknown.json()).error.code]).toEqual([404, "model_not_found"]);
    } finally {
      await voiced.kill("SIGKILL");
    }
    const twice = await runCli("serve", "--model", model, "--adapter", "x=a", "--adapter", "x=b");
    expect([twice.code, twice.err]).toEqual([2, expect.stringContaining("another one's name")]);
  }, 90_000);

  it("serves a model and an adapter of the Hub, by their names there", async () => {
    const filesIn = (folder: string) =>
      Object.fromEntries(readdirSync(folder).map((path) => [path, readFileSync(join(folder, path))]));
    const hub = await startFakeHub({
      "owner/plain": { files: filesIn("fixtures/checkpoints/plain/safetensors") },
      "me/voice": { files: filesIn("fixtures/adapters/c-attn") },
    });
    vi.stubEnv("HF_ENDPOINT", hub.url);
    vi.stubEnv("HOSTLESS_CACHE", mkdtempSync(join(tmpdir(), "hostless-cache-")));
    try {
      const served = await startServer("--workers", "1", "--model", "hf:owner/plain", "--adapter", "hf:me/voice");
      const { data } = await (await fetch(`${served.url}/v1/models`)).json();
      expect(data.map(({ id }: { id: string }) => id)).toEqual(["plain", "voice"]);
      const answer = await post(`${served.url}/v1/completions`, { prompt: "the", max_tokens: 3, model: "voice" });
      expect([answer.status, (await answer.json()).model]).toEqual([200, "voice"]);
      await served.kill("SIGKILL");
    } finally {
      vi.unstubAllEnvs();
      await hub.close();
    }
  }, 90_000);

  it("is not started where others could reach it without a key, nor with a wrong number", async () => {
    const open = await runCli("serve", "--model", MODEL, "--host", "0.0.0.0");
    expect([open.code, open.err]).toEqual([2, expect.stringContaining("--api-key")]);
    const wrong = await runCli("serve", "--model", MODEL, "--workers", "none");
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringContaining("--workers none")]);
    const slow = await runCli("serve", "--model", MODEL, "--backend", "gpu");
    expect([slow.code, slow.err]).toEqual([2, expect.stringContaining("--backend gpu")]);
  });

  it("ends where its port is taken or a number is wrong", async () => {
    for (const [name, value] of [
      ["port", new URL(served.url).port],
      ["grace", "1m"],
      ["timeout", "abc"],
    ] as const) {
      await expect(startServer(`--${name}`, value)).rejects.toThrow(`ended with 2: --${name} ${value}`);
    }
  });

  it("says in words what keeps a thread from its model", async () => {
    await expect(startServer("--model", "no-model")).rejects.toThrow(
      "ended with 1: Error: There is no folder no-model.",
    );
  });
});

/** What a server answers to bytes that no client would send. */
function rawly(port: string, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), "127.0.0.1", () => socket.write(bytes));
    let text = "";
    socket.on("data", (data) => {
      text += String(data);
    });
    socket.once("end", () => resolve(text));
    socket.once("error", reject);
  });
}
