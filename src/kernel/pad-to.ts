/** The next multiple, as `padTo` of `assembly/linear.ts`. */
export function padTo(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}
