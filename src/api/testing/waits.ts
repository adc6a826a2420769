/** A clock whose waits are over when a test says so. */
export function createWaits() {
  const waits = new Set<{ readonly ms: number; readonly end: () => void }>();
  let begun = () => {};
  return {
    wait(ms: number): Promise<undefined> {
      return new Promise((resolve) => {
        waits.add({ ms, end: () => resolve(undefined) });
        begun();
      });
    },
    /** Ends one wait of at least `least` and less than `most` milliseconds, once there is one. */
    async end(least: number, most = Number.POSITIVE_INFINITY): Promise<void> {
      for (;;) {
        const found = [...waits].find(({ ms }) => ms >= least && ms < most);
        if (found !== undefined) {
          waits.delete(found);
          return found.end();
        }
        await new Promise<void>((resolve) => {
          begun = resolve;
        });
      }
    },
  };
}
