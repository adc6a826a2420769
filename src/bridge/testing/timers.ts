/** Timers that ring when a test says so. */
export function createTimers() {
  const timers = new Map<() => void, number>();
  return {
    later(callback: () => void, ms: number): () => void {
      const timer = () => callback();
      timers.set(timer, ms);
      return () => void timers.delete(timer);
    },
    /** Rings those that ring within so many milliseconds and were not taken back. @returns how many there were */
    ring(ms: number): number {
      const due = [...timers].filter(([, after]) => after <= ms);
      for (const [timer] of due) {
        timers.delete(timer);
        timer();
      }
      return due.length;
    },
  };
}
