/** The value below which this part (0 to 1) of the samples lies, rounded to a tenth; 0 when there are none. */
export function percentile(samples: readonly number[], part: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return Math.round((sorted[Math.floor(sorted.length * part)] ?? 0) * 10) / 10
}
