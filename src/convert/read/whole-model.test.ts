import { describe, expect, it } from "vitest";
import { inEnglish } from "../../contract/testing/refused.ts";
import { readTorch } from "./torch.ts";
import { file } from "./testing/binary.ts";
import { op, wholePickle } from "./testing/write-pickle.ts";
import { torchEntries } from "./testing/write-torch.ts";
import { writeZip } from "./testing/write-zip.ts";
import { findModelClass } from "./whole-model.ts";

/** What is said of a pickle with an object of this class. */
async function said(module: string, name: string): Promise<string> {
  const root = [...op.global(module, name), ...op.emptyTuple, ...op.newObject];
  const saved = file("model.pt", writeZip(torchEntries(wholePickle(root), [])));
  return readTorch(saved).then(() => "read", inEnglish);
}

describe("a model that was pickled as a whole", () => {
  it("is refused with the command that saves it as a folder, where transformers can", async () => {
    const words = await said("transformers.models.gpt2.modeling_gpt2", "GPT2LMHeadModel");
    expect(words).toContain('model.pt: holds a whole model ("GPT2LMHeadModel")');
    expect(words).toContain(
      `python -c "import torch; torch.load('FILE', weights_only=False).save_pretrained('model')"`,
    );
  });

  it.each([
    ["__main__", "GPT"],
    ["model", "TransformerLM"],
    ["torch.nn.parallel.distributed", "DistributedDataParallel"],
  ])("is refused with the command that saves its weights: %s.%s", async (module, name) => {
    expect(await said(module, name)).toContain(
      `python -c "import torch; torch.save(torch.load('FILE', weights_only=False).state_dict(), 'state.pt')"`,
    );
  });

  it("is no other class, and no settings", async () => {
    expect(await said("posix", "system")).toContain('the global "posix.system"');
    expect(await said("transformers.training_args", "TrainingArguments")).toContain("the global");
    expect(await said("torch.optim.adamw", "AdamW")).toContain("the global");
    expect(findModelClass("pytorch_lightning.callbacks.model_checkpoint", "ModelCheckpoint")).toBeUndefined();
    expect(findModelClass("subprocess", "Popen")).toBeUndefined();
    expect(findModelClass("__main__", "GPTConfig")).toBeUndefined();
  });
});
