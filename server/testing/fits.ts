import { expect } from 'vitest'
import { differences } from './fixtures.ts'
import type { Answer } from './people.ts'

/** Expects an answer of this status in exactly this shape of contract/fixtures. */
export function fits(answer: Answer, shape: string, status = 200): void {
  expect({ status: answer.status, differences: differences(shape, answer.body) }).toEqual({ status, differences: [] })
}
