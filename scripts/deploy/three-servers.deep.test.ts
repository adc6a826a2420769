import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { post, type ServedProcess, startServer } from "../../src/cli/serve/testing/start-server.ts";
import { freePort } from "../../src/testing/free-port.ts";
import { findProgram } from "../../src/testing/find-program.ts";

const SERVERS = 3;
const isHere = findProgram("nginx");
const whereNginxIs = isHere ? it : it.skip;

let servers: readonly ServedProcess[] = [];
let nginx: ChildProcess | undefined;
let address = "";

beforeAll(async () => {
  if (!isHere) return;
  servers = await Promise.all(Array.from({ length: SERVERS }, () => startServer("--workers", "1")));
  ({ nginx, address } = await startNginx(servers.map(({ url }) => new URL(url).host)));
}, 120_000);
afterAll(async () => {
  nginx?.kill();
  await Promise.all(servers.map((server) => server.kill("SIGKILL")));
});

/** The configuration as it ships, with the addresses of this machine in it. */
async function startNginx(hosts: readonly string[]) {
  const home = await mkdtemp(join(tmpdir(), "nginx-"));
  const port = await freePort();
  let text = await readFile("scripts/deploy/nginx.conf", "utf8");
  for (const [i, host] of hosts.entries()) text = text.replace(`hostless-${i + 1}:8000`, host);
  text = text.replace("listen 8000;", `listen 127.0.0.1:${port};`);
  const path = join(home, "nginx.conf");
  await writeFile(path, text);
  const line = ["-p", home, "-c", path, "-e", join(home, "error.log"), "-g", `daemon off; pid ${home}/pid;`];
  const nginx = spawn("nginx", line, { stdio: "ignore" });
  const address = `http://localhost:${port}`;
  while ((await fetch(`${address}/ready`).catch(() => undefined))?.status !== 200) {
    if (nginx.exitCode !== null) throw new Error(await readFile(join(home, "error.log"), "utf8"));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return { nginx, address };
}

/** Long enough that a server can end in the middle of it. */
const bodyOf = (seed: number) => ({ prompt: "life is", seed, max_tokens: 100, logit_bias: { "0": -100 } });

async function textOf(answer: Response): Promise<string> {
  expect([answer.status, answer.headers.get("X-Request-Id")]).toEqual([200, expect.any(String)]);
  const { choices } = await answer.json();
  return choices[0].text;
}

const answeredBy = (server: ServedProcess | undefined) =>
  server?.lines.filter((line) => line.includes("/v1/completions")).length ?? 0;

whereNginxIs(
  "of three servers behind one address one is killed and one ended, and no call is lost or answered wrong",
  async () => {
    const [first, second, third] = servers;
    const alone: string[] = [];
    for (let seed = 0; seed < 24; seed++)
      alone.push(await textOf(await post(`${third?.url}/v1/completions`, bodyOf(seed))));
    const askAll = () => alone.map(async (_, seed) => textOf(await post(`${address}/v1/completions`, bodyOf(seed))));

    expect(await Promise.all(askAll())).toEqual(alone);
    expect(answeredBy(first)).toBeGreaterThan(0);
    expect(answeredBy(second)).toBeGreaterThan(0);

    const whileKilled = askAll();
    await Promise.race(whileKilled);
    await first?.kill("SIGKILL");
    expect(await Promise.all(whileKilled)).toEqual(alone);

    const whileEnded = askAll();
    await Promise.race(whileEnded);
    await second?.kill("SIGTERM");
    expect(await Promise.all(whileEnded)).toEqual(alone);
    expect(second?.process.exitCode).toBe(0);
  },
  240_000,
);
