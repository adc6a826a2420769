import * as v from "valibot";
import { begunSignIn, HUB_WAYS, publishEdit } from "../../contract/publishing.ts";

/** What an owner has chosen for the Hub. */
export const hubChoice = v.object({
  way: v.picklist(HUB_WAYS),
  /** Empty for the one who signs in. */
  owner: v.string(),
  name: v.string(),
  /** `owner/name`, of a repository that is there. */
  repo: v.string(),
  isPrivate: v.boolean(),
  withSpace: v.boolean(),
});
export type HubChoice = v.InferOutput<typeof hubChoice>;

/** What outlives a reload of the tab and the way to the Hub's sign-in: all that was typed, and no token. */
export const draft = v.object({ id: v.string(), edit: publishEdit, hub: hubChoice });
export type Draft = v.InferOutput<typeof draft>;

/** What has to be known when the Hub leads back: who asked, and for which rights. */
export const signInNote = v.object({ ...begunSignIn.entries, way: v.picklist(HUB_WAYS) });
export type SignInNote = v.InferOutput<typeof signInNote>;
