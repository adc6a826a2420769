import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** What `npm run dev` needs of a checkout; nothing that was built. */
const PARTS = /^(?:src|scripts|public|[\w-]+\.html|package\.json|tsconfig[\w.]*\.json|vite\.[\w.]+\.ts)$/;
const BUILT = resolve("src/kernel/build");

/** `npm run dev` on a copy of the sources, which a test may edit. */
export class DevServer {
  readonly root = copySources();
  url = "";
  /** All it has printed: each reload and its reason. */
  printed = "";
  #process: ChildProcess | undefined;

  /** Resolves when it listens; a second start takes the same address. */
  async start(): Promise<void> {
    const port = this.url === "" ? "0" : new URL(this.url).port;
    const started = spawn("npm", ["run", "dev", "--", "--port", port, "--strictPort"], {
      cwd: this.root,
      // A group of its own: npm starts a shell, and that the server.
      detached: true,
      // A build in the tests' process leaves "production" behind, with which nothing is reloaded hot.
      env: { ...process.env, NODE_ENV: undefined },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#process = started;
    for (const output of [started.stdout, started.stderr]) output.on("data", (data) => (this.printed += String(data)));
    this.url = await listeningAt(started);
  }

  async stop(): Promise<void> {
    const running = this.#process;
    this.#process = undefined;
    if (running?.pid === undefined || running.exitCode !== null) return;
    const closed = once(running, "close");
    process.kill(-running.pid);
    await closed;
  }

  /**
   * Puts the edited file in place in one go: a watcher may read a file that is being written while it is still empty.
   * @throws Error when the file does not have the text that is to be replaced
   */
  edit(path: string, from: string, to: string): void {
    const file = join(this.root, path);
    const text = readFileSync(file, "utf8");
    if (!text.includes(from)) throw new Error(`${path} does not say ${JSON.stringify(from)}.`);
    const edited = join(this.root, "node_modules/edited");
    writeFileSync(edited, text.replace(from, to));
    renameSync(edited, file);
  }

  async close(): Promise<void> {
    await this.stop();
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Sources are copied, packages linked: what the server keeps of them lies in the copy's own `node_modules`. */
function copySources(): string {
  const root = mkdtempSync(join(tmpdir(), "hostless-dev-"));
  for (const name of readdirSync(".").filter((one) => PARTS.test(one))) {
    cpSync(name, join(root, name), { recursive: true, filter: (source) => resolve(source) !== BUILT });
  }
  mkdirSync(join(root, "node_modules"));
  for (const name of readdirSync("node_modules").filter((one) => one === ".bin" || !one.startsWith("."))) {
    symlinkSync(resolve("node_modules", name), join(root, "node_modules", name));
  }
  return root;
}

/** The address that it prints. @throws Error with all it printed, when it ends without one */
function listeningAt(server: ChildProcess): Promise<string> {
  let printed = "";
  return new Promise((found, reject) => {
    const read = (data: Buffer) => {
      printed += data.toString();
      const url = /Local:\s+(\S+)/.exec(printed.replace(ANSI, ""))?.[1];
      if (url !== undefined) found(url);
    };
    server.stdout?.on("data", read);
    server.stderr?.on("data", read);
    server.once("close", () => reject(new Error(`The dev server has ended: ${printed}`)));
  });
}

/** Colours, should the terminal's settings ask for them. */
const ANSI = new RegExp(`${String.fromCharCode(27)}\\[[\\d;]*m`, "g");
