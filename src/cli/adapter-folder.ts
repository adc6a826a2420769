import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { refuseAbout } from "../contract/refuse-file.ts";
import { diskFailure } from "./disk-failure.ts";
import { checkpointParts, readCheckpoint } from "../train/checkpoint-bytes.ts";
import type { Checkpoint } from "../train/training-run.ts";

/** What training goes on from, until it is done. */
const STATE = ".hostless-training";
const TEMPORARY = `${STATE}.new`;

interface FinishedFile {
  readonly path: string;
  readonly bytes: Uint8Array | ReturnType<Blob["stream"]>;
}

/** The folder that an adapter, or a model, is trained into. Killed at any moment, the training goes on from its last half pass. */
export class AdapterFolder {
  /** Where an earlier training of the same texts, base and options was left. */
  readonly kept: Checkpoint | undefined;
  readonly #path: string;
  readonly #of: string;

  private constructor(path: string, of: string, kept: Checkpoint | undefined) {
    this.#path = path;
    this.#of = of;
    this.kept = kept;
  }

  /**
   * @param inputs all that decides the result
   * @throws Refusal `bad_request` where the folder holds anything but an unfinished training, `storage`
   */
  static async open(path: string, inputs: unknown): Promise<AdapterFolder> {
    const found = await stat(path).catch(() => undefined);
    if (found !== undefined && !found.isDirectory()) throw refuseAbout("bad_request", path, "out_is_file", {});
    const names = found === undefined ? [] : await readdir(path);
    // Beside a state there may be files that were being written when the program was killed.
    if (!names.includes(STATE) && names.some((name) => name !== TEMPORARY)) {
      throw refuseAbout("bad_request", path, "out_not_empty", {});
    }
    await orRefuse(path, () => mkdir(path, { recursive: true }));
    const of = createHash("sha256").update(JSON.stringify(inputs)).digest("hex");
    const bytes = names.includes(STATE) ? await readFile(join(path, STATE)) : undefined;
    return new AdapterFolder(path, of, bytes && readCheckpoint(bytes, of));
  }

  /** Writes the state beside the old one, then in its place: one of them is whole at any moment. */
  async keep(checkpoint: Checkpoint): Promise<void> {
    await orRefuse(this.#path, async () => {
      await writeFile(join(this.#path, TEMPORARY), checkpointParts(checkpoint, this.#of));
      await rename(join(this.#path, TEMPORARY), join(this.#path, STATE));
    });
  }

  /** Writes the files of what was trained, and forgets the state. @throws Refusal `storage` */
  async finish(files: readonly FinishedFile[]): Promise<void> {
    await orRefuse(this.#path, async () => {
      for (const { path, bytes } of files) await writeFile(join(this.#path, path), bytes);
    });
    await this.discard();
  }

  /** Forgets the state. @throws Refusal `storage` */
  async discard(): Promise<void> {
    await orRefuse(this.#path, async () => {
      for (const name of [STATE, TEMPORARY]) await rm(join(this.#path, name), { force: true });
    });
  }
}

async function orRefuse<T>(path: string, work: () => Promise<T>): Promise<T> {
  return work().catch((error: unknown) => {
    throw diskFailure(path, error);
  });
}
