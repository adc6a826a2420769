/** One after the other, each with what the one before left. */
export function inOrder(steps: readonly ((text: string) => string)[]): (text: string) => string {
  return (text) => steps.reduce((done, step) => step(done), text);
}
