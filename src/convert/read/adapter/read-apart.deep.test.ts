import { describe, expect, it } from "vitest";
import type { NamedBytes } from "../../../contract/bytes.ts";
import { LIMITS } from "../../../contract/limits.ts";
import { Refusal } from "../../../contract/outcome.ts";
import { type Gpt2Config, parseConfig } from "../../../gpt2/config.ts";
import { hostileAdapters } from "../testing/hostile-adapter.ts";
import { hostileSafetensors } from "../testing/hostile-safetensors.ts";
import { metered } from "../testing/metered.ts";
import { TINY_ADAPTER, adapterFiles, tinyLora } from "../testing/tiny-adapter.ts";
import { TINY_CONFIG } from "../testing/tiny-checkpoint.ts";
import { type TinyTensor, writeSafetensors } from "../testing/write-safetensors.ts";
import { readApart } from "./read-apart.ts";

const MEBIBYTE = 1024 * 1024;
const shape: Gpt2Config = parseConfig(TINY_CONFIG, "config.json");
const OWN = "adapter_model.safetensors";

/** The adapter's own files: its base is a model that is open. */
const alone = (files: readonly NamedBytes[]) => files.filter(({ path }) => !path.startsWith("base/"));
const changed = (change: Parameters<typeof adapterFiles>[0]) => alone(adapterFiles(change));

/** How it ends: the code of the refusal, or what it is. Anything but a refusal is a fault. */
async function verdictOf(files: readonly NamedBytes[], repo?: string): Promise<string> {
  const meter = metered(files);
  const verdict = await readApart(meter.files, { shape, ...(repo !== undefined && { repo }) }).then(
    () => "accepted",
    (error: unknown) => (error instanceof Refusal ? error.failure.code : String(error)),
  );
  return meter.bytesRead() > 16 * MEBIBYTE ? `${meter.bytesRead()} bytes were read` : verdict;
}

/** What only a base's weights show, and an adapter that no file of its own belies. */
const OF_THE_BASE = [
  "adapter: without its base",
  "adapter: whose base has no weights",
  "adapter: whose base has no configuration",
  // Every value is a number: the logits are none, which a run refuses.
  "adapter: a product that is infinite",
  // Weights in which an adapter lies, and no adapter.
  "adapter: not merged, of unknown alpha",
];
/** What the merge takes, and changes more than the kernel adds to. */
const REFUSED = new Set(["malformed_file", "no_usable_files", "unsupported_architecture", "limit_exceeded"]);

describe("hostile adapters that are to be kept apart", () => {
  it("are refused, whatever of their own files is wrong", async () => {
    const wrong: string[] = [];
    let count = 0;
    for (const { name, files } of hostileAdapters()) {
      if (OF_THE_BASE.includes(name)) continue;
      count++;
      const verdict = await verdictOf(alone(files));
      if (!REFUSED.has(verdict)) wrong.push(`${name}: ${verdict}`);
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(100);
  });

  it("are refused where their weights are no safetensors", async () => {
    const wrong: string[] = [];
    let count = 0;
    for (const { name, code, files } of hostileSafetensors()) {
      const weights = files.find(({ path }) => path === "model.safetensors");
      if (weights === undefined) continue;
      count++;
      const config = { path: "adapter_config.json", bytes: new Blob([JSON.stringify(TINY_ADAPTER)]) };
      const verdict = await verdictOf([config, { ...weights, path: OWN }]);
      if (!REFUSED.has(verdict)) wrong.push(`${name}: ${verdict} instead of ${code}`);
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(100);
  });

  it("are refused where their weights end anywhere before their end", async () => {
    const whole = writeSafetensors(tinyLora());
    expect(await verdictOf(changed({ [OWN]: whole }))).toBe("accepted");
    for (let length = 0; length < whole.length; length++) {
      const verdict = await verdictOf(changed({ [OWN]: whole.slice(0, length) }));
      expect(`${length}: ${verdict}`).toMatch(/: (?:malformed_file|limit_exceeded)$/);
    }
  });

  const [a, b] = tinyLora();
  const settings = (change: object) => ({ "adapter_config.json": JSON.stringify({ ...TINY_ADAPTER, ...change }) });
  const ranked = (rank: number): TinyTensor[] => [
    { name: a?.name ?? "", shape: [rank, 2], values: Array.from({ length: rank * 2 }, () => 1) },
    { name: b?.name ?? "", shape: [6, rank], values: Array.from({ length: rank * 6 }, () => 1) },
  ];
  it.each([
    [LIMITS.adapterRank, "accepted"],
    [LIMITS.adapterRank + 1, "unsupported_architecture"],
    [4096, "unsupported_architecture"],
  ])("have a rank of %d: %s", async (rank, verdict) => {
    expect(await verdictOf(changed({ ...settings({ r: rank }), [OWN]: writeSafetensors(ranked(rank)) }))).toBe(verdict);
  });

  it("add nothing with an alpha of 0, and are refused where it is no number", async () => {
    const terms = await readApart(changed(settings({ lora_alpha: 0 })), { shape });
    expect(terms.map(({ scale }) => scale)).toEqual([0]);
    for (const lora_alpha of ["NaN", "Infinity", "-Infinity", "1e999"]) {
      const text = JSON.stringify(TINY_ADAPTER).replace('"lora_alpha":2', `"lora_alpha":${lora_alpha}`);
      expect(text).toContain(lora_alpha);
      expect(await verdictOf(changed({ "adapter_config.json": text }))).toBe("malformed_file");
    }
  });

  it.each([
    ["another/model", "unsupported_architecture"],
    ["owner/tiny", "accepted"],
  ])("belong to the base that they name: %s", async (repo, verdict) => {
    expect(await verdictOf(alone(adapterFiles()), repo)).toBe(verdict);
  });
});
