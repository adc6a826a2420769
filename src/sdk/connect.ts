import type { BackendName } from "../contract/backends.ts";
import type { Dtype } from "../contract/dtypes.ts";
import type { EmbedEvent } from "../contract/embed.ts";
import type { LoadProgress } from "../contract/load.ts";
import { errorOf, HostlessError } from "./errors.ts";
import { createFrame, frameUrl, type Line, openLine } from "./frame.ts";
import { HostlessModel, type Lines } from "./model.ts";
import { place } from "./place-frame.ts";

export interface ConnectOptions {
  /** `owner/name`, optionally with `@revision`; the site's own model when absent. */
  readonly model?: string;
  /** The bits of its weights; the ones that suit the device when absent. */
  readonly dtype?: Dtype;
  /** What computes, on the CPU or on the GPU; the quickest there is when absent. */
  readonly backend?: BackendName;
  /** Gives up connecting and loading. */
  readonly signal?: AbortSignal;
  /** Where the frame goes. Without one it is hidden, and shown in a corner only while the visitor must agree. */
  readonly container?: HTMLElement;
  /** Milliseconds until a site that does not answer counts as gone. */
  readonly timeoutMs?: number;
  readonly onProgress?: (progress: LoadProgress) => void;
  /** Called with `true` when the visitor must click inside the frame, with `false` when that is done. */
  readonly onConsent?: (needed: boolean) => void;
}

/**
 * Connects to a Hostless site through a frame and loads its model there: in the visitor's browser, for this page.
 * @throws HostlessError `timeout` when the site does not answer, `aborted`, or why the model could not be loaded
 */
export async function connect(site: string, options: ConnectOptions = {}): Promise<HostlessModel> {
  const { signal } = options;
  if (signal?.aborted) throw new HostlessError("aborted", "Connecting was aborted before it began.");
  const { model, dtype, backend } = options;
  const url = frameUrl(site, { mode: "api", model, dtype, backend });
  const frame = createFrame(url, "Hostless model");
  let isShown = false;
  let height = 0;
  const show = (visible: boolean) => {
    isShown = visible;
    place(frame, { visible, height, contained: options.container !== undefined });
  };
  show(false);
  (options.container ?? document.body).append(frame);
  const lines = followFrame(frame, url.origin, options, (event) => {
    if (event.type === "resize") {
      height = event.height;
      if (isShown) show(true);
    }
    if (event.type === "progress") options.onProgress?.(event.progress);
    if (event.type === "consent") {
      show(event.needed);
      options.onConsent?.(event.needed);
    }
  });
  const giveUp = () => lines.close();
  signal?.addEventListener("abort", giveUp, { once: true });
  try {
    const { host } = await Promise.race([lines.current(), lines.broken()]);
    const loaded = await Promise.race([host.load(), lines.broken()]);
    if (!loaded.ok) throw errorOf(loaded.failure);
    return new HostlessModel(lines, loaded.value.name, loaded.value.device);
  } catch (error) {
    lines.close();
    throw signal?.aborted ? new HostlessError("aborted", "Connecting was aborted.") : error;
  } finally {
    // The model that is there now is closed by `close()` alone.
    signal?.removeEventListener("abort", giveUp);
  }
}

/** A line that is opened anew whenever the frame has been loaded anew, and the model with it. */
function followFrame(
  frame: HTMLIFrameElement,
  origin: string,
  { timeoutMs = 15_000 }: ConnectOptions,
  onEvent: (event: EmbedEvent) => void,
): Lines {
  const leave = new AbortController();
  let loads = 0;
  let breakLine: (error: HostlessError) => void = () => undefined;
  let broken: Promise<never>;
  const arm = () => {
    broken = new Promise<never>((_, reject) => {
      breakLine = reject;
    });
    broken.catch(() => undefined);
  };
  const open = async (): Promise<Line> => {
    const signal = AbortSignal.any([leave.signal, AbortSignal.timeout(timeoutMs)]);
    const line = await openLine(frame, origin, onEvent, signal);
    if (loads > 1) await line.host.load();
    return line;
  };
  let line = new Promise<Line>((resolve, reject) => {
    frame.addEventListener("load", () => {
      loads += 1;
      if (loads === 1) return resolve(open());
      breakLine(new HostlessError("disconnected", "The frame was loaded anew while the call ran; call again."));
      arm();
      line = open();
      line.catch(() => undefined);
    });
    setTimeout(() => reject(new HostlessError("timeout", `${origin} could not be loaded.`)), timeoutMs);
  });
  line.catch(() => undefined);
  arm();
  return {
    current: () =>
      leave.signal.aborted ? Promise.reject(new HostlessError("disconnected", "The model was closed.")) : line,
    broken: () => broken,
    close() {
      leave.abort();
      frame.remove();
      breakLine(new HostlessError("disconnected", "The model was closed."));
    },
  };
}
