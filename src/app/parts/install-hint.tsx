import { useEffect, useState } from "react";
import { useInBrowser } from "../use-in-browser.ts";
import { useWords } from "../words/current.ts";

/** What Chromium hands to a page that can be installed. TypeScript's DOM library lacks it. */
interface InstallEvent extends Event {
  prompt(): Promise<unknown>;
}

/** Says that the page can be kept as an app, where it can: with a button, or on iOS by the way through its menu. */
export function InstallHint() {
  const { install } = useWords();
  const [offer, setOffer] = useState<InstallEvent>();
  const isIos = useInBrowser(isIosTab, false);
  useEffect(() => {
    const end = new AbortController();
    const listen = (type: string, handle: (event: Event) => void) =>
      addEventListener(type, handle, { signal: end.signal });
    listen("beforeinstallprompt", (event) => {
      if (!isInstallEvent(event)) return;
      event.preventDefault();
      setOffer(event);
    });
    listen("appinstalled", () => setOffer(undefined));
    return () => end.abort();
  }, []);
  if (isIos) return <p>{install.ios}</p>;
  if (offer === undefined) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {install.hint}
      <button
        type="button"
        className="button"
        onClick={() => {
          setOffer(undefined);
          void offer.prompt();
        }}
      >
        {install.button}
      </button>
    </p>
  );
}

function isInstallEvent(event: Event): event is InstallEvent {
  return "prompt" in event && typeof event.prompt === "function";
}

/** A page in a tab of iOS, which tells no page that it can be installed; one that is installed has no tab. */
function isIosTab(): boolean {
  return "standalone" in navigator && navigator.standalone === false;
}
