import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { Refusal } from "../../contract/outcome.ts";
import { hostileAdapters } from "./testing/hostile-adapter.ts";
import { characterFiles, hostileCharacters, SOUND_META } from "./testing/hostile-characters.ts";
import { hostileConfigs } from "./testing/hostile-config.ts";
import { flaxFiles, hostileFlax } from "./testing/hostile-flax.ts";
import { ggufFiles, hostileGguf } from "./testing/hostile-gguf.ts";
import { halfFiles, hostileHalves, writeGraph } from "./testing/hostile-halves.ts";
import { hostileKeras, kerasFiles, kerasFixture } from "./testing/hostile-keras.ts";
import { hostileLlmc, llmcFiles } from "./testing/hostile-llmc.ts";
import { hostileModels } from "./testing/hostile-models.ts";
import { hostilePickles } from "./testing/hostile-pickle.ts";
import { hostilePieces, pieceFiles } from "./testing/hostile-pieces.ts";
import { hostileSafetensors } from "./testing/hostile-safetensors.ts";
import { hostileTensorflow, tensorflowFiles } from "./testing/hostile-tensorflow.ts";
import { hostileTokenizers } from "./testing/hostile-tokenizer.ts";
import { hostileTorchForms, torchFormFiles, writeLightning } from "./testing/hostile-torch-forms.ts";
import { hostileTorchOld } from "./testing/hostile-torch-old.ts";
import { hostileVocabTexts, vocabTextFiles } from "./testing/hostile-vocab-text.ts";
import { hostileZips } from "./testing/hostile-zip.ts";
import { loadAll } from "./testing/load-all.ts";
import { metered } from "./testing/metered.ts";
import { tinyFiles, tinyTorchFiles } from "./testing/tiny-checkpoint.ts";
import { writeBundle } from "./testing/write-bundle.ts";
import { writeFlax } from "./testing/write-flax.ts";
import { writeGguf } from "./testing/write-gguf.ts";
import { writeLlmc } from "./testing/write-llmc.ts";
import { torchOld, torchZip } from "./testing/write-torch.ts";

const MEBIBYTE = 1024 * 1024;

/** What they are, who makes them, and how many there are. */
const groups = [
  ["safetensors", hostileSafetensors, 184],
  ["pickles", hostilePickles, 601],
  ["old torch files", hostileTorchOld, 42],
  ["zips", hostileZips, 112],
  ["files of training scripts", hostileTorchForms, 58],
  ["characters of nanoGPT", hostileCharacters, 50],
  ["graphs in two halves", hostileHalves, 58],
  ["files of llm.c", hostileLlmc, 54],
  ["GGUF files", hostileGguf, 158],
  ["files of flax", hostileFlax, 96],
  ["checkpoints of TensorFlow", hostileTensorflow, 140],
  ["files of Keras", hostileKeras, 598],
  ["configurations and folders", hostileConfigs, 171],
  ["tokenizers", hostileTokenizers, 147],
  ["tokenizer models", hostileModels, 105],
  ["adapters", hostileAdapters, 117],
  ["vocab.txt", hostileVocabTexts, 51],
  ["SentencePiece files", hostilePieces, 57],
] as const;

describe("hostile checkpoints", () => {
  it.each(groups)(
    "T1, T2, T3, T4, T5, T7, T8, T9, T11: hostile %s are all refused for the right reason, and read little",
    async (_kind, cases, count) => {
      const names = new Set<string>();
      const wrong: string[] = [];
      for (const { name, code, files } of cases()) {
        if (names.has(name)) wrong.push(`${name}: twice`);
        names.add(name);
        const meter = metered(files);
        const verdict = await loadAll(meter.files).then(() => "accepted", verdictOf);
        if (verdict !== code) wrong.push(`${name}: ${verdict} instead of ${code}`);
        if (meter.bytesRead() > 16 * MEBIBYTE) wrong.push(`${name}: ${meter.bytesRead()} bytes were read`);
      }
      expect(wrong).toEqual([]);
      expect(names.size).toBe(count);
    },
    120_000,
  );
});

/** Heap of a process with 128 MB for everything: Node, the test's own code and the readers. */
const HEAP = "--max-old-space-size=128";

describe("large hostile checkpoints", () => {
  it("are refused where the heap can hardly grow", () => {
    const script = fileURLToPath(new URL("../../../scripts/check/hostile-corpus.ts", import.meta.url));
    const largerThan = String(64 * 1024);
    const { status, stdout } = spawnSync(process.execPath, [HEAP, "--import", "tsx", script, largerThan], {
      encoding: "utf8",
    });
    expect(stdout).toMatch(/^\d+ hostile checkpoints refused/);
    expect(status).toBe(0);
  }, 120_000);
});

describe("the checkpoint that the hostile ones are made from", () => {
  it.each([
    ["safetensors", tinyFiles()],
    ["vocab.txt", vocabTextFiles()],
    ["SentencePiece", pieceFiles()],
    ["torch zip", tinyTorchFiles(torchZip())],
    ["old torch", tinyTorchFiles(torchOld())],
    ["Lightning", torchFormFiles(writeLightning())],
    ["nanoGPT with its characters", characterFiles(SOUND_META)],
    ["a graph in two halves", halfFiles(writeGraph())],
    ["llm.c", llmcFiles(writeLlmc())],
    ["Keras", kerasFiles(kerasFixture("plain.h5"))],
    ["TensorFlow", tensorflowFiles(writeBundle())],
    ["flax", flaxFiles(writeFlax())],
    ["GGUF", ggufFiles(writeGguf())],
  ])("is accepted as %s", async (_name, files) => {
    await expect(loadAll(files)).resolves.toBeUndefined();
  });
});

function verdictOf(error: unknown): string {
  return error instanceof Refusal ? error.failure.code : String(error instanceof Error ? error.stack : error);
}
