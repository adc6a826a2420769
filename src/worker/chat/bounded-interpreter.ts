import { type Environment, Interpreter } from "@huggingface/jinja";
import { type ChatNode, fieldOf, type Method, type Operand, operationCost } from "./operation-cost.ts";
import { TooMuch } from "./too-much.ts";
import { type ChatValue, ValueWeights } from "./value-weights.ts";

/** What a template may do: those of large models take some dozen steps for a message. */
const STEPS = 100_000;
/** Characters that its steps touch, all of them together. */
const WORK = 67_108_864;
/** Steps within steps. */
const DEPTH = 300;

interface Frame {
  readonly node: ChatNode;
  readonly operands: Operand[];
}

/**
 * Runs a stranger's program. Its steps are counted, every value is weighed as soon as it is there, and what a step will touch is
 * reckoned from its operands when the last of them is there: before it is done. No clock is asked, so the same template ends alike everywhere.
 */
export class BoundedInterpreter extends Interpreter {
  #steps = STEPS;
  #work = WORK;
  #depth = 0;
  #frame: Frame | undefined;
  readonly #size: number;
  readonly #methods = new WeakMap<ChatValue, Method>();
  readonly #weights = new ValueWeights((work) => this.#spend(work));

  /** @param size characters of the template */
  constructor(environment: Environment, size: number) {
    super(environment);
    this.#size = size;
  }

  override evaluate(node: ChatNode | undefined, environment: Environment): ChatValue {
    if (node === undefined) return super.evaluate(node, environment);
    this.#step(1);
    // The interpreter looks through all that a macro holds where it meets one.
    if (node.type === "Macro" || node.type === "CallStatement") this.#spend(this.#size);
    const outer = this.#frame;
    const frame: Frame = { node, operands: [] };
    this.#frame = frame;
    if (++this.#depth > DEPTH) throw new TooMuch();
    try {
      const value = super.evaluate(node, environment);
      this.#keepMethod(frame, value);
      if (outer !== undefined) this.#take(outer, value);
      else this.#weights.weigh(value);
      return value;
    } finally {
      this.#depth--;
      this.#frame = outer;
    }
  }

  /** Hands a value to the step that asked for it. */
  #take({ node, operands }: Frame, value: ChatValue): void {
    const weight = this.#weights.weigh(value);
    // A loop goes through a list without a step of its own where there is nothing in it.
    if (node.type === "For" && operands.length === 0) this.#step(weight.parts);
    operands.push({ value, weight });
    this.#spend(operationCost(node, operands, this.#methods.get(value)));
  }

  #keepMethod({ node, operands: [of] }: Frame, value: ChatValue): void {
    if (node.type !== "MemberExpression" || typeof value.value !== "function" || of === undefined) return;
    const property = fieldOf(node, "property");
    const name = String(fieldOf(property, "value"));
    this.#methods.set(value, { name, of: of.weight });
  }

  #step(steps: number): void {
    this.#steps -= steps;
    if (this.#steps < 0) throw new TooMuch();
  }

  #spend(work: number): void {
    this.#work -= work;
    if (!(this.#work >= 0)) throw new TooMuch();
  }
}
