import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { refuseAbout } from "../contract/refuse-file.ts";
import { diskFailure } from "./disk-failure.ts";
import { checkpointOwner, checkpointParts, readCheckpoint } from "../train/checkpoint-bytes.ts";
import type { Checkpoint } from "../train/training-run.ts";
import { completeFiles, type FinishedFile, UNFINISHED, writeFinished } from "./finished-files.ts";

/** What training goes on from, until it is done. */
const STATE = ".hostless-training";
const TEMPORARY = `${STATE}.new`;
/** All that a folder may hold to be trained into. */
const OWN: readonly string[] = [STATE, TEMPORARY, ...UNFINISHED];

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
   * Looks, before anything takes long, whether a folder can be trained into; an end that was interrupted is brought to its end.
   * @throws Refusal `bad_request` where it is a file, or holds anything but an unfinished training, `storage`
   */
  static async check(path: string): Promise<void> {
    const found = await stat(path).catch(() => undefined);
    if (found === undefined) return;
    if (!found.isDirectory()) throw refuseAbout("bad_request", path, "out_is_file", {});
    await orRefuse(path, async () => {
      if (await completeFiles(path)) await forget(path);
    });
    const names = await readdir(path);
    if (names.some((name) => !OWN.includes(name))) throw refuseAbout("bad_request", path, "out_not_empty", {});
  }

  /**
   * @param inputs all that decides the result
   * @throws Refusal as {@link check}, and `bad_request` where an unfinished training is another one
   */
  static async open(path: string, inputs: unknown): Promise<AdapterFolder> {
    await AdapterFolder.check(path);
    await orRefuse(path, () => mkdir(path, { recursive: true }));
    const of = createHash("sha256").update(JSON.stringify(inputs)).digest("hex");
    const place = join(path, STATE);
    const bytes = existsSync(place) ? await readFile(place) : undefined;
    const owner = bytes && checkpointOwner(bytes);
    if (owner !== undefined && owner !== of)
      throw refuseAbout("bad_request", path, "out_other_training", { state: place });
    return new AdapterFolder(path, of, bytes && readCheckpoint(bytes, of));
  }

  /** Writes the state beside the old one, then in its place: one of them is whole at any moment. */
  async keep(checkpoint: Checkpoint): Promise<void> {
    await orRefuse(this.#path, async () => {
      await writeFile(join(this.#path, TEMPORARY), checkpointParts(checkpoint, this.#of));
      await rename(join(this.#path, TEMPORARY), join(this.#path, STATE));
    });
  }

  /** Writes the files of what was trained, all or none, and forgets the state. @throws Refusal `storage` */
  async finish(files: readonly FinishedFile[]): Promise<void> {
    await orRefuse(this.#path, () => writeFinished(this.#path, files));
    await this.discard();
  }

  /** Forgets the state. @throws Refusal `storage` */
  async discard(): Promise<void> {
    await orRefuse(this.#path, () => forget(this.#path));
  }
}

async function forget(path: string): Promise<void> {
  for (const name of [STATE, TEMPORARY]) await rm(join(path, name), { force: true });
}

async function orRefuse<T>(path: string, work: () => Promise<T>): Promise<T> {
  return work().catch((error: unknown) => {
    throw diskFailure(path, error);
  });
}
