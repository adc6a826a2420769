/** Asks the service worker that is active to take the page that sends it. */
export const CLAIM_MESSAGE = "hostless:claim";
