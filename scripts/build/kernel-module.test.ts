import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { MODULE_FILE, renderModule } from "./kernel-module.ts";

it("the kernel's exports are described as they are compiled (else: npm run build:kernel)", async () => {
  expect(readFileSync(MODULE_FILE, "utf8")).toBe(await renderModule());
});
