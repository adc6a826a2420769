import * as v from "valibot";

/** Bodies that the Hub takes; whatever is not named here is refused, so that a client sends nothing by chance. */
export const createBody = v.strictObject({
  name: v.pipe(v.string(), v.regex(/^[\w][\w.-]{0,95}$/)),
  organization: v.string(),
  type: v.picklist(["model", "space"]),
  visibility: v.optional(v.picklist(["public", "private"])),
  sdk: v.optional(v.literal("static")),
});

export const preuploadBody = v.strictObject({
  files: v.array(
    v.strictObject({
      path: v.string(),
      size: v.number(),
      sample: v.pipe(
        v.string(),
        v.check((text) => Buffer.from(text, "base64").length <= 512),
      ),
    }),
  ),
});

const oid = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
export const batchBody = v.strictObject({
  operation: v.literal("upload"),
  transfers: v.array(v.picklist(["basic", "multipart", "xet"])),
  hash_algo: v.literal("sha_256"),
  ref: v.optional(v.object({ name: v.string() })),
  objects: v.array(v.strictObject({ oid, size: v.number() })),
});

export const completeBody = v.strictObject({
  oid,
  parts: v.array(v.strictObject({ partNumber: v.number(), etag: v.string() })),
});

const commitLine = v.variant("key", [
  v.strictObject({
    key: v.literal("header"),
    value: v.strictObject({
      summary: v.pipe(v.string(), v.nonEmpty()),
      description: v.optional(v.string()),
      parentCommit: v.optional(v.string()),
    }),
  }),
  v.strictObject({
    key: v.literal("file"),
    value: v.strictObject({ path: v.string(), content: v.string(), encoding: v.literal("base64") }),
  }),
  v.strictObject({
    key: v.literal("lfsFile"),
    value: v.strictObject({ path: v.string(), algo: v.literal("sha256"), size: v.number(), oid }),
  }),
  v.strictObject({ key: v.literal("deletedFile"), value: v.strictObject({ path: v.string() }) }),
]);
export type CommitLine = v.InferOutput<typeof commitLine>;

/** The lines of a commit. @returns `undefined` where one is none */
export function parseCommit(text: string): CommitLine[] | undefined {
  try {
    return text.split("\n").map((line) => v.parse(commitLine, JSON.parse(line)));
  } catch {
    return undefined;
  }
}
