import * as v from "valibot";
import { repoName } from "../../contract/model-reference.ts";
import type { HubTarget, SignedIn } from "../../contract/publishing.ts";
import type { HubChoice } from "./draft.ts";

/** Where a choice leads for whoever is signed in; `undefined` while it names no repository. */
export function hubTarget(choice: HubChoice, who: SignedIn): HubTarget | undefined {
  const { way, isPrivate, withSpace } = choice;
  const owner = who.orgs.includes(choice.owner) ? choice.owner : who.name;
  const repo = way === "new" ? `${owner}/${choice.name}` : choice.repo;
  if (!isRepoName(repo)) return undefined;
  return { repo, way, isPrivate: way === "new" && isPrivate, withSpace: way !== "pull" && withSpace };
}

export function isRepoName(text: string): boolean {
  return v.is(repoName, text);
}

/** Whether a name may follow an owner's. */
export function isRepoPart(text: string): boolean {
  return isRepoName(`owner/${text}`);
}

/** The beginning of a choice: a name for the repository out of the model's. */
export function firstChoice(modelName: string, repo: string | undefined): HubChoice {
  const name = modelName
    .replace(/^.*\//, "")
    .replace(/[^\w.-]+/g, "-")
    .replace(/\.{2,}/g, ".")
    .replace(/-{2,}/g, "-")
    .replace(/^[^A-Za-z0-9]+/, "")
    .slice(0, 96);
  const way = repo === undefined ? "new" : "pull";
  return { way, owner: "", name: name || "my-gpt2", repo: repo ?? "", isPrivate: false, withSpace: true };
}
