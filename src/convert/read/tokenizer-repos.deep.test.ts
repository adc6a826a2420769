import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { differentRepos, parseRepos } from "./testing/tokenizer-repos.ts";

const file = new URL("../../../fixtures/tokenizer-repos.json.gz", import.meta.url);
const golden = parseRepos(gunzipSync(readFileSync(file)).toString());

it("reads every mixture of tokenizer files as transformers does", async () => {
  expect(golden.repos.length).toBeGreaterThan(400);
  expect(await differentRepos(golden)).toEqual([]);
});
