import { expect, it } from "vitest";
import { licenseConflict } from "./license-conflict.ts";

it.each([
  ["mit", "apache-2.0", undefined],
  ["cc0-1.0", "mit", undefined],
  ["cc-by-nc-4.0", "mit", "non_commercial"],
  ["cc-by-nc-4.0", "cc-by-nc-4.0", undefined],
  ["cc-by-nd-4.0", "cc-by-nd-4.0", "no_derivatives"],
  ["cc-by-sa-4.0", "mit", "same_terms"],
  ["cc-by-sa-3.0", "cc-by-sa-4.0", undefined],
  ["cc-by-nc-sa-4.0", "cc-by-nc-4.0", "same_terms"],
  ["cc-by-sa-4.0", "cc-by-sa-3.0", "same_terms"],
  ["gpl-3.0", "gpl-2.0", "same_terms"],
  ["gpl-2.0", "gpl-3.0", undefined],
  ["gpl", "gpl-3.0", undefined],
  ["gpl-3.0", "gpl-3", undefined],
  ["lgpl-3.0", "lgpl-2.1", "same_terms"],
  ["llama3.2", "llama3.10", undefined],
  ["gpl-3.0", "mit", "same_terms"],
  ["gpl-3.0", "gpl-3.0", undefined],
  ["bigscience-openrail-m", "mit", "same_terms"],
  ["of-a-stranger", "mit", undefined],
] as const)("a base under %s and a model under %s: %s", (base, own, conflict) => {
  expect(licenseConflict(base, own)).toBe(conflict);
});
