/** Height of a frame that asks something, at least, in CSS pixels. */
const LEAST = 220;

interface Placing {
  readonly visible: boolean;
  /** In CSS pixels, as far as the window has so much. */
  readonly height: number;
  readonly contained: boolean;
}

/** A hidden frame keeps a size and its place in the document: browsers put `display: none` frames to sleep. */
export function place(frame: HTMLIFrameElement, { visible, height, contained }: Placing): void {
  Object.assign(frame.style, { border: "0", colorScheme: "normal" });
  if (!visible) {
    Object.assign(frame.style, { position: "fixed", width: "1px", height: "1px", opacity: "0", pointerEvents: "none" });
    frame.setAttribute("aria-hidden", "true");
    frame.tabIndex = -1;
    return;
  }
  frame.removeAttribute("aria-hidden");
  frame.removeAttribute("tabindex");
  const fitting = `min(${Math.max(LEAST, Math.ceil(height))}px, 90vh)`;
  Object.assign(frame.style, { opacity: "1", pointerEvents: "auto", height: fitting });
  Object.assign(
    frame.style,
    contained
      ? { position: "static", width: "100%" }
      : { position: "fixed", width: "min(360px, 100vw)", right: "0", bottom: "0", zIndex: "2147483647" },
  );
}
