import type { ForwardPass } from "../../contract/forward-pass.ts";
import { CHECKED, costsOf } from "../pass-costs.ts";

/** A pass in which several positions cost what one does, and what was asked of it. */
export interface ExactPass extends ForwardPass {
  /** Tokens of each call, of all rows. */
  readonly asked: number[];
}

/** The same model, for which guesses are computed along whenever there are some, or never. */
export function exactPass(model: ForwardPass, isGuessed = true): ExactPass {
  const asked: number[] = [];
  const pass: ExactPass = {
    vocabSize: model.vocabSize,
    maxPositions: model.maxPositions,
    ...(isGuessed && { exactPieces: true }),
    asked,
    get cached() {
      return model.cached;
    },
    forward(ids, want) {
      asked.push(ids.reduce((sum, own) => sum + own.length, 0));
      return model.forward(ids, want);
    },
    reorder: (rows) => model.reorder(rows),
    truncate: (length) => model.truncate(length),
    dispose: () => model.dispose(),
  };
  const costs = costsOf(pass);
  costs.addSingle(1);
  for (let i = 0; i < 100; i++) for (const positions of CHECKED) costs.addChecked(positions, 1);
  for (let i = 0; i < 100; i++) costs.addHit();
  return pass;
}
