import { statSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { fetchRuntime } from "./fetch-runtime.ts";
import { RUNTIME_BYTES } from "./ort-builds.ts";

const bytes = new Uint8Array(500_000).map((_, i) => (i * 7) % 251);
let close = () => {};
afterEach(() => close());

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/ort.wasm`;
}

async function load(answer: RequestListener, about = 1) {
  const reports: [number, number][] = [];
  const url = await serve(answer);
  const loaded = await fetchRuntime(fetch, url, about, (...report) => void reports.push(report));
  return { loaded, reports };
}

function expectRising(reports: readonly (readonly [number, number])[], total: number): void {
  const loaded = reports.map(([each]) => each);
  expect(loaded).toEqual([...loaded].sort((a, b) => a - b));
  expect(new Set(reports.map(([, each]) => each))).toEqual(new Set([total]));
  expect(loaded.at(-1)).toBe(total);
}

describe("a runtime's file", () => {
  it("is counted while it comes, by the size that the host names", async () => {
    const { loaded, reports } = await load((_, response) => {
      response.writeHead(200, { "Content-Length": bytes.length }).end(bytes);
    });
    expect(Buffer.compare(loaded, bytes)).toBe(0);
    expectRising(reports, bytes.length);
  });

  it.each([400_000, 600_000])("is counted by the size that is expected where it is compressed: %i", async (about) => {
    const { loaded, reports } = await load((_, response) => {
      response.writeHead(200, { "Content-Encoding": "gzip" }).end(gzipSync(bytes));
    }, about);
    expect(Buffer.compare(loaded, bytes)).toBe(0);
    expectRising(reports, about);
  });

  it("that does not come is a missing backend, so that another one is tried", async () => {
    const refused = load((_, response) => void response.writeHead(404).end());
    await expect(refused).rejects.toMatchObject({ failure: { code: "no_backend" } });
    close();
    const broken = load((_, response) => {
      response.writeHead(200, { "Content-Length": bytes.length });
      response.write(bytes.subarray(0, 1000), () => response.destroy());
    });
    await expect(broken).rejects.toMatchObject({ failure: { code: "no_backend" } });
  });
});

it("the sizes that are expected are those of the builds", () => {
  const size = (build: string) =>
    statSync(`node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded${build}.wasm`).size;
  expect(size("") / RUNTIME_BYTES.plain).toBeCloseTo(1, 1);
  expect(size(".jspi") / RUNTIME_BYTES.jspi).toBeCloseTo(1, 1);
});
