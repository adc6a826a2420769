import { build, type Plugin } from "vite";
import { expect, it } from "vitest";
import { knownPreloadsPlugin } from "./vite-known-preloads.ts";

const FILES: Record<string, string> = {
  "/entry": `import { shared } from "/shared"; console.log(shared); import("/late"); import("/later");`,
  "/late": `import { shared } from "/shared"; import { other } from "/other"; console.log(shared, other);`,
  "/later": `import { other } from "/other"; console.log(other);`,
  "/shared": `export const shared = globalThis.shared;`,
  "/second": `import { shared } from "/shared"; console.log(shared);`,
  "/other": `export const other = globalThis.other;`,
};

const files: Plugin = {
  name: "files",
  enforce: "pre",
  resolveId: (id) => (id in FILES ? id : null),
  load: (id) => FILES[id] ?? null,
};

/** Names of the chunks that the entry fetches with those that it imports late. */
async function listOf(plugins: readonly Plugin[]): Promise<string[]> {
  let code = "";
  const taking: Plugin = {
    name: "taking",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type === "chunk" && chunk.name === "entry") code = chunk.code;
        }
      },
    },
  };
  await build({
    configFile: false,
    logLevel: "silent",
    plugins: [files, ...plugins, taking],
    build: { write: false, rolldownOptions: { input: { entry: "/entry", second: "/second" } } },
  });
  const [, list = ""] = /m\.f=\[(.*?)\]/.exec(code) ?? [];
  return [...list.matchAll(/(\w+)-[\w-]+\.js/g)].map(([, name = ""]) => name).sort();
}

it("leaves out of a script's list what it has imported itself, and nothing else", async () => {
  expect(await listOf([])).toEqual(["late", "later", "other", "shared"]);
  expect(await listOf([knownPreloadsPlugin()])).toEqual(["late", "later", "other"]);
});
