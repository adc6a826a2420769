import type { CommitProgressEvent } from "@huggingface/hub";
import type { PublishProgress } from "../publish-world.ts";
import type { UploadItem } from "../package-files.ts";

/** Shares of the bar: hashing is quick, a commit is one small request. */
const HASHING = 0.1;
const COMMITTING = 0.98;

/** Makes one bar of what the library tells of each file; it never goes back, also where the upload begins again. */
export function makeUploadBar(listing: readonly UploadItem[], onProgress: (progress: PublishProgress) => void) {
  const sizes = new Map(listing.map(({ path, bytes }) => [path, bytes]));
  const total = Math.max(
    1,
    [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0),
  );
  const done = { hashing: new Map<string, number>(), uploading: new Map<string, number>() };
  let best = 0;
  const show = (step: PublishProgress["step"], fraction: number, path?: string) => {
    best = Math.max(best, fraction);
    onProgress({ step, fraction: best, ...(path !== undefined && { path }) });
  };
  return (event: CommitProgressEvent): void => {
    if (event.event === "phase") {
      if (event.phase === "committing") show("committing", COMMITTING);
      return;
    }
    const { state, path, progress } = event;
    if (state === "error") return;
    done[state].set(path, (sizes.get(path) ?? 0) * progress);
    const sum = [...done[state].values()].reduce((all, bytes) => all + bytes, 0) / total;
    show(state, state === "hashing" ? HASHING * sum : HASHING + (COMMITTING - HASHING) * sum, path);
  };
}
