import * as v from "valibot";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
const failed = v.object({ value: v.object({ error: v.string(), message: v.string() }) });
const session = v.object({ sessionId: v.string(), capabilities: v.looseObject({}) });
const element = v.object({ [ELEMENT]: v.string() });
const ended = v.union([v.object({ value: v.unknown() }), v.object({ error: v.string() })]);

/** A session of W3C WebDriver: as much of a client as these checks need. Source: https://www.w3.org/TR/webdriver2/ */
export class WebDriver {
  readonly #address: string;
  private constructor(address: string) {
    this.#address = address;
  }

  /** @param driver address of the driver; @param capabilities what the browser must match */
  static async open(driver: string, capabilities: object): Promise<WebDriver> {
    const timeouts = { script: 300_000, pageLoad: 120_000, implicit: 0 };
    const body = { capabilities: { alwaysMatch: { timeouts, ...capabilities } } };
    const { sessionId } = v.parse(session, await call(`${driver}/session`, "POST", body));
    return new WebDriver(`${driver}/session/${sessionId}`);
  }

  goTo(url: string): Promise<unknown> {
    return this.#post("/url", { url });
  }

  reload(): Promise<unknown> {
    return this.#post("/refresh");
  }

  /** The value of an expression for a promise, as JSON. */
  async evaluate(expression: string): Promise<unknown> {
    const script = `const [done] = arguments; (${expression}).then((value) => done({ value: value === undefined ? null : value }), (error) => done({ error: String(error) }));`;
    const result = v.parse(ended, await this.#post("/execute/async", { script, args: [] }));
    if ("error" in result) throw new Error(result.error);
    return result.value;
  }

  /** The name that the driver gives an element, which is the value of an expression for a promise. */
  async find(expression: string): Promise<string> {
    const script = `const [done] = arguments; (${expression}).then(done, () => done(null));`;
    const found = v.safeParse(element, await this.#post("/execute/async", { script, args: [] }));
    if (!found.success) throw new Error("no such element");
    return found.output[ELEMENT] ?? "";
  }

  click(id: string): Promise<unknown> {
    return this.#post(`/element/${id}/click`);
  }

  /** Types into an element; into a file input, paths with a line each. */
  type(id: string, text: string): Promise<unknown> {
    return this.#post(`/element/${id}/value`, { text });
  }

  press(value: string): Promise<unknown> {
    const actions = [
      { type: "keyDown", value },
      { type: "keyUp", value },
    ];
    return this.#post("/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  /** Goes into a frame, or back to the page. */
  enterFrame(id: string | null): Promise<unknown> {
    return this.#post("/frame", { id: id === null ? null : { [ELEMENT]: id } });
  }

  resize(width: number, height: number): Promise<unknown> {
    return this.#post("/window/rect", { width, height });
  }

  close(): Promise<unknown> {
    return call(this.#address, "DELETE");
  }

  #post(path: string, body: object = {}): Promise<unknown> {
    return call(this.#address + path, "POST", body);
  }
}

async function call(url: string, method: string, body?: object): Promise<unknown> {
  const headers = { "Content-Type": "application/json" };
  const response = await fetch(url, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const answer: unknown = await response.json();
  if (response.ok) return v.parse(v.object({ value: v.unknown() }), answer).value;
  const { value } = v.parse(failed, answer);
  throw new Error(`${value.error}: ${value.message}`);
}
