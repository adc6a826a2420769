type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** An element's text in one line. */
export function textOf(element: Element | null | undefined): string {
  return (element?.textContent ?? "").replace(/\s+/g, " ").trim();
}

function nameOf(element: Element): string {
  return element.getAttribute("aria-label") ?? textOf(element);
}

function isShown(element: Element): boolean {
  return element.getClientRects().length > 0;
}

/** The dialog that is open, else the page. */
export function foreground(): ParentNode {
  return [...document.querySelectorAll("dialog[open]")].at(-1) ?? document;
}

/** A button or a link that is seen, by its name or the beginning of it: what follows may be for screen readers. */
export function findButton(name: string, within: ParentNode = foreground()): HTMLElement | undefined {
  const all = [...within.querySelectorAll<HTMLElement>("button, a[href], summary")].filter(isShown);
  return (
    all.find((one) => nameOf(one) === name) ?? all.find((one) => new RegExp(`^${name}(?![a-z])`).test(nameOf(one)))
  );
}

/** A field by its label. */
export function findField(label: string, within: ParentNode = foreground()): Control | undefined {
  return [...within.querySelectorAll<Control>("input, textarea, select")].find(
    (one) =>
      one.getAttribute("aria-label") === label || [...(one.labels ?? [])].some((each) => labelText(each) === label),
  );
}

/** What a label says before the control that may lie in it. */
function labelText(label: HTMLLabelElement): string {
  const copy = label.cloneNode(true);
  if (copy instanceof Element) for (const inner of copy.querySelectorAll("input, select, textarea")) inner.remove();
  return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** Writes a value as a hand does, as far as the page can tell: React looks at the prototype's setter and at events. */
export function fill(field: Control, value: string): void {
  const kind =
    field instanceof HTMLTextAreaElement
      ? HTMLTextAreaElement
      : field instanceof HTMLSelectElement
        ? HTMLSelectElement
        : HTMLInputElement;
  Object.getOwnPropertyDescriptor(kind.prototype, "value")?.set?.call(field, value);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/** The name of what has the focus, as people know it. */
export function focusedName(): string {
  const { activeElement } = document;
  if (activeElement === null || activeElement === document.body) return "";
  return activeElement.getAttribute("aria-label") ?? textOf(activeElement);
}
