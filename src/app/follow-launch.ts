import { parseAddress } from "../contract/parse-address.ts";
import { chosenFiles } from "./chosen-files.ts";
import type { Launch } from "./launches.ts";
import type { Session } from "./session.ts";

/** Opens what the system launched the app with: files, or an address that an open page was not brought to. */
export async function followLaunch({ files = [], targetURL }: Launch, session: Session): Promise<void> {
  const handles = files.filter((handle) => handle instanceof FileSystemFileHandle);
  if (handles.length > 0) {
    return session.chooseFiles(chosenFiles(await Promise.all(handles.map((handle) => handle.getFile()))));
  }
  const address = parseAddress(targetURL ?? "");
  if (address !== undefined) followAddress(address);
}

/** Another app's text, a link, a shortcut. An address that says nothing means: show the form. */
function followAddress(address: URL): void {
  const withoutIndex = ({ pathname }: { readonly pathname: string }) => pathname.replace(/\/index(?:\.html)?$/, "/");
  if (withoutIndex(address) !== withoutIndex(location)) {
    location.assign(address);
    return;
  }
  if (address.search !== "" || address.hash !== "") {
    // Where the page is now is what a reload opens, and what the browser names when it hands the launch over again.
    history.pushState(undefined, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
  }
  document.querySelector("textarea")?.focus();
}
