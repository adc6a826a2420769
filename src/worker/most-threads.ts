/** More threads than this gain nothing on models of GPT-2's size. */
export const MOST_THREADS = 4;
