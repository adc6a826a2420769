/** What a training is told. */
export interface TrainOptions {
  readonly epochs: number;
  /** Left out, two are tried. */
  readonly rate?: number;
  /** Those that are tried; left out, an adapter's. */
  readonly rates?: readonly [number, number];
  readonly seed: number;
}

/** How far training is. */
export interface Progress {
  readonly step: number;
  readonly steps: number;
  /** Mean of -log p of the tokens of the last step. */
  readonly loss: number;
  /** Tokens trained on so far. */
  readonly tokens: number;
  /** Of one of the two short trainings that find the rate; its steps count from 1, too. */
  readonly isTrial: boolean;
}

/** How well the texts set aside are foreseen. */
export interface Evaluation {
  readonly step: number;
  readonly perplexity: number;
  /** Whether it is the best so far: then it is what is kept. */
  readonly isBest: boolean;
}

/** The best state so far: its values alone, since nothing is trained from there. */
export interface Best {
  readonly step: number;
  readonly perplexity: number;
  readonly state: Float32Array<ArrayBuffer>;
}

/** All that training goes on from, after its thread or device has ended. */
export interface Checkpoint {
  readonly step: number;
  /** Steps of the optimizer: one less for each whose gradients were not finite. */
  readonly updates: number;
  readonly rate: number;
  readonly tokens: number;
  readonly state: Float32Array<ArrayBuffer>;
  readonly best: Best;
  readonly before: number;
}

/** Whom a training tells, and asks. */
export interface TrainHooks {
  onStep(progress: Progress): void;
  onEvaluation(evaluation: Evaluation): void;
  /** Half a pass is done: to be kept, so that training can go on from here. */
  onCheckpoint(checkpoint: Checkpoint): Promise<void>;
  /** Looked at between computations; what was computed since the best state is then given up. */
  isStopped(): boolean;
  /** Awaited between computations, so that a thread can answer meanwhile. */
  breathe(): Promise<void>;
}

/** Why training ended: all passes done, no better any more, stopped, or gradients that were not finite. */
export type TrainEnd = "done" | "worse" | "stopped" | "not_finite";

/** What came of it. */
export interface TrainResult {
  readonly end: TrainEnd;
  readonly rate: number;
  /** Step of the state that is kept; 0 is the untouched base. */
  readonly step: number;
  readonly steps: number;
  readonly tokens: number;
  /** Of the texts set aside, before and with what is kept. */
  readonly before: number;
  readonly after: number;
}
