import { FullPass } from "../kernel/training/full-pass.ts";
import { sumInGroups } from "../train/sum-in-groups.ts";
import type { Trainable } from "../train/trainable.ts";

type Texts = readonly (readonly number[])[];
type Breathe = () => Promise<void>;

/** A model that one thread trains, a step at once: its gradients are gathered where they are, without a copy of them. */
export class FullModel extends FullPass implements Trainable {
  lossOf(texts: Texts, breathe: Breathe): Promise<number> {
    return sumInGroups(texts, this.tokens, (group) => this.score(group), breathe);
  }

  gather(texts: Texts, weight: number, breathe: Breathe): Promise<number> {
    return sumInGroups(texts, this.tokens, (group) => this.accumulate(group, weight), breathe);
  }
}
