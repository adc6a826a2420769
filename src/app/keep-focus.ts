/** Where the focus may go when the element that had it is gone; each is focusable by code alone. */
const HOMES = "[tabindex='-1']";

/**
 * Sees to it that the focus never falls to the body: where the focused element is removed or switched off, the nearest part
 * of the page around it that is still there takes over, and the next Tab goes on from there.
 * @returns a function that ends it
 */
export function keepFocus(document: Document): () => void {
  let path: readonly Element[] = [];
  const note = ({ target }: FocusEvent) => {
    if (target instanceof Element) path = pathOf(target);
  };
  const forget = ({ target }: FocusEvent) => {
    // A removed element is told apart from one that was left only after the removal.
    queueMicrotask(() => {
      if (target === path[0] && isThere(path[0])) path = [];
    });
  };
  const mend = () => {
    const { activeElement, body } = document;
    if (path.length === 0 || isThere(path[0])) return;
    // An element that was switched off keeps the focus until the next frame is drawn.
    if (activeElement !== null && activeElement !== body && activeElement !== path[0]) return;
    const home = path.find((element) => element.isConnected && element.matches(HOMES));
    path = [];
    if (home instanceof HTMLElement) home.focus({ preventScroll: true });
  };
  document.addEventListener("focusin", note);
  document.addEventListener("focusout", forget);
  const observer = new MutationObserver(mend);
  observer.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["disabled"] });
  return () => {
    observer.disconnect();
    document.removeEventListener("focusin", note);
    document.removeEventListener("focusout", forget);
  };
}

/** An element and what is around it, from the inside out. */
function pathOf(element: Element): readonly Element[] {
  const around = element.parentElement;
  return around === null ? [element] : [element, ...pathOf(around)];
}

function isThere(element: Element | undefined): boolean {
  return element?.isConnected === true && !element.matches(":disabled");
}
