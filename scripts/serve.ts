import { startStaticServer } from "./static-server.ts";

const { url } = await startStaticServer({ root: "dist", port: Number(process.env["PORT"] ?? 4173) });
console.log(`Hostless runs at ${url}`);
