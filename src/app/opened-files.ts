import type { Chosen } from "./chosen-files.ts";
import { chosenFiles } from "./chosen-files.ts";

/** What the browser hands an installed app when the system opens files with it. TypeScript's DOM library lacks it. */
interface LaunchQueue {
  setConsumer(consume: (launch: { readonly files: readonly FileSystemHandle[] }) => void): void;
}

/**
 * Takes the files that are opened with the installed app (`file_handlers` of the web app manifest), now and later.
 * @param page `window`; without a launch queue nothing is ever opened
 * @param failed told when the browser cannot read what it handed over
 */
export function takeOpenedFiles(page: object, take: (chosen: Chosen) => void, failed: (error: unknown) => void): void {
  if (!hasLaunchQueue(page)) return;
  page.launchQueue.setConsumer(({ files }) => {
    const handles = files.filter((handle) => handle instanceof FileSystemFileHandle);
    if (handles.length === 0) return;
    Promise.all(handles.map((handle) => handle.getFile())).then((opened) => take(chosenFiles(opened)), failed);
  });
}

function hasLaunchQueue(page: object): page is { readonly launchQueue: LaunchQueue } {
  return "launchQueue" in page;
}
