import type { GenerateDelta } from "../contract/generate-result.ts";

/**
 * Hands deltas on, and leaves out those that an earlier attempt at the same run has already handed on. Where an attempt
 * says something else, nothing more is handed on: a text must not be stitched together from two.
 */
export function createRelay(onDelta: (delta: GenerateDelta) => void | Promise<void>, onTorn: () => void) {
  const handedOn = new Map<number, string[]>();
  let torn = false;
  return {
    isTorn: () => torn,
    next() {
      const seen = new Map<number, number>();
      return (delta: GenerateDelta): void | Promise<void> => {
        if (torn) return;
        const { sample, text } = delta;
        const position = seen.get(sample) ?? 0;
        seen.set(sample, position + 1);
        const texts = handedOn.get(sample) ?? [];
        const earlier = texts[position];
        if (earlier === text) return;
        torn = earlier !== undefined;
        if (torn) return onTorn();
        texts.push(text);
        handedOn.set(sample, texts);
        return onDelta(delta);
      };
    },
  };
}

export type Relay = ReturnType<typeof createRelay>;
