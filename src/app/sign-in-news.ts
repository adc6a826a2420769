import * as v from "valibot";

/** What a tab tells that the Hub has led back: the whole address, of which only the page that asked can make something. */
export const signInNews = v.object({ redirectedUrl: v.string() });
export type SignInNews = v.InferOutput<typeof signInNews>;

/** What the page that asked answers: the nonce of what it has taken. */
export const signInTaken = v.object({ taken: v.string() });
export type SignInTaken = v.InferOutput<typeof signInTaken>;

const state = v.object({ nonce: v.string() });

/** The nonce that an address of the way back carries; `undefined` where it has none. */
export function nonceIn(redirectedUrl: string): string | undefined {
  try {
    const found = v.safeParse(state, JSON.parse(new URL(redirectedUrl).searchParams.get("state") ?? ""));
    return found.success ? found.output.nonce : undefined;
  } catch {
    return undefined;
  }
}
