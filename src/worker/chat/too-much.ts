/** What a template does is more than any template needs. */
export class TooMuch extends Error {}
