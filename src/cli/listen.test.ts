import { createServer } from "node:http";
import { expect, it } from "vitest";
import { UsageError } from "./command.ts";
import { listen } from "./listen.ts";

it("takes a port that is free, and refuses one that is taken by its number", async () => {
  const [first, second] = [createServer(), createServer()];
  try {
    const port = await listen(first, 0, "127.0.0.1");
    expect(port).toBeGreaterThan(0);
    const taken = listen(second, port, "127.0.0.1");
    await expect(taken).rejects.toThrow(UsageError);
    await expect(taken).rejects.toThrow(`--port ${port}: `);
  } finally {
    first.close();
    second.close();
  }
});
