import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import * as v from "valibot";
import { browserOptions } from "../../src/testing/browser.ts";
import { highestOf } from "../renderer-memory.ts";

const answer = v.object({ id: v.number(), result: v.optional(v.unknown()), error: v.optional(v.unknown()) });
const targets = v.object({ targetInfos: v.array(v.object({ targetId: v.string(), type: v.string() })) });
const attached = v.object({ sessionId: v.string() });
const processes = v.object({ processInfo: v.array(v.object({ id: v.number(), type: v.string() })) });
const evaluated = v.object({ result: v.object({ value: v.optional(v.unknown()) }) });

/**
 * One page of a Chromium, steered through DevTools' pipe and by nothing that looks at the network: drivers for tests have the
 * renderer hold what it loads, which shows in its memory.
 */
export class BareBrowser {
  readonly #end: () => Promise<void>;
  readonly #write: (text: string) => void;
  readonly #waiting = new Map<number, (message: v.InferOutput<typeof answer>) => void>();
  #session: string | undefined;
  #last = 0;

  private constructor(write: (text: string) => void, end: () => Promise<void>) {
    this.#write = write;
    this.#end = end;
  }

  /** @param script runs before those of each page */
  static async start(script: string): Promise<BareBrowser> {
    const profile = await mkdtemp(join(tmpdir(), "hostless-bare-"));
    const { executablePath, args } = browserOptions(["--headless=new", "--no-first-run", "--remote-debugging-pipe"]);
    const child = spawn(executablePath, [...args, `--user-data-dir=${profile}`, "about:blank"], {
      stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"],
    });
    const [to, from] = [child.stdio[3], child.stdio[4]];
    if (!(to instanceof Writable && from instanceof Readable)) throw new Error("The browser has no pipe.");
    const ended = new Promise((resolve) => child.on("exit", resolve));
    const browser = new BareBrowser(
      (text) => void to.write(text),
      async () => {
        child.kill();
        await ended;
        await rm(profile, { recursive: true, force: true, maxRetries: 10 });
      },
    );
    browser.#listen(from);
    await browser.#attach(script);
    return browser;
  }

  /** Begins to load a page. */
  async open(url: string): Promise<void> {
    await this.#send("Page.navigate", { url });
  }

  /** The value of an expression in the page; of a promise what it resolves to. */
  async evaluate(expression: string): Promise<unknown> {
    const options = { expression, awaitPromise: true, returnByValue: true };
    return v.parse(evaluated, await this.#send("Runtime.evaluate", options)).result.value;
  }

  /** Highest resident set of a renderer so far, in bytes. */
  async peak(): Promise<number> {
    const { processInfo } = v.parse(processes, await this.#send("SystemInfo.getProcessInfo", {}, false));
    return highestOf(processInfo.filter(({ type }) => type === "renderer"));
  }

  close(): Promise<void> {
    return this.#end();
  }

  async #attach(script: string): Promise<void> {
    const { targetInfos } = v.parse(targets, await this.#send("Target.getTargets", {}, false));
    const page = targetInfos.find(({ type }) => type === "page");
    const wanted = { targetId: page?.targetId, flatten: true };
    this.#session = v.parse(attached, await this.#send("Target.attachToTarget", wanted, false)).sessionId;
    await this.#send("Page.enable");
    await this.#send("Page.addScriptToEvaluateOnNewDocument", { source: script });
  }

  #send(method: string, params: object = {}, toPage = true): Promise<unknown> {
    const id = ++this.#last;
    const session = toPage && this.#session !== undefined ? { sessionId: this.#session } : {};
    this.#write(`${JSON.stringify({ id, method, params, ...session })}\0`);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, ({ result, error }) => {
        if (error === undefined) resolve(result);
        else reject(new Error(`${method}: ${JSON.stringify(error)}`));
      });
    });
  }

  #listen(from: Readable): void {
    let rest = "";
    from.setEncoding("utf8").on("data", (text: string) => {
      const messages = (rest + text).split("\0");
      rest = messages.pop() ?? "";
      for (const message of messages) {
        const parsed = v.safeParse(answer, JSON.parse(message));
        if (!parsed.success) continue;
        this.#waiting.get(parsed.output.id)?.(parsed.output);
        this.#waiting.delete(parsed.output.id);
      }
    });
  }
}
