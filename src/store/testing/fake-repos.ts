import { createHash } from "node:crypto";

type Files = Readonly<Record<string, Uint8Array<ArrayBuffer>>>;

const CHUNK_BYTES = 700;
const sha1 = (bytes: Uint8Array | string) => createHash("sha1").update(bytes).digest("hex");
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** Repositories of a Hub without a network; all of their files count as LFS files. */
export class FakeRepos {
  readonly #repos = new Map<string, { readonly commit: string; readonly files: Files }[]>();
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** A new commit of a repository. */
  commit(name: string, files: Files): string {
    const commit = sha1(JSON.stringify(Object.entries(files).map(([path, bytes]) => [path, sha256(bytes)])));
    this.#repos.set(name, [{ commit, files }, ...(this.#repos.get(name) ?? [])]);
    return commit;
  }

  /** A `fetch` of a tab, whose answers come piece by piece. */
  fetchOf(turn: () => Promise<void>): typeof fetch {
    return async (input, init) => {
      await turn();
      const range = new Headers(init?.headers).get("Range") ?? undefined;
      return this.#answer(String(input), range, turn, init?.signal ?? undefined);
    };
  }

  #answer(url: string, range: string | undefined, turn: () => Promise<void>, signal?: AbortSignal): Response {
    signal?.throwIfAborted();
    const [, api, asked, revision] = /\/api\/models\/(\w+\/\w+)\/(revision|tree)\/(\w+)/.exec(url) ?? [];
    const commits = this.#repos.get(api ?? "") ?? [];
    const found = commits.find(({ commit }) => commit === revision) ?? commits[0];
    if (found && asked === "revision") return Response.json({ sha: found.commit, id: api });
    if (found) {
      const entries = Object.entries(found.files).map(([path, bytes]) => {
        const lfs = { oid: sha256(bytes) };
        return { type: "file", path, oid: sha1(bytes), size: bytes.length, lfs };
      });
      return Response.json(entries);
    }
    const file = /^\/(\w+\/\w+)\/resolve\/(\w+)\/(.+)$/.exec(url.slice(this.#url.length));
    const [, name = "", commit, path = ""] = file ?? [];
    const bytes = this.#repos.get(name)?.find((one) => one.commit === commit)?.files[path];
    if (bytes === undefined) return new Response("none", { status: 404 });
    return answerWith(bytes, Number(/\d+/.exec(range ?? "")?.[0] ?? 0), turn, signal);
  }
}

function answerWith(
  bytes: Uint8Array<ArrayBuffer>,
  from: number,
  turn: () => Promise<void>,
  signal?: AbortSignal,
): Response {
  let at = from;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await turn();
      if (signal?.aborted) return controller.error(signal.reason);
      if (at < bytes.length) controller.enqueue(bytes.slice(at, at + CHUNK_BYTES));
      at += CHUNK_BYTES;
      if (at >= bytes.length) controller.close();
    },
  });
  const headers = {
    ETag: `"${sha256(bytes)}"`,
    ...(from > 0 && { "Content-Range": `bytes ${from}-${bytes.length - 1}/${bytes.length}` }),
  };
  return new Response(body, { status: from > 0 ? 206 : 200, headers });
}
