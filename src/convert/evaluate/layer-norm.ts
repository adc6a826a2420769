/** Normalizes each row to mean 0 and variance 1, then scales and shifts it. */
export function layerNorm(x: Float32Array, weight: Float32Array, bias: Float32Array, epsilon: number): Float32Array {
  const width = weight.length;
  const normal = new Float32Array(x.length);
  for (let start = 0; start < x.length; start += width) {
    const row = x.subarray(start, start + width);
    const mean = row.reduce((sum, value) => sum + value, 0) / width;
    const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / width;
    const factor = 1 / Math.sqrt(variance + epsilon);
    for (let i = 0; i < width; i++) {
      normal[start + i] = ((row[i] ?? 0) - mean) * factor * (weight[i] ?? 0) + (bias[i] ?? 0);
    }
  }
  return normal;
}
