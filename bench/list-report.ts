import type { ListTimes } from './measure-lists.ts'

/** The p95 of lists may grow this much from the middle size to the largest. */
const GROWTH = 1.3

/** Prints the times of each size beside the aims, and how much the lists grew. */
export function printListReport(results: Map<number, ListTimes[]>): void {
  for (const [size, times] of results) {
    console.log(`\n${size.toLocaleString('en')} conversations`)
    for (const { who, what, p50, p95, aim } of times) {
      const verdict = aim === undefined ? '' : `${p95 <= aim ? 'within' : 'above '} p95 ≤ ${aim} ms`
      console.log(`  ${who.padEnd(26)} ${what.padEnd(24)} p50 ${ms(p50)}  p95 ${ms(p95)}  ${verdict}`)
    }
  }
  const [middle, large] = [results.get(100_000), results.get(1_000_000)]
  if (!middle || !large) return
  console.log('\nFrom 100,000 to 1,000,000 conversations')
  for (const [index, { who, what, p95 }] of large.entries()) {
    const growth = p95 / (middle[index]?.p95 ?? p95)
    const aim = what.startsWith('list') ? `${growth <= GROWTH ? 'within' : 'above '} ≤ ${GROWTH}×` : ''
    console.log(`  ${who.padEnd(26)} ${what.padEnd(24)} p95 × ${growth.toFixed(2)}  ${aim}`)
  }
}

function ms(value: number): string {
  return `${value.toFixed(1).padStart(7)} ms`
}
