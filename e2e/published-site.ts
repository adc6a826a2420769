import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runLine } from "../src/cli/run-line.ts";
import { freePort } from "../src/testing/free-port.ts";
import { writeFiles } from "../src/testing/served-space.ts";
import { startStaticServer } from "../src/testing/static-server.ts";
import { tinyPackage } from "../src/testing/tiny-package.ts";

const CARD = `---
license: mit
language: en
widget:
- text: "Once upon"
  output:
    text: " and ends."
---

# Small bytes

Writes what nobody would say.
`;

/** A package of random weights with an owner's card, in a folder. @param title of the card */
export async function ownersPackage(title = "Small bytes"): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "hostless-"));
  await writeFiles(folder, await tinyPackage(["q8"], { readme: CARD.replace("Small bytes", title) }));
  return folder;
}

/** Runs the command line on the built site; what it said. @throws Error where it failed */
export async function publishPackage(...line: string[]): Promise<string> {
  const [out, err]: [string[], string[]] = [[], []];
  const io = {
    stdout: { write: (text: string) => out.push(text) },
    stderr: { write: (text: string) => err.push(text) },
  };
  const code = await runLine(["publish", ...line, "--site", "dist"], io);
  if (code !== 0) throw new Error(err.join(""));
  return out.join("");
}

export interface Served {
  readonly url: string;
  stop(): void;
}

/** Plain servers that people put a folder behind. Each serves `root`, and the site in it lies under `base`. */
export const SERVERS = {
  sirv: async (root: string, base: string): Promise<Served> => {
    const { url, close } = await startStaticServer({ root, headers: false });
    return { url: new URL(base.slice(1), url).href, stop: close };
  },
  python: async (root: string, base: string): Promise<Served> => {
    const port = await freePort();
    const options = ["-m", "http.server", `${port}`, "--bind", "127.0.0.1", "--directory", root];
    return started(spawn("python3", options, { stdio: "ignore" }), `http://localhost:${port}${base}`);
  },
  nginx: async (root: string, base: string): Promise<Served> => {
    const port = await freePort();
    const home = await mkdtemp(join(tmpdir(), "nginx-"));
    await writeFile(join(home, "nginx.conf"), nginxConfig(root, port, home));
    const options = ["-p", home, "-c", join(home, "nginx.conf"), "-e", join(home, "error.log")];
    return started(spawn("nginx", options, { stdio: "ignore" }), `http://localhost:${port}${base}`);
  },
} as const;

async function started(process: ChildProcess, url: string): Promise<Served> {
  for (;;) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return { url, stop: () => void process.kill() };
    if (process.exitCode !== null) throw new Error(`The server ended with code ${process.exitCode}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** As Debian's package serves a folder: its own list of types, and nothing else. */
function nginxConfig(root: string, port: number, home: string): string {
  const types = existsSync("/etc/nginx/mime.types") ? "include /etc/nginx/mime.types;" : "";
  return `daemon off; worker_processes 1; pid ${home}/nginx.pid; user root;
events {}
http {
  ${types}
  access_log off;
  client_body_temp_path ${home}; proxy_temp_path ${home}; fastcgi_temp_path ${home}; uwsgi_temp_path ${home}; scgi_temp_path ${home};
  server { listen 127.0.0.1:${port}; root ${root}; }
}
`;
}
