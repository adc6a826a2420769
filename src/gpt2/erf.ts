/** Error function by its series near 0 and its continued fraction further out; exact to about 1e-13. NaN stays NaN. */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (size > 6) return Math.sign(x);
  return size < 2.5 ? sumSeries(x) : Math.sign(x) * (1 - evaluateFraction(size));
}

/** 2/√π · Σ (-1)^n x^(2n+1) / (n! (2n+1)) */
function sumSeries(x: number): number {
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n++) {
    term *= -(x * x) / n;
    sum += term / (2 * n + 1);
  }
  return (2 / Math.sqrt(Math.PI)) * sum;
}

/** 1 - erf(x) for x from 2.5 on. */
function evaluateFraction(x: number): number {
  let fraction = 0;
  for (let n = 60; n > 0; n--) fraction = n / 2 / (x + fraction);
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * (x + fraction));
}
