import { isTrainerFile } from "../../contract/without-config.ts";

/** Where nanoGPT keeps the characters that its tokens are. */
export const META = "meta.pkl";

const TORCH = /\.(?:pt|pth|ckpt)$/i;
/** Of several checkpoints of one training, the one to go on with: Lightning's, then nanoGPT's and minGPT's. */
const LATEST = ["last.ckpt", "ckpt.pt", "model.pt"];

/** What `torch.save` wrote of a model, under a name of its training script; of several, the one that is the last. And what belongs to it. */
export function chooseTorch(names: readonly string[]): readonly string[] {
  const found = names.filter((name) => TORCH.test(name) && !isTrainerFile(name));
  const file = found.length === 1 ? found[0] : LATEST.find((name) => found.includes(name));
  return file === undefined ? [] : [file, ...names.filter((name) => name === META)];
}
