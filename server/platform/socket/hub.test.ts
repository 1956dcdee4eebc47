import { expect, test } from 'vitest'
import { createHub, type Subscriber } from './hub.ts'

function aSubscriber(identifier: string, ...streams: string[]): Subscriber & { frames: string[] } {
  const frames: string[] = []
  return { identifier, streams: new Set(streams), frames, send: (frame) => void frames.push(frame) }
}

test('a message for several streams reaches each subscriber once', () => {
  const hub = createHub()
  const both = aSubscriber('b', 'one', 'two')
  const one = aSubscriber('o', 'one')
  const other = aSubscriber('x', 'three')
  for (const subscriber of [both, one, other]) hub.add(subscriber)
  hub.deliver({ streams: ['one', 'two'] }, '{"event":"lit"}')
  expect(both.frames).toEqual(['{"identifier":"b","message":{"event":"lit"}}'])
  expect(one.frames).toHaveLength(1)
  expect(other.frames).toEqual([])
})

test('the identifier comes back as it was sent, byte for byte', () => {
  const hub = createHub()
  const words = '{ "channel" : "RoomChannel","pubsub_token":"\\u00e9\\"\\n ü\u2028" }'
  const subscriber = aSubscriber(words, 'one')
  hub.add(subscriber)
  hub.deliver({ streams: ['one'] }, '{}')
  expect(JSON.parse(subscriber.frames[0] ?? '').identifier).toBe(words)
})

test('who is on the excepted stream does not hear, through no stream of theirs', () => {
  const hub = createHub()
  const typist = aSubscriber('t', 'inbox', 'user:1')
  const colleague = aSubscriber('c', 'inbox', 'user:2')
  hub.add(typist)
  hub.add(colleague)
  hub.deliver({ streams: ['inbox'], except: ['user:1'] }, '{}')
  expect([typist.frames.length, colleague.frames.length]).toEqual([0, 1])
})

test('a subscriber whose access changed hears the new streams and no longer the old ones', () => {
  const hub = createHub()
  const subscriber = aSubscriber('s', 'old', 'kept')
  hub.add(subscriber)
  hub.rejoin(subscriber, new Set(['kept', 'new']))
  for (const stream of ['old', 'kept', 'new']) hub.deliver({ streams: [stream] }, `"${stream}"`)
  expect(subscriber.frames.map((frame) => JSON.parse(frame).message)).toEqual(['kept', 'new'])
})

test('who has left hears nothing, even when their access is looked at once more', () => {
  const hub = createHub()
  const subscriber = aSubscriber('s', 'one')
  hub.add(subscriber)
  hub.remove(subscriber)
  hub.rejoin(subscriber, new Set(['one', 'two']))
  hub.deliver({ streams: ['one', 'two'] }, '{}')
  expect(subscriber.frames).toEqual([])
  expect([hub.all().size, hub.subscribers('one').size]).toEqual([0, 0])
})
