/** Doubles from `first` to `most` milliseconds; up to half of the wait is random, so that clients do not return in step. */
export function backOff(attempt: number, first = 1000, most = 30_000, random = Math.random): number {
  const whole = Math.min(most, first * 2 ** Math.min(attempt, 16))
  return Math.round(whole * (0.5 + random() * 0.5))
}
