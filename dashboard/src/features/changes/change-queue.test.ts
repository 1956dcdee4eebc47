import { expect, test } from 'vitest'
import { ChangeQueue } from './change-queue.ts'
import type { QueueWord } from './change-queue.ts'
import type { PendingChange } from './pending-change.ts'

/** Whole numbers below `limit`, the same ones for the same seed (a linear congruential generator). */
function dice(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return Math.floor((state / 4_294_967_296) * limit)
  }
}

class Refused extends Error {}

type Fate = 'no' | 'lost' | 'unanswered' | 'refused'
const fine = (): Fate => 'no'

/** A browser with tabs that share a disk and a lock, in front of a server that fails as told. */
function browser({ fails = fine, locks = true }: { fails?: () => Fate; locks?: boolean } = {}) {
  const disk = new Map<string, PendingChange>()
  const arrived: PendingChange[] = []
  const outcomes = new Map<string, (string | null)[]>()
  const tabs: ReturnType<typeof openTab>[] = []
  const shown: string[][] = []
  const timers: (() => void)[] = []
  const unsent = new Set<string>()
  let clock = 0
  let turn: Promise<unknown> = Promise.resolve()

  function openTab() {
    const seen: string[] = []
    shown.push(seen)
    const queue: ChangeQueue = new ChangeQueue({
      disk: {
        all: async () => [...disk.values()].map((one) => structuredClone(one)),
        put: async (change) => Boolean(disk.set(change.key, structuredClone(change))),
        delete: async (key) => disk.delete(key),
      },
      alone: locks
        ? (work) => {
            const mine = turn.then(work)
            turn = mine.catch(() => undefined)
            return mine
          }
        : null,
      tell: (word: QueueWord) => {
        for (const one of tabs) if (one.queue !== queue) queueMicrotask(() => one.queue.hear(word))
      },
      transmit: async (change) => {
        const fate = fails()
        if (fate === 'lost') throw new Error('lost')
        if (fate === 'refused') throw new Refused('not yours')
        arrived.push(change)
        if (fate === 'unanswered') throw new Error('unanswered')
      },
      isRefusal: (error) => error instanceof Refused,
      unsent: async () => unsent,
      retryDelay: (attempts) => attempts * 10,
      now: () => clock,
      wakeIn: (ms) => {
        if (ms !== null) timers.push(() => queue.drain())
      },
      onShown: (change) => seen.push(change.key),
      onDone: (change, problem) => outcomes.set(change.key, [...(outcomes.get(change.key) ?? []), problem]),
    })
    return { queue, seen }
  }
  const open = () => {
    const tab = openTab()
    tabs.push(tab)
    return tab.queue
  }
  /** Lets everything happen, with time going on, until nothing is left to do. */
  async function settle(): Promise<void> {
    for (let round = 0; round < 400; round++) {
      for (let tick = 0; tick < 40; tick++) await Promise.resolve()
      const due = timers.splice(0)
      if (due.length === 0 && disk.size === 0) return
      clock += 50
      for (const run of due) run()
    }
  }
  return { open, settle, disk, arrived, outcomes, shown, unsent }
}

let order = 0
const change = (ids: number[], more: Partial<PendingChange> = {}): PendingChange => {
  order++
  const what = { edit: { status: 'resolved' as const }, attempts: 0, notBefore: 0, after: [] }
  return { key: `k${order}`, accountId: 1, userId: 1, ids, order, ...what, ...more }
}

test.each(Array.from({ length: 60 }, (_, seed) => seed))(
  'whatever the network does, changes of several tabs arrive in order and end once (%i)',
  async (seed) => {
    const roll = dice(seed + 1)
    const fates = ['no', 'no', 'lost', 'unanswered'] as const
    const at = browser({ fails: () => fates[roll(fates.length)] ?? 'no' })
    const tabs = [at.open(), at.open(), at.open()]
    const made: PendingChange[] = []
    for (let index = 0; index < 12; index++) {
      const ids = roll(4) === 0 ? [1, 2, 3] : [1 + roll(3)]
      const one = change(ids)
      made.push(one)
      await tabs[roll(3)]?.add(one)
      for (let pause = roll(20); pause > 0; pause--) await Promise.resolve()
    }
    await at.settle()
    expect(at.disk.size).toBe(0)
    for (const id of [1, 2, 3]) {
      const keys = at.arrived.filter((one) => one.ids.includes(id)).map((one) => one.key)
      // A change that got no answer is said again at once, before anything that came after it.
      const once = keys.filter((key, index) => keys[index - 1] !== key)
      expect(once).toEqual(made.filter((one) => one.ids.includes(id)).map((one) => one.key))
    }
    for (const one of made) expect(at.outcomes.get(one.key)).toEqual([null, null, null])
  },
)

test('with a network that answers, nothing is said twice, whichever tab sends', async () => {
  const at = browser()
  const tabs = [at.open(), at.open()]
  const made = [1, 2, 1, 3, 2, 1].map((id) => change([id]))
  await Promise.all(made.map(async (one, index) => tabs[index % 2]?.add(one)))
  await at.settle()
  expect(at.arrived.map((one) => one.key).toSorted()).toEqual(made.map((one) => one.key).toSorted())
})

test('what the server refuses is over, says why in every tab, and lets the next one pass', async () => {
  const fates: ('refused' | 'no')[] = ['refused', 'no']
  const at = browser({ fails: () => fates.shift() ?? 'no' })
  const tab = at.open()
  at.open()
  const [first, second] = [change([1]), change([1])]
  await tab.add(first)
  await tab.add(second)
  await at.settle()
  expect(at.outcomes.get(first.key)).toEqual(['not yours', 'not yours'])
  expect(at.arrived.map((one) => one.key)).toEqual([second.key])
})

test('a page that opens later shows and sends what an earlier one left', async () => {
  const at = browser()
  const left = change([1])
  at.disk.set(left.key, left)
  await at.open().adopt()
  await at.settle()
  expect(at.shown).toEqual([[left.key]])
  expect(at.arrived.map((one) => one.key)).toEqual([left.key])
})

test('a change waits for the messages that were written before it, and its followers wait with it', async () => {
  const at = browser()
  const tab = at.open()
  at.unsent.add('reply')
  await tab.add(change([1]), async () => ['reply'])
  await tab.add(change([1]))
  await tab.add(change([2]))
  for (let tick = 0; tick < 100; tick++) await Promise.resolve()
  expect(at.arrived.map((one) => one.ids)).toEqual([[2]])
  at.unsent.delete('reply')
  await at.settle()
  expect(at.arrived.map((one) => one.ids)).toEqual([[2], [1], [1]])
})

test('where tabs have no lock, each sends what it made itself', async () => {
  const at = browser({ locks: false })
  const [one, two] = [at.open(), at.open()]
  await Promise.all([one.add(change([1])), two.add(change([2]))])
  await at.settle()
  expect(new Set(at.arrived.map((each) => each.ids[0]))).toEqual(new Set([1, 2]))
  expect(at.arrived.length).toBe(2)
})
