import * as v from "valibot";

/** What the Hub writes into the pages of a Space that may sign people in. */
const ofSpace = v.object({ huggingface: v.object({ variables: v.object({ OAUTH_CLIENT_ID: v.string() }) }) });

/** The id that the Hub gives a Space; `undefined` elsewhere. */
export function spaceClient(): string | undefined {
  const found = v.safeParse(ofSpace, window);
  return found.success ? found.output.huggingface.variables.OAUTH_CLIENT_ID : undefined;
}
