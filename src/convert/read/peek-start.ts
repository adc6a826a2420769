/** The first bytes of a file as text; those that are none become U+FFFD. */
export type PeekStart = (name: string, most: number) => Promise<string>;
