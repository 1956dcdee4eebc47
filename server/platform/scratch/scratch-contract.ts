import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Scratch } from './scratch.ts'

/** The promises that every driver of `Scratch` keeps. `pass` lets time go by until the check holds: at least the seconds given. */
export function describeScratch(
  name: string,
  harness: { open: () => Promise<Scratch>; pass: (seconds: number, check: () => Promise<void>) => Promise<void> },
): void {
  describe(name, () => {
    let scratch: Scratch
    beforeEach(async () => {
      scratch = await harness.open()
    })
    afterEach(() => scratch.close())

    test('a value is found until its time runs out', async () => {
      expect(await scratch.get('k')).toBeNull()
      await scratch.set('k', 'ü', 0.2)
      await scratch.set('other', 'stays', 60)
      expect(await scratch.get('k')).toBe('ü')
      await harness.pass(0.2, async () => expect(await scratch.get('k')).toBeNull())
      expect(await scratch.get('other')).toBe('stays')
    })

    test('a deleted value is gone, and deleting nothing is no error', async () => {
      await scratch.set('k', 'v', 60)
      await scratch.delete('k')
      await scratch.delete('k')
      expect(await scratch.get('k')).toBeNull()
    })

    test('of several takers one has the value', async () => {
      await scratch.set('ticket', 'v', 60)
      const taken = await Promise.all([1, 2, 3].map(() => scratch.take('ticket')))
      expect(taken.filter((value) => value === 'v')).toHaveLength(1)
      expect(taken.filter((value) => value === null)).toHaveLength(2)
    })

    test('a counter counts every hit of its window, which starts at the first', async () => {
      const hits = await Promise.all([1, 2, 3].map(() => scratch.increment('c', 0.3)))
      expect(new Set(hits)).toEqual(new Set([1, 2, 3]))
      // Were the window to restart at each hit, this would never come true: it hits again and again.
      await harness.pass(0.3, async () => expect(await scratch.increment('c', 0.3)).toBe(1))
    })

    test('a member is present from its first touch until its time runs out', async () => {
      expect(await scratch.touch('online', 'mo', 0.2)).toBe(true)
      expect(await scratch.touch('online', 'ada', 60)).toBe(true)
      expect(await scratch.touch('online', 'ada', 60)).toBe(false)
      expect((await scratch.members('online')).toSorted()).toEqual(['ada', 'mo'])
      await harness.pass(0.2, async () => expect(await scratch.members('online')).toEqual(['ada']))
      expect(await scratch.touch('online', 'mo', 60)).toBe(true)
    })

    test('a short touch of one member does not end the presence of another', async () => {
      await scratch.touch('online', 'ada', 60)
      await scratch.touch('online', 'mo', 0.1)
      await harness.pass(0.1, async () => expect(await scratch.members('online')).toEqual(['ada']))
    })

    test('who leaves is absent, once', async () => {
      await scratch.touch('online', 'mo', 60)
      expect(await scratch.leave('online', 'mo')).toBe(true)
      expect(await scratch.leave('online', 'mo')).toBe(false)
      expect(await scratch.members('online')).toEqual([])
      expect(await scratch.members('nobody was ever here')).toEqual([])
    })

    test('whose time ran out has left already', async () => {
      await scratch.touch('online', 'mo', 0.1)
      await scratch.touch('online', 'ada', 60)
      await harness.pass(0.1, async () => expect(await scratch.members('online')).toEqual(['ada']))
      expect(await scratch.leave('online', 'mo')).toBe(false)
    })

    test('a key, a counter and a set never meet unless they are the same kind', async () => {
      await scratch.set('same', 'v', 60)
      await scratch.touch('same', 'mo', 60)
      expect(await scratch.get('same')).toBe('v')
      expect(await scratch.members('same')).toEqual(['mo'])
    })
  })
}
