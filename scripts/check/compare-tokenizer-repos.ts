import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { Refusal } from "../../src/contract/outcome.ts";
import { differentRepos, parseRepos } from "../../src/convert/read/testing/tokenizer-repos.ts";

/**
 * Compares our tokenizers with transformers' for random repositories, as scripts/golden/make_tokenizer_repos.py writes them:
 * npx tsx scripts/check/compare-tokenizer-repos.ts FILE
 */
const [file = ""] = process.argv.slice(2);
const all = parseRepos(gunzipSync(readFileSync(file)).toString());
const counts = { repositories: all.repos.length, refused: 0, different: 0 };
for (const repo of all.repos) {
  const found = await differentRepos({ ...all, repos: [repo] }).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    counts.refused++;
    console.log(`${repo.name}: ${error.message}`);
    return [];
  });
  if (found.length === 0) continue;
  counts.different++;
  if (counts.different <= 10)
    console.log(JSON.stringify(found[0]), JSON.stringify(repo.files["tokenizer_config.json"]));
}
console.log(counts);
if (counts.different > 0) process.exitCode = 1;
