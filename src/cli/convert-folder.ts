import { createHash } from "node:crypto";
import { basename, resolve } from "node:path";
import { ARCHIVE } from "../contract/archive.ts";
import type { Dtype } from "../contract/dtypes.ts";
import type { Note } from "../contract/outcome.ts";
import type { Checkpoint } from "../convert/checkpoint.ts";
import { type Evaluator, fitText } from "../convert/evaluate/evaluate.ts";
import { SAMPLE_TEXT } from "../convert/evaluate/sample-text.ts";
import { convertCheckpoint } from "../convert/package.ts";
import { type AddedFiles, readCheckpoint } from "../convert/read/read-checkpoint.ts";
import { measureQuality } from "../generate/measure-quality.ts";
import { startTokens } from "../generate/start-tokens.ts";
import { createMultiply } from "../kernel/create-multiply.ts";
import { createTokenizer } from "../runtime/tokenizer.ts";
import { type Io, readUserFile } from "./command.ts";
import { filesWithBase } from "./find-base.ts";
import { openFolder } from "./folder-files.ts";
import { kernelModule, openOnKernel, openPass } from "./open-pass.ts";
import { PackageFolder } from "./package-folder.ts";
import { ProgressBar } from "./progress-bar.ts";

/** A checkpoint that becomes a package. */
interface Conversion {
  /** Of the checkpoint; its name is the package's where no other is given. */
  readonly folder: string;
  readonly out: string;
  readonly dtypes: readonly Dtype[];
  readonly name?: string | undefined;
  /** Where it came from. */
  readonly source?: { readonly repo: string; readonly commit: string };
  readonly license?: string;
  readonly lighter?: string;
  /** Folder of an adapter's base, where it is not found. */
  readonly base?: string | undefined;
  /** File with the text that the quality is measured on, instead of the built-in one. */
  readonly text?: string | undefined;
  /** Whether a package that is there already is replaced. */
  readonly force?: boolean;
  readonly added?: AddedFiles;
}

/** Converts a checkpoint into a package's folder; answers what was noticed about it. @throws Refusal as the files deserve */
export async function convertFolder(conversion: Conversion, io: Io): Promise<readonly Note[]> {
  const { folder: from, out, base, added = {}, force = false, text, name = nameOf(from), ...options } = conversion;
  const bar = new ProgressBar(io.stderr);
  bar.show("Reading");
  const checkpoint = await readCheckpoint(await filesWithBase(from, out, base), added);
  const folder = await PackageFolder.create(out, force);
  try {
    const evaluator = await evaluatorOf(checkpoint, folder.path, text, io);
    const files = convertCheckpoint(checkpoint, { ...options, name, sha256: hexDigest, evaluator }, (progress) =>
      bar.show(progress.step === "tensors" ? "Converting" : "Measuring the quality", progress.fraction),
    );
    for await (const file of files) await folder.write(file);
    await folder.finish();
  } catch (error) {
    folder.discard();
    throw error;
  } finally {
    bar.clear();
  }
  return checkpoint.notes ?? [];
}

function nameOf(folder: string): string {
  return basename(resolve(folder)).replace(ARCHIVE, "");
}

async function hexDigest(bytes: Uint8Array): Promise<string> {
  return createHash("sha256").update(bytes).digest("hex");
}

/** q8 is measured on the kernel, which is what runs it in the page; the others on the runtime that they are for. */
async function evaluatorOf(
  checkpoint: Checkpoint,
  out: string,
  file: string | undefined,
  { stderr }: Io,
): Promise<Evaluator> {
  const text = file === undefined ? SAMPLE_TEXT : await readUserFile(file);
  const codec = createTokenizer(checkpoint.tokenizer, checkpoint.config.vocab_size);
  const all = [...startTokens(codec, checkpoint.generationConfig.bos_token_id), ...codec.encode(text)];
  const ids = fitText(checkpoint.config, all, file === undefined ? "builtIn" : "given");
  if (file !== undefined && ids.length < all.length) {
    stderr.write(`The quality is measured on the first ${ids.length} of ${all.length} tokens of ${file}.\n`);
  }
  return {
    ids,
    async open(dtype) {
      const files = await openFolder(out);
      if (dtype !== "q8") return openPass(files, dtype, "onnx-wasm");
      return (await openOnKernel(files, dtype, (note) => stderr.write(`${note}\n`))).pass;
    },
    multiply: await createMultiply(await kernelModule()),
    measure: measureQuality,
  };
}
