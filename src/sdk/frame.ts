import * as Comlink from "comlink";
import type { ConnectMessage, EmbedEvent, EmbedHost, FrameAddressParts } from "../contract/embed.ts";
import { HostlessError } from "./errors.ts";

/** Between two tries to reach a frame that has loaded but does not answer yet, in milliseconds. */
const KNOCK_EVERY_MS = 400;

/** An open line to a frame. */
export interface Line {
  readonly host: Comlink.Remote<EmbedHost>;
  close(): void;
}

/** The address of the frame's page on a site, with what it should do in the fragment, which no server sees. */
export function frameUrl(site: string, address: FrameAddressParts): URL {
  const url = new URL("embed.html", site.endsWith("/") ? site : `${site}/`);
  const parts = Object.entries(address).filter((entry): entry is [string, string] => typeof entry[1] === "string");
  url.hash = new URLSearchParams(parts).toString();
  return url;
}

/** A frame for a page of another origin; it may not navigate this page or open windows. */
export function createFrame(url: URL, title: string): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.src = url.href;
  frame.title = title;
  frame.allow = "cross-origin-isolated; clipboard-write";
  frame.referrerPolicy = "no-referrer";
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms allow-downloads");
  return frame;
}

/**
 * Opens a line to a frame that is in the document: sends its origin, and no other, one end of a channel, again and
 * again until the frame answers on it.
 * @throws HostlessError `timeout`, `aborted`, and `refused` in a page that is itself sandboxed without an origin
 */
export async function openLine(
  frame: HTMLIFrameElement,
  origin: string,
  onEvent: (event: EmbedEvent) => void,
  signal: AbortSignal,
): Promise<Line> {
  const message: ConnectMessage = { type: "hostless:connect", version: 1 };
  if (window.origin === "null") {
    const hint = "Add allow-same-origin to the sandbox attribute of the frame that this page is in.";
    throw new HostlessError("refused", "This page is sandboxed without its origin, and the model's frame with it.", {
      hint,
    });
  }
  while (!signal.aborted) {
    const { port1, port2 } = new MessageChannel();
    frame.contentWindow?.postMessage(message, origin, [port2]);
    const host = Comlink.wrap<EmbedHost>(port1);
    const answered = host.watch(Comlink.proxy(onEvent)).then(() => true);
    if (await Promise.race([answered, pause(KNOCK_EVERY_MS, signal)])) {
      return { host, close: () => port1.close() };
    }
    port1.close();
  }
  const timedOut = signal.reason instanceof DOMException && signal.reason.name === "TimeoutError";
  throw timedOut
    ? new HostlessError("timeout", `${origin} does not answer, or does not allow this site to embed it.`)
    : new HostlessError("aborted", "The connection was given up.");
}

function pause(ms: number, signal: AbortSignal): Promise<false> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve(false);
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
  });
}
