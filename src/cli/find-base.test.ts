import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { filesWithBase } from "./find-base.ts";

let root = "";
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "adapter-"));
});

async function put(folder: string, ...names: readonly string[]): Promise<void> {
  await mkdir(join(root, folder), { recursive: true });
  for (const name of names) await writeFile(join(root, folder, name), name);
}
async function putAdapter(folder: string, base: string | null): Promise<void> {
  await put(folder, "adapter_model.safetensors");
  await writeFile(join(root, folder, "adapter_config.json"), JSON.stringify({ base_model_name_or_path: base }));
}
const find = async (folder: string, base?: string) =>
  (await filesWithBase(join(root, folder), "out", base && join(root, base))).map(({ path }) => path).sort();

const ADAPTER = ["adapter_config.json", "adapter_model.safetensors"];
const BASE = ["base/config.json", "base/model.safetensors"];

describe("filesWithBase", () => {
  it("takes the base that is named, wherever it is", async () => {
    await putAdapter("lora", "owner/gpt2");
    await put("some/where", "config.json", "model.safetensors");
    expect(await find("lora", "some")).toEqual([...ADAPTER, ...BASE]);
  });

  it("takes the path that the adapter names, then a folder beside it with that name", async () => {
    await put("gpt2", "config.json", "model.safetensors");
    await putAdapter("lora", join(root, "gpt2"));
    expect(await find("lora")).toEqual([...ADAPTER, ...BASE]);
    await putAdapter("lora", "openai-community/gpt2");
    expect(await find("lora")).toEqual([...ADAPTER, ...BASE]);
    await putAdapter("lora", "C:\\models\\gpt2");
    expect(await find("lora")).toEqual([...ADAPTER, ...BASE]);
  });

  it("looks beside the Trainer's folder, too", async () => {
    await put("gpt2", "config.json", "model.safetensors");
    await putAdapter("run/checkpoint-5", "gpt2");
    expect(await find("run")).toEqual([...ADAPTER, ...BASE]);
  });

  it("takes weights beside the adapter, unless another base is named", async () => {
    await putAdapter("lora", "owner/gpt2");
    await put("lora", "config.json", "model.safetensors");
    await put("gpt2", "config.json", "model.safetensors");
    expect(await find("lora")).toEqual([...ADAPTER, "config.json", "model.safetensors"]);
    expect(await find("lora", "gpt2")).toEqual([...ADAPTER, ...BASE, "config.json", "model.safetensors"].sort());
  });

  it("says what to type where there is none", async () => {
    await putAdapter("lora", "owner/gpt2");
    await expect(find("lora")).rejects.toThrow(
      `an adapter for "owner/gpt2" without the weights it was trained on. Name their folder: hostless convert ${join(root, "lora")} --base DIR --out out`,
    );
  });

  it("takes a base for adapters alone", async () => {
    await put("gpt2", "config.json", "model.safetensors");
    await expect(find("gpt2", "gpt2")).rejects.toThrow("there is no adapter_config.json");
  });
});
