import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import sirv from "sirv";
import { refuse } from "../contract/outcome.ts";
import { securityHeaders } from "../contract/security-headers.ts";
import { type Command, requiredFolder } from "./command.ts";
import { listen } from "./listen.ts";
import { readAmount } from "./read-amount.ts";

const DEFAULT_PORT = 4173;

export const preview: Command = {
  name: "preview",
  summary: "Serve a published folder on this machine, as a static host would.",
  usage: "preview DIR [options]",
  options: [{ name: "port", value: "N", help: `Port; ${DEFAULT_PORT} if it is left out, 0 for any that is free.` }],
  examples: ["hostless publish package --to dir:site && hostless preview site"],
  async run(values, positionals, io) {
    const folder = requiredFolder(positionals);
    const port = readAmount(values, "port", { fallback: DEFAULT_PORT, least: 0, most: 65_535, whole: true });
    const { url, ended } = await servePreview(folder, port);
    io.stdout.write(`${url}\n`);
    await ended;
  },
};

/** A folder that is served until its server ends. @throws Refusal `no_usable_files` where it is no built site, UsageError */
export async function servePreview(folder: string, port: number) {
  if (!existsSync(join(folder, "sw.js"))) throw refuse("no_usable_files", "not_site", { path: folder, name: "sw.js" });
  const headers = Object.entries(securityHeaders());
  const files = sirv(folder, { dev: true, etag: true, dotfiles: true });
  const server = createServer((request, response) => {
    for (const [name, value] of headers) response.setHeader(name, value);
    files(request, response, () => {
      response.writeHead(404).end("Not found");
    });
  });
  const ended = new Promise<void>((resolve) => server.once("close", resolve));
  const bound = await listen(server, port, "127.0.0.1");
  return { url: `http://localhost:${bound}/`, ended, close: () => server.close() };
}
