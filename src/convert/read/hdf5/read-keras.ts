import type { NamedBytes } from "../../../contract/bytes.ts";
import { refuse } from "../../../contract/outcome.ts";
import { refuseFile, refuseOver } from "../../../contract/refuse-file.ts";
import type { ForeignCheckpoint } from "../forms.ts";
import { READ_LIMITS } from "../limits.ts";
import type { StoredTensor } from "../stored-tensor.ts";
import { type Folder, readChosen } from "../weight-files.ts";
import { chooseKeras } from "./choose-keras.ts";
import { readDataset } from "./dataset.ts";
import { findDatasets } from "./group.ts";
import { canonicalName } from "./keras-names.ts";
import { PagedFile } from "./paged-file.ts";
import { findRoot } from "./superblock.ts";

/**
 * The weights of `TFGPT2LMHeadModel` as Keras saves them, linear ones [inputs, outputs].
 * @throws Refusal `malformed_file`, `limit_exceeded`, `no_usable_files`
 */
export async function readKeras(folder: Folder): Promise<ForeignCheckpoint> {
  const stored = await readChosen(folder, chooseKeras, readDatasets);
  const tensors = stored.flatMap((tensor) => {
    const name = canonicalName(tensor.name);
    return name === undefined ? [] : [{ ...tensor, name, shape: shapeOf(tensor) }];
  });
  if (tensors.length === 0) checkNamed(stored);
  return { tensors };
}

/** Keras 3 numbers a layer's weights: which is which is known to the program that saved them. */
function checkNamed(stored: readonly StoredTensor[]): void {
  const numbered = stored.find(({ name }) => /\/vars\/\d+$/.test(name));
  if (numbered !== undefined)
    throw refuse("no_usable_files", "keras_numbers", { path: numbered.path }, { subject: numbered.path });
}

/** The datasets of a file, by their paths. */
async function readDatasets(file: NamedBytes): Promise<StoredTensor[]> {
  const paged = new PagedFile(file);
  const datasets = await findDatasets(paged, await findRoot(paged));
  if (datasets.length > READ_LIMITS.tensors)
    throw refuseOver(file.path, "tensors", { count: datasets.length, most: READ_LIMITS.tensors });
  if (datasets.length === 0) throw refuseFile(file.path, "no_tensors", {});
  const tensors: StoredTensor[] = [];
  for (const dataset of datasets) tensors.push(await readDataset(paged, dataset));
  return tensors;
}

/** A bias is a row of its own there. */
function shapeOf({ name, shape }: StoredTensor): readonly number[] {
  return /\/bias(?::0)?$/.test(name) && shape.length === 2 && shape[0] === 1 ? shape.slice(1) : shape;
}
