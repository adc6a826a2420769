import { parseAddress } from "../contract/parse-address.ts";
import type { EmbedEvent, Theme } from "../contract/embed.ts";
import { errorOf, HostlessError } from "./errors.ts";
import { createFrame, frameUrl, type Line, openLine } from "./frame.ts";

/** CSS variables of the element that become the form's theme. */
const THEME: readonly (keyof Theme)[] = ["accent", "background", "foreground", "radius", "font"];

declare global {
  interface HTMLElementTagNameMap {
    "hostless-form": HostlessForm;
  }
}

/** A server that renders pages imports the module too, and has no elements. */
const Base: typeof HTMLElement = globalThis.HTMLElement ?? class {};

/**
 * `<hostless-form src="https://site/" model="owner/name" prompt="…" parameters='{"top_p":0.9}' compact>`: the form of a Hostless site as
 * an element; `compact` shows the box, its button and the sentence alone.
 * Sizes itself. Fires `hostless-load`, `hostless-result` and `hostless-error` with details. CSS variables
 * `--hostless-accent`, `-background`, `-foreground`, `-radius` and `-font` theme it.
 */
export class HostlessForm extends Base {
  static readonly observedAttributes = ["src", "model", "prompt", "parameters", "compact"];
  #leave: AbortController | undefined;
  #line: Line | undefined;

  connectedCallback(): void {
    this.#start();
  }

  disconnectedCallback(): void {
    this.#stop();
  }

  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (!this.isConnected || before === after) return;
    this.#stop();
    this.#start();
  }

  /** Stops and removes the frame, and starts again: for a page that wants a clean form. */
  reset(): void {
    this.#stop();
    this.#start();
  }

  #start(): void {
    const given = this.getAttribute("src");
    const src = given === null ? undefined : parseAddress(given, document.baseURI);
    if (src === undefined) return;
    const url = frameUrl(src.href, {
      mode: "form",
      model: this.#read("model"),
      prompt: this.#read("prompt"),
      parameters: this.#read("parameters"),
      layout: this.#read("compact") === undefined ? undefined : "compact",
    });
    const frame = createFrame(url, this.title || "Text generator");
    Object.assign(frame.style, {
      border: "0",
      width: "100%",
      height: this.#read("compact") === undefined ? "320px" : "160px",
      display: "block",
      colorScheme: "normal",
    });
    const leave = new AbortController();
    this.#leave = leave;
    frame.addEventListener("load", () => void this.#connect(frame, url.origin, leave.signal));
    this.replaceChildren(frame);
  }

  #read(attribute: string): string | undefined {
    return this.getAttribute(attribute) ?? undefined;
  }

  #stop(): void {
    this.#leave?.abort();
    this.#line?.close();
    this.#line = undefined;
    this.replaceChildren();
  }

  async #connect(frame: HTMLIFrameElement, origin: string, leave: AbortSignal): Promise<void> {
    try {
      const signal = AbortSignal.any([leave, AbortSignal.timeout(15_000)]);
      const line = await openLine(frame, origin, (event) => this.#on(event, frame), signal);
      this.#line?.close();
      this.#line = line;
      await line.host.setTheme(this.#theme());
      const loaded = await line.host.load();
      if (!loaded.ok) throw errorOf(loaded.failure);
      this.#fire("hostless-load", loaded.value);
    } catch (error) {
      if (!leave.aborted) this.#fire("hostless-error", error instanceof HostlessError ? error : String(error));
    }
  }

  #on(event: EmbedEvent, frame: HTMLIFrameElement): void {
    if (event.type === "resize") frame.style.height = `${Math.ceil(event.height)}px`;
    if (event.type === "result") this.#fire("hostless-result", { prompt: event.prompt, texts: event.texts });
  }

  #theme(): Theme {
    const style = getComputedStyle(this);
    const entries = THEME.map((name) => [name, style.getPropertyValue(`--hostless-${name}`).trim()] as const);
    return Object.fromEntries(entries.filter(([, value]) => value !== ""));
  }

  #fire(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
