/**
 * Names as in `on-device.ts` that only a sign-in and the page that publishes have: apart, so that the page's first script does not carry
 * them.
 */

/** Keys of `sessionStorage`. */
export const PUBLISHING_ITEMS = {
  /** What was typed on the page that publishes. */
  publishing: "hostless:publishing",
  /** What a sign-in there is finished with; taken away when the page is back. */
  signIn: "hostless:sign-in",
} as const;

/** Name of the BroadcastChannel on which a tab that the Hub has led back tells the one that asked for a sign-in. */
export const SIGN_IN_CHANNEL = "hostless:signed-in";
