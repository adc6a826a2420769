import { startStaticServer } from "../../src/testing/static-server.ts";
import { gzipText } from "./gzip-text.ts";

const asked = process.env["PORT"];
// The usual port may be taken by another project; one that was asked for is meant.
const site = { root: "dist", intercept: gzipText("dist") };
const { url } = await startStaticServer({ ...site, port: Number(asked ?? 4173) }).catch((error: unknown) => {
  if (!(error instanceof Error) || !error.message.includes("EADDRINUSE")) throw error;
  if (asked === undefined) return startStaticServer({ ...site, port: 0 });
  console.error(`Port ${asked} is in use. Set PORT to another one.`);
  process.exit(1);
});
console.log(`Hostless runs at ${url}`);
