import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Message } from './message.ts'
import { Outbox, type Letter, type OutboxPorts } from './outbox.ts'
import { Refused, Unreachable } from './widget-api.ts'

/** Remembers keys as the server does: the same key again answers the first message again. */
function aServer() {
  const byKey = new Map<string, Message>()
  return {
    messages: () => [...byKey.values()],
    keys: [] as string[],
    post(letter: Letter): Message {
      this.keys.push(letter.id)
      const known = byKey.get(letter.id)
      const message = known ?? {
        id: byKey.size + 1,
        content: letter.content,
        message_type: 0,
        created_at: 1,
        conversation_id: 7,
      }
      byKey.set(letter.id, message)
      return message
    },
  }
}

let stored: Map<string, Letter>
let server: ReturnType<typeof aServer>
let trouble: (letter: Letter) => void
let loseAnswers: number
let delivered: string[]
let ids: number
let last: Promise<void>

const store: OutboxPorts['store'] = {
  all: () => [...stored.values()].sort((one, other) => one.position.localeCompare(other.position)),
  put: (letter) => void stored.set(letter.id, letter),
  remove: (letter) => void stored.delete(letter.id),
}

function anOutbox(more: Partial<OutboxPorts> = {}): Outbox {
  return new Outbox({
    newId: () => `key-${++ids}`,
    store,
    async send(letter) {
      trouble(letter)
      const message = server.post(letter)
      if (loseAnswers-- > 0) throw new Unreachable('answer lost')
      return message
    },
    delivered: (letter) => void delivered.push(letter.content),
    alone: (work) => (last = work()),
    changed: () => {},
    ...more,
  })
}

const say = (outbox: Outbox, content: string) => {
  const letter = outbox.write({ content, files: [] })
  outbox.wake()
  return letter
}

beforeEach(() => {
  vi.useFakeTimers()
  stored = new Map()
  server = aServer()
  trouble = () => {}
  loseAnswers = 0
  delivered = []
  ids = 0
})

afterEach(() => {
  vi.useRealTimers()
})

test('a letter shows at once and is gone when the server has its message', async () => {
  const outbox = anOutbox()
  const letter = say(outbox, 'Hello')
  expect(outbox.letters.value.map(({ content }) => content)).toEqual(['Hello'])
  expect(outbox.stateOf(letter)).toBe('sending')
  await last
  expect(outbox.letters.value).toEqual([])
  expect(server.messages().map(({ content }) => content)).toEqual(['Hello'])
})

test('letters written while the server is away arrive in their order, each once', async () => {
  let away = true
  trouble = () => {
    if (away) throw new Unreachable('away')
  }
  const outbox = anOutbox()
  for (const content of ['one', 'two', 'three']) say(outbox, content)
  await vi.advanceTimersByTimeAsync(5000)
  expect(outbox.stateOf(outbox.letters.value[2]!)).toBe('waiting')
  expect(delivered).toEqual([])
  away = false
  await vi.advanceTimersByTimeAsync(30_000)
  expect(delivered).toEqual(['one', 'two', 'three'])
  expect(outbox.stuck.value).toBe(false)
})

test('a lost answer makes no second message', async () => {
  loseAnswers = 2
  const outbox = anOutbox()
  say(outbox, 'Only once')
  await vi.advanceTimersByTimeAsync(30_000)
  expect(server.keys).toEqual(['key-1', 'key-1', 'key-1'])
  expect(server.messages()).toHaveLength(1)
  expect(delivered).toEqual(['Only once'])
})

test('letters survive a reload under the same key', async () => {
  loseAnswers = 1
  say(anOutbox(), 'Before the reload')
  await last
  vi.clearAllTimers()
  const reloaded = anOutbox()
  expect(reloaded.letters.value.map(({ content }) => content)).toEqual(['Before the reload'])
  reloaded.wake()
  await last
  expect(server.keys).toEqual(['key-1', 'key-1'])
  expect(server.messages()).toHaveLength(1)
})

test('a refused letter is set aside with its reason, and the next one goes on', async () => {
  trouble = ({ content }) => {
    if (content === 'bad') throw new Refused(422, 'Not like this')
  }
  const outbox = anOutbox()
  say(outbox, 'bad')
  say(outbox, 'good')
  await vi.advanceTimersByTimeAsync(0)
  expect(delivered).toEqual(['good'])
  expect(outbox.letters.value.map(({ refused }) => refused)).toEqual(['Not like this'])
  expect(outbox.stateOf(outbox.letters.value[0]!)).toBe('failed')
  trouble = () => {}
  outbox.retry(outbox.letters.value[0]!)
  await vi.advanceTimersByTimeAsync(0)
  expect(delivered).toEqual(['good', 'bad'])
})

test('a letter that is written at the very end of a round is not forgotten', async () => {
  let release = () => {}
  const outbox = anOutbox({
    alone: async (work) => {
      await work()
      await new Promise<void>((resolve) => (release = resolve))
    },
  })
  say(outbox, 'first')
  await vi.advanceTimersByTimeAsync(0)
  say(outbox, 'second')
  release()
  await vi.advanceTimersByTimeAsync(0)
  expect(delivered).toEqual(['first', 'second'])
})

test('two tabs that share a store send every letter once and in order', async () => {
  let turn = Promise.resolve()
  const alone = (work: () => Promise<void>) => (turn = turn.then(work))
  const [here, there] = [anOutbox({ alone }), anOutbox({ alone })]
  say(here, 'one')
  vi.advanceTimersByTime(1)
  say(there, 'two')
  vi.advanceTimersByTime(1)
  say(here, 'three')
  await vi.advanceTimersByTimeAsync(0)
  expect(delivered).toEqual(['one', 'two', 'three'])
  expect(server.keys).toHaveLength(3)
})
