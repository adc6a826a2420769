import type { ServerResponse } from "node:http";
import { commitOf, type FakeRepo, type Files, json } from "../fake-hub.ts";
import type { LargeFiles } from "./large-files.ts";
import type { CommitLine } from "./writes.ts";

/** A repository that may be written to. */
export interface WrittenRepo {
  /** With `spaces/` before a Space's. */
  readonly name: string;
  readonly isPrivate: boolean;
  /** Where everybody sees it, but only these accounts get its files. */
  readonly admitted?: readonly string[] | undefined;
  /** The token that created it. */
  readonly createdWith: string | undefined;
  repo: FakeRepo;
  readonly commits: { readonly summary: string; readonly by: string; readonly branch: string }[];
  readonly pulls: {
    readonly num: number;
    readonly title: string;
    readonly status: "open";
    readonly isPullRequest: true;
  }[];
}

/** Does a commit whole, or not at all. */
export function doCommit(
  written: WrittenRepo,
  lines: readonly CommitLine[] | undefined,
  isPull: boolean,
  by: string,
  large: LargeFiles,
  hubUrl: string,
  response: ServerResponse,
) {
  const [header, ...changes] = lines ?? [];
  if (header?.key !== "header") return json(response, 400, { error: "Invalid commit payload" });
  const { summary, parentCommit } = header.value;
  if (!isPull && parentCommit !== undefined && parentCommit !== commitOf(written.repo.files)) {
    return json(response, 412, { error: "A commit has happened since. Please refresh and try again." });
  }
  const files: Record<string, Uint8Array | string> = { ...written.repo.files };
  for (const change of changes) {
    const fault = apply(change, files, large);
    if (fault !== undefined) return json(response, 400, { error: fault });
  }
  const page = `${hubUrl}/${written.name}`;
  const answer = {
    success: true,
    commitOid: commitOf(files),
    commitUrl: `${page}/commit/${commitOf(files)}`,
    hookOutput: "",
  };
  if (!isPull) {
    written.repo = { ...written.repo, files };
    written.commits.push({ summary, by, branch: "main" });
    return json(response, 200, answer);
  }
  const num = written.pulls.length + 1;
  written.repo = { ...written.repo, revisions: { ...written.repo.revisions, [`refs/pr/${num}`]: files } };
  written.pulls.push({ num, title: summary, status: "open", isPullRequest: true });
  written.commits.push({ summary, by, branch: `refs/pr/${num}` });
  json(response, 200, { ...answer, pullRequestUrl: `${page}/discussions/${num}` });
}

/** @returns what is wrong with it */
function apply(change: CommitLine, files: Record<string, Files[string]>, large: LargeFiles): string | undefined {
  const { value } = change;
  if (!("path" in value) || /(?:^|\/)\.\.?(?:\/|$)|^\/|^$/.test(value.path)) return "Invalid path";
  if (change.key === "deletedFile") {
    if (files[value.path] === undefined) return `No such file: ${value.path}`;
    delete files[value.path];
  } else if (change.key === "file") {
    files[value.path] = new Uint8Array(Buffer.from(change.value.content, "base64"));
  } else if (change.key === "lfsFile") {
    const object = large.objects.get(change.value.oid);
    if (object?.length !== change.value.size) return `LFS pointer pointed to a file that does not exist: ${value.path}`;
    files[value.path] = new Uint8Array(object);
  }
  return undefined;
}
