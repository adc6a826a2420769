import { refusePart } from "../refuse.ts";
import type { Node, Test } from "./ast.ts";

/** A step of a compiled pattern; `next` and the like are indexes of steps. */
export type Step =
  | { readonly op: "character"; readonly test: Test; readonly next: number }
  | { readonly op: "place"; readonly test: (codes: readonly number[], at: number) => boolean; readonly next: number }
  /** Tries `next` first. */
  | { op: "split"; next: number; other: number }
  | { readonly op: "ahead"; readonly start: number; readonly negative: boolean; readonly next: number }
  | { readonly op: "atomic"; readonly start: number; readonly next: number }
  | { readonly op: "match" };

export interface Program {
  readonly steps: readonly Step[];
  readonly start: number;
}

/** Steps of one pattern: `{1,999}` of something long would cost memory. */
const MAX_STEPS = 5000;

/** @throws NotUnderstood when it is too long */
export function compile(node: Node): Program {
  const steps: Step[] = [];
  const add = (step: Step): number => {
    if (steps.length >= MAX_STEPS) throw refusePart("length", {});
    return steps.push(step) - 1;
  };
  const addAll = (node: Node, next: number): number => {
    switch (node.kind) {
      case "character":
        return add({ op: "character", test: node.test, next });
      case "place":
        return add({ op: "place", test: node.test, next });
      case "sequence":
        return node.nodes.reduceRight((after, part) => addAll(part, after), next);
      case "choice":
        return node.nodes
          .map((part) => addAll(part, next))
          .reduceRight((other, first) => add({ op: "split", next: first, other }));
      case "atomic":
        return add({ op: "atomic", start: addAll(node.node, add({ op: "match" })), next });
      case "ahead":
        return add({ op: "ahead", start: addAll(node.node, add({ op: "match" })), negative: node.negative, next });
      case "repeat":
        return addRepeat(node, next);
    }
  };
  const addRepeat = ({ node, min, max, lazy }: Extract<Node, { kind: "repeat" }>, next: number): number => {
    let start = next;
    // Oniguruma leaves such a loop in ways of its own, and here it would be entered again on its own way.
    if (max > 1 && mayBeEmpty(node)) throw refusePart("repeats_empty", {});
    if (max === Number.POSITIVE_INFINITY) {
      const loop: Step = { op: "split", next, other: next };
      start = add(loop);
      const body = addAll(node, start);
      if (lazy) loop.other = body;
      else loop.next = body;
    } else {
      for (let count = min; count < max; count++) {
        const body = addAll(node, start);
        start = add(lazy ? { op: "split", next, other: body } : { op: "split", next: body, other: next });
      }
    }
    for (let count = 0; count < min; count++) start = addAll(node, start);
    return start;
  };
  return { start: addAll(node, add({ op: "match" })), steps };
}

/** Whether a pattern may match where nothing is. */
export function mayBeEmpty(node: Node): boolean {
  switch (node.kind) {
    case "character":
      return false;
    case "sequence":
      return node.nodes.every(mayBeEmpty);
    case "choice":
      return node.nodes.some(mayBeEmpty);
    case "repeat":
      return node.min === 0 || mayBeEmpty(node.node);
    case "atomic":
      return mayBeEmpty(node.node);
    default:
      return true;
  }
}
