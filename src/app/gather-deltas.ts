import type { GenerateDelta } from "../contract/generate-result.ts";

/**
 * Gathers what arrives, so that the page is drawn once for it: at the next frame, then at every other one. A model this
 * small writes some ten tokens a frame, and would write fewer if every frame were drawn.
 */
export class DeltaGatherer {
  readonly #nextFrame: (callback: () => void) => void;
  readonly #draw: (deltas: readonly GenerateDelta[]) => void;
  #held: GenerateDelta[] = [];
  #isDue = false;

  /** @param nextFrame calls back before the next frame is painted */
  constructor(nextFrame: (callback: () => void) => void, draw: (deltas: readonly GenerateDelta[]) => void) {
    this.#nextFrame = nextFrame;
    this.#draw = draw;
  }

  add(delta: GenerateDelta): void {
    this.#held.push(delta);
    if (this.#isDue) return;
    this.#isDue = true;
    this.#nextFrame(() => this.#drawThenSkip());
  }

  /** Draws what is held. */
  flush(): void {
    if (this.#held.length > 0) this.#draw(this.#held);
    this.#held = [];
  }

  #drawThenSkip(): void {
    this.flush();
    this.#nextFrame(() => {
      this.#isDue = this.#held.length > 0;
      if (this.#isDue) this.#nextFrame(() => this.#drawThenSkip());
    });
  }
}
