import * as v from "valibot";
import type { GitHubCalls } from "./github-calls.ts";

const tree = v.object({
  truncated: v.optional(v.boolean(), false),
  tree: v.array(v.object({ path: v.string(), type: v.string(), sha: v.string() })),
});

export interface TreeFile {
  /** From the tree that was asked for. */
  readonly path: string;
  readonly sha: string;
}

/** Files of a tree. */
export interface TreeFiles {
  readonly files: readonly TreeFile[];
  /** There are more. */
  readonly isCut: boolean;
}

/** Folders that are asked for one by one, those whole at once among them: beyond, too many of an hour's requests would be gone. */
const MOST_FOLDERS = 300;

/** Files of a tree, as many of them as GitHub tells in one answer. @throws Refusal `not_published` */
export async function readTree(calls: GitHubCalls, repo: string, sha: string): Promise<TreeFiles> {
  const found = await calls.get(`/repos/${repo}/git/trees/${sha}?recursive=1`, tree);
  return { files: filesIn(found?.tree ?? []), isCut: found?.truncated ?? false };
}

/**
 * Files of a tree, folder by folder where GitHub does not tell all of them in one answer.
 * @throws Refusal `not_published`
 */
export async function readWholeTree(calls: GitHubCalls, repo: string, sha: string): Promise<TreeFiles> {
  let left = MOST_FOLDERS;
  const read = async (one: string): Promise<TreeFiles> => {
    if (left-- <= 0) return { files: [], isCut: true };
    const whole = await readTree(calls, repo, one);
    if (!whole.isCut) return whole;
    // Without what is in its folders, a tree is cut only where one folder has more files than GitHub tells of any.
    const level = await calls.get(`/repos/${repo}/git/trees/${one}`, tree);
    if (level === undefined) return whole;
    let { truncated: isCut } = level;
    const files: TreeFile[] = [...filesIn(level.tree)];
    for (const { path, sha: folder } of level.tree.filter(({ type }) => type === "tree")) {
      const below = await read(folder);
      files.push(...below.files.map((file) => ({ ...file, path: `${path}/${file.path}` })));
      isCut ||= below.isCut;
    }
    return { files, isCut };
  };
  return read(sha);
}

function filesIn(entries: v.InferOutput<typeof tree>["tree"]): readonly TreeFile[] {
  return entries.filter(({ type }) => type === "blob").map(({ path, sha }) => ({ path, sha }));
}
