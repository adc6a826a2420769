import type { Chosen } from "./chosen-files.ts";
import { chosenFiles } from "./chosen-files.ts";

/** What the browser hands an installed app when the system opens something with it. TypeScript's DOM library lacks it. */
interface LaunchQueue {
  setConsumer(consume: (launch: Launch) => void): void;
}

interface Launch {
  readonly files?: readonly FileSystemHandle[];
  /** Absent in browsers of before 2022. */
  readonly targetURL?: string | null;
}

/** What is done with a launch. */
interface Launched {
  readonly take: (chosen: Chosen) => void;
  /** An address that an open page was not brought to: another app's text, a link, a shortcut. */
  readonly follow: (address: URL) => void;
  /** The browser cannot read what it handed over. */
  readonly fail: (error: unknown) => void;
}

/**
 * Takes what the installed app is launched with, now and later: `file_handlers`, `share_target` and `shortcuts` of the web app
 * manifest, whose `launch_handler` brings them to a page that is open.
 * @param page `window`; without a launch queue nothing ever comes
 * @param opened the address that the page was opened with. The first launch is often the one that opened it, and after a
 *   reload the last one is handed over again; both name it, and what it says was followed already.
 */
export function takeLaunches(page: object, opened: string, { take, follow, fail }: Launched): void {
  if (!hasLaunchQueue(page)) return;
  let isFirst = true;
  page.launchQueue.setConsumer(({ files = [], targetURL }) => {
    const wasFollowed = isFirst && targetURL === opened && /[?#]/.test(opened);
    isFirst = false;
    const handles = files.filter((handle) => handle instanceof FileSystemFileHandle);
    if (handles.length > 0) {
      Promise.all(handles.map((handle) => handle.getFile())).then((all) => take(chosenFiles(all)), fail);
    } else if (targetURL && !wasFollowed && URL.canParse(targetURL)) {
      follow(new URL(targetURL));
    }
  });
}

function hasLaunchQueue(page: object): page is { readonly launchQueue: LaunchQueue } {
  return "launchQueue" in page;
}
