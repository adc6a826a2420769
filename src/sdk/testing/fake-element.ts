/** An element of a document without a browser: attributes, style, children and events, as far as the SDK uses them. */
export class FakeElement extends EventTarget {
  readonly style: Record<string, string> = {};
  readonly children: FakeElement[] = [];
  title = "";
  tabIndex = 0;
  src = "";
  allow = "";
  referrerPolicy = "";
  parent: FakeElement | undefined;
  readonly #attributes = new Map<string, string>();

  get isConnected(): boolean {
    return this.parent?.isConnected ?? false;
  }

  getAttribute(name: string): string | null {
    return this.#attributes.get(name) ?? null;
  }

  setAttribute(name: string, value: string): void {
    this.#attributes.set(name, value);
  }

  removeAttribute(name: string): void {
    this.#attributes.delete(name);
  }

  append(child: FakeElement): void {
    this.children.push(child);
    child.parent = this;
    child.attach();
  }

  remove(): void {
    this.parent?.children.splice(this.parent.children.indexOf(this), 1);
    this.parent = undefined;
  }

  replaceChildren(...children: FakeElement[]): void {
    for (const child of [...this.children]) child.remove();
    for (const child of children) this.append(child);
  }

  /** Called when it gets a place in a document. */
  attach(): void {}
}

/** The element that is the document's body. */
export class FakeBody extends FakeElement {
  override get isConnected(): boolean {
    return true;
  }
}
