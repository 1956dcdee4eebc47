import { afterEach, expect, test, vi } from 'vitest'
import { alongLine, isRightToLeft, lineArrows, pageDirection } from './direction.ts'

afterEach(() => vi.unstubAllGlobals())

const page = (dir: string) => vi.stubGlobal('document', { documentElement: { dir } })

test('a step to the right is a step on where lines run to the right, and a step back where they run to the left', () => {
  page('ltr')
  expect([pageDirection(), isRightToLeft(), alongLine(20), lineArrows()]).toEqual([
    'ltr',
    false,
    20,
    { back: '←', on: '→' },
  ])
  page('rtl')
  expect([pageDirection(), isRightToLeft(), alongLine(20), lineArrows()]).toEqual([
    'rtl',
    true,
    -20,
    { back: '→', on: '←' },
  ])
})
