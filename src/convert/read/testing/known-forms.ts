import { readdirSync, readFileSync } from "node:fs";
import * as v from "valibot";
import { at } from "../../../contract/at.ts";
import type { NamedBytes } from "../../../contract/bytes.ts";
import { loadTensor } from "../load-tensor.ts";
import { readSafetensors } from "../safetensors.ts";
import { file } from "./binary.ts";
import { inFlax, inGguf, inNanoGpt, inTensorflow } from "./other-forms.ts";
import { writeSafetensors } from "./write-safetensors.ts";

const folder = new URL("../../../../fixtures/forms/", import.meta.url);
const expectation = v.object({
  prompt: v.string(),
  input_ids: v.array(v.number()),
  greedy: v.array(v.number()),
  text: v.string(),
});

/** A model that knows one text by heart, and what transformers writes with it. */
export interface KnownForm {
  readonly files: readonly NamedBytes[];
  readonly expected: v.InferOutput<typeof expectation>;
}

const GPT2_ROWS = 50_257;

/** Of fixtures/forms/: a folder as `save_pretrained` leaves it, with one tokenizer or another. */
export function knownForm(name: string): KnownForm {
  const place = new URL(`${name}/`, folder);
  const names = readdirSync(place).filter((path) => path !== "expected.json" && path !== "rows.json");
  return {
    files: names.map((path) => file(path, readFileSync(new URL(path, place)))),
    expected: v.parse(expectation, JSON.parse(readFileSync(new URL("expected.json", place), "utf8"))),
  };
}

/** The forms that most people have a model in, by what one calls them. */
export async function knownForms(): Promise<Readonly<Record<string, KnownForm>>> {
  const { files, expected } = knownForm("english");
  const others = files.filter(({ path }) => path !== "model.safetensors");
  const keras = file("tf_model.h5", readFileSync(new URL("keras/tf_model.h5", folder)));
  return {
    transformers: { files, expected },
    "no-tokenizer": await withoutTokenizer(),
    nanogpt: { files: await inNanoGpt(files), expected },
    "word-piece": knownForm("chinese-word-piece"),
    "sentence-piece": knownForm("japanese-pieces"),
    keras: { files: [...others, keras], expected },
    "gpt-2-simple": { files: await inTensorflow(files), expected },
    flax: { files: await inFlax(files), expected },
    gguf: { files: await inGguf(files), expected },
  };
}

/** GPT-2's rows, of which the fixture has those that are not nought. */
async function withoutTokenizer(): Promise<KnownForm> {
  const { files, expected } = knownForm("without-tokenizer");
  const rows = v.parse(
    v.array(v.number()),
    JSON.parse(readFileSync(new URL("without-tokenizer/rows.json", folder), "utf8")),
  );
  const weights = files.find(({ path }) => path === "model.safetensors");
  if (weights === undefined) throw new Error("The fixture has no weights.");
  const tensors = (await readSafetensors(weights)).map(async (stored) => {
    const { name, shape } = stored;
    const values = [...(await loadTensor(stored))];
    if (!name.endsWith("wte.weight")) return { name, shape, values };
    const width = at(shape, 1);
    const table = Array<number>(GPT2_ROWS * width).fill(0);
    for (const [i, row] of rows.entries())
      table.splice(row * width, width, ...values.slice(i * width, (i + 1) * width));
    return { name, shape: [GPT2_ROWS, width], values: table };
  });
  const whole = file("model.safetensors", writeSafetensors(await Promise.all(tensors)));
  return { files: [...files.filter((one) => one !== weights), whole], expected };
}
