import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { MODULES, renderModule } from "./kernel-module.ts";

it.each(MODULES)(
  "the exports of $entry are described as they are compiled (else: npm run build:kernel)",
  async (module) => {
    expect(readFileSync(module.file, "utf8")).toBe(await renderModule(module));
  },
);
