import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readCheckpoint } from "../convert/read/read-checkpoint.ts";
import { fixtureFiles } from "../convert/read/testing/checkpoints.ts";
import { writePackage } from "../convert/testing/convert-fixture.ts";
import { runCli } from "./testing/run-cli.ts";

const ADAPTERS = "fixtures/adapters";
const LINE = ["--prompt", "the", "--no-do-sample", "--max-new-tokens", "12", "--json"];
let [model, merged, text] = ["", "", ""];

/** A copy of an adapter's folder, to be changed. */
function copyOf(kind: string): string {
  const folder = mkdtempSync(join(tmpdir(), "hostless-adapter-"));
  cpSync(join(ADAPTERS, kind), folder, { recursive: true });
  return folder;
}

beforeAll(async () => {
  const base = fixtureFiles("plain", "safetensors");
  model = await writePackage(await readCheckpoint(base), ["q8", "fp32"]);
  const adapter = ["adapter_config.json", "adapter_model.safetensors"].map((path) => ({
    path,
    bytes: new Blob([readFileSync(join(ADAPTERS, "all-linear", path))]),
  }));
  const under = base.map(({ path, bytes }) => ({ path: `base/${path}`, bytes }));
  merged = await writePackage(await readCheckpoint([...adapter, ...under]), ["fp32"]);
  text = join(mkdtempSync(join(tmpdir(), "hostless-text-")), "text.txt");
  writeFileSync(text, "the old man and the sea");
});

describe("--adapter", () => {
  it("writes what the merged model writes", async () => {
    const run = async (...line: string[]) => JSON.parse((await runCli("generate", ...line, ...LINE)).out);
    const apart = await run("--model", model, "--dtype", "fp32", "--adapter", `${ADAPTERS}/all-linear`);
    const whole = await run("--model", merged, "--backend", "kernel");
    const alone = await run("--model", model, "--dtype", "fp32", "--backend", "kernel");
    expect(apart.token_ids).toEqual(whole.token_ids);
    expect(apart.token_ids).not.toEqual(alone.token_ids);
    expect([apart.backend, apart.adapter, alone.adapter]).toEqual(["kernel", `${ADAPTERS}/all-linear`, undefined]);
  });

  it.each(["evaluate", "score"])("counts in %s", async (command) => {
    const perplexity = async (...line: string[]) => {
      const { out, err, code } = await runCli(command, ...line, "--text", text, "--json");
      expect([code, err]).toEqual([0, ""]);
      return JSON.parse(out).perplexity;
    };
    const whole = await perplexity("--model", merged, "--backend", "kernel");
    const apart = await perplexity("--model", model, "--dtype", "fp32", "--adapter", `${ADAPTERS}/all-linear`);
    const alone = await perplexity("--model", model, "--dtype", "fp32", "--backend", "kernel");
    expect(Math.abs(apart / whole - 1)).toBeLessThan(1e-3);
    expect(Math.abs(alone / whole - 1)).toBeGreaterThan(0.01);
  });

  it("obeys the settings that lie beside the adapter", async () => {
    const folder = copyOf("c-attn");
    writeFileSync(join(folder, "generation_config.json"), '{"max_new_tokens":3}');
    const { out } = await runCli("generate", "--model", model, "--adapter", folder, "--prompt", "the", "--json");
    expect(JSON.parse(out).token_ids.length).toBeLessThanOrEqual(3);
  });

  it("takes a tokenizer beside the adapter that is the model's own, and no other", async () => {
    const folder = copyOf("c-attn");
    const tokenizer = readFileSync("fixtures/checkpoints/plain/safetensors/tokenizer.json", "utf8");
    writeFileSync(join(folder, "tokenizer.json"), tokenizer);
    const line = ["--model", model, "--adapter", folder, ...LINE];
    expect(await runCli("generate", ...line)).toMatchObject({ code: 0 });
    const json = JSON.parse(tokenizer);
    const [[first, one] = ["", 0], [second, two] = ["", 0]] = Object.entries(json.model.vocab).slice(60, 62);
    Object.assign(json.model.vocab, { [first]: two, [second]: one });
    writeFileSync(join(folder, "tokenizer.json"), JSON.stringify(json));
    const { code, err } = await runCli("generate", ...line);
    expect(code).toBe(1);
    expect(err).toContain("tokenizer.json: the adapter has another tokenizer than the model.");
  });

  it.each([
    ["dora", /use_dora.*hostless convert/s],
    ["modules-to-save", /changes weights of the base/],
    ["head", /lm_head/],
    ["tokens", /trainable_tokens_delta/],
    ["bias-all", /bias/],
  ])("refuses what cannot be kept apart by name: %s", async (kind, message) => {
    const { code, out, err } = await runCli("generate", "--model", model, "--adapter", `${ADAPTERS}/${kind}`, ...LINE);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(message);
  });

  it("refuses an adapter of other shapes, of another base, and one that is none", async () => {
    const refuse = async (folder: string, of = model) =>
      (await runCli("generate", "--model", of, "--adapter", folder, ...LINE)).err;
    expect(await refuse(`${ADAPTERS}/c-attn`, "public/models/quotes-small")).toMatch(/c_attn.*expected|shape/);
    const config = copyOf("c-attn");
    writeFileSync(
      join(config, "adapter_config.json"),
      '{"peft_type":"LORA","r":4,"lora_alpha":8,"rank_pattern":{"c_attn":2}}',
    );
    expect(await refuse(config)).toMatch(/rank 4.*says 2/);
    const sourced = mkdtempSync(join(tmpdir(), "hostless-sourced-"));
    cpSync(model, sourced, { recursive: true });
    const manifest = JSON.parse(readFileSync(join(sourced, "manifest.json"), "utf8"));
    const source = { repo: "owner/other", commit: "0".repeat(40) };
    writeFileSync(join(sourced, "manifest.json"), JSON.stringify({ ...manifest, source }));
    expect(await refuse(`${ADAPTERS}/c-attn`, sourced)).toMatch(/trained on "owner\/plain".*"owner\/other"/);
    expect(await refuse("src/cli/testing")).toMatch(/adapter_config.json/);
  });

  it("is refused where the kernel does not run the model", async () => {
    const line = ["--model", model, "--backend", "onnx-wasm", "--adapter", `${ADAPTERS}/c-attn`];
    const { code, err } = await runCli("generate", ...line, ...LINE);
    expect(code).toBe(1);
    expect(err).toMatch(/kernel only.*onnx-wasm.*--backend kernel/s);
  });
});
