import { type Refusal, refuse } from "../contract/outcome.ts";

export function badName(given: string, detail: "not_site_folder" | "not_repository" | "not_revision"): Refusal {
  const name = given.slice(0, 100);
  return refuse("bad_request", detail, { name }, { subject: name });
}
