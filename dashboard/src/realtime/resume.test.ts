import { expect, test } from 'vitest'
import { reconnectDelay } from './cable-client.ts'
import { Resume } from './resume.ts'

const live = (position: number) => ({ event: 'message.created', data: {}, position })
const done = (position: number) => ({ event: 'resume.done', data: { position } })

function caughtUpAt(position: number): Resume {
  const resume = new Resume()
  resume.start()
  resume.hear(done(position))
  return resume
}

test('the first answer starts the first fetch', () => {
  const resume = new Resume()
  expect(resume.start()).toBeNull()
  expect(resume.hear(done(40))).toBe('fetch')
  expect(resume.position).toBe(40)
})

test('live frames move the mark', () => {
  const resume = caughtUpAt(40)
  resume.hear(live(42))
  expect(resume.position).toBe(42)
})

test('a socket that dies while resuming asks again from the old mark', () => {
  const resume = caughtUpAt(40)
  resume.start()
  resume.hear(live(90))
  resume.hear(live(41))
  expect(resume.start()).toBe(40)
})

test('after resuming the mark stands at whatever came furthest', () => {
  const resume = caughtUpAt(40)
  resume.start()
  resume.hear(live(90))
  expect(resume.hear(done(88))).toBe('continue')
  expect(resume.position).toBe(90)
})

test('a gap too old to fill asks for a fresh fetch and goes on from there', () => {
  const resume = caughtUpAt(40)
  resume.start()
  expect(resume.hear({ event: 'resume.refetch', data: { position: 9000 } })).toBe('start over')
  expect(resume.position).toBe(9000)
})

test('reconnecting slows down and is spread over time', () => {
  expect(reconnectDelay(0, 0)).toBeLessThan(reconnectDelay(0, 0.99))
  expect(reconnectDelay(3, 0.5)).toBeGreaterThan(reconnectDelay(1, 0.5))
  expect(reconnectDelay(50, 0.5)).toBe(15_000)
})
