import type { Dtype } from "../contract/dtypes.ts";
import { findGraphs, type GraphFiles } from "../runtime/find-graphs.ts";
import type { Listing } from "../store/listing.ts";
import { checkpointPaths } from "./checkpoint-paths.ts";

/** The graphs that a model has; none where converting the checkpoint beside them gives a fourth of their bytes. */
export function graphsOf({ files, manifest }: Listing): Partial<Record<Dtype, GraphFiles>> {
  const paths = files.map(({ path }) => path);
  const graphs = findGraphs(paths, manifest);
  const isOnlyFloat = Object.keys(graphs).every((dtype) => dtype === "fp32" || dtype === "fp16");
  const isBetter = manifest === undefined && isOnlyFloat && checkpointPaths(paths).some((path) => WEIGHTS.test(path));
  return isBetter ? {} : graphs;
}

const WEIGHTS = /\.(?:safetensors|bin)$/;

/** True for a repository or folder that holds a checkpoint, but no graph. */
export function needsConversion(listing: Listing): boolean {
  const paths = listing.files.map(({ path }) => path);
  return Object.keys(graphsOf(listing)).length === 0 && checkpointPaths(paths).length > 0;
}

/** Bytes of the graph of this dtype, with its data. @throws RangeError where the model has none of it */
export function bytesOf(listing: Listing, dtype: Dtype): number {
  const bytes = graphBytes(listing)[dtype];
  if (bytes === undefined) throw new RangeError(`${listing.name} has no weights of ${dtype}.`);
  return bytes;
}

/** Bytes of each graph with its data. */
export function graphBytes(listing: Listing): Partial<Record<Dtype, number>> {
  const sizes = new Map(listing.files.map(({ path, size }) => [path, size]));
  return Object.fromEntries(
    Object.entries(graphsOf(listing)).map(([dtype, { graph, data }]) => [
      dtype,
      [graph, ...data].reduce((sum, path) => sum + (sizes.get(path) ?? 0), 0),
    ]),
  );
}
