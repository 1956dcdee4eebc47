import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PubSub } from './pubsub.ts'

/** The promises that every driver of `PubSub` keeps. `open` is called twice per test: two nodes on one carrier, or one node twice. */
export function describePubSub(name: string, open: () => Promise<PubSub>): void {
  describe(name, () => {
    let here: PubSub
    let there: PubSub
    beforeEach(async () => {
      here = await open()
      there = await open()
    })
    afterEach(async () => {
      await here.close()
      await there.close()
    })

    test('a payload reaches every listener of its topic, and nobody else', async () => {
      const got: string[] = []
      await here.subscribe('account:1', (payload) => got.push(`a ${payload}`))
      await there.subscribe('account:1', (payload) => got.push(`b ${payload}`))
      await there.subscribe('account:2', (payload) => got.push(`c ${payload}`))
      await there.publish('account:2', 'for others')
      await here.publish('account:1', 'grüß dich\n☂')
      await vi.waitFor(() => expect(got).toHaveLength(3))
      expect(got.toSorted()).toEqual(['a grüß dich\n☂', 'b grüß dich\n☂', 'c for others'])
    })

    test('payloads of one publisher arrive in the order of publishing', async () => {
      const got: string[] = []
      await there.subscribe('t', (payload) => got.push(payload))
      const sent = Array.from({ length: 200 }, (_, index) => String(index))
      await Promise.all(sent.map((payload) => here.publish('t', payload)))
      await vi.waitFor(() => expect(got).toHaveLength(200))
      expect(got).toEqual(sent)
    })

    test('a listener that has left gets nothing more, and the others still do', async () => {
      const left: string[] = []
      const stayed: string[] = []
      const leave = await here.subscribe('t', (payload) => left.push(payload))
      await here.subscribe('t', (payload) => stayed.push(payload))
      await here.publish('t', 'one')
      await vi.waitFor(() => expect(stayed).toEqual(['one']))
      await leave()
      await leave()
      await here.publish('t', 'two')
      await vi.waitFor(() => expect(stayed).toEqual(['one', 'two']))
      expect(left).toEqual(['one'])
    })

    test('a topic can be left and listened to again at the same moment', async () => {
      const got: string[] = []
      const leave = await here.subscribe('t', () => got.push('old'))
      await Promise.all([leave(), here.subscribe('t', () => got.push('new'))])
      await here.publish('t', 'x')
      await vi.waitFor(() => expect(got).toEqual(['new']))
    })

    test('a listener that throws disturbs no other', async () => {
      const got: string[] = []
      await here.subscribe('t', () => {
        throw new Error('broken listener')
      })
      await here.subscribe('t', (payload) => got.push(payload))
      await here.publish('t', 'x')
      await vi.waitFor(() => expect(got).toEqual(['x']))
    })
  })
}
