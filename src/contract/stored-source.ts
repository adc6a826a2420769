import * as v from "valibot";

/** A `ModelSource` as it is written down on this device. */
export const storedSource = v.union([
  v.object({ kind: v.literal("site"), path: v.string() }),
  v.object({ kind: v.literal("hub"), repo: v.string(), revision: v.exactOptional(v.string()) }),
  // A package that was made of the visitor's files, or brought as a zip: its source knows it by its name alone.
  v.object({ kind: v.literal("files"), name: v.string(), files: v.strictTuple([]) }),
]);
