import { expect, onTestFinished, test, vi } from 'vitest'
import { aCable, listenAs, settleFor, type Ear, type TestCable } from '../../testing/cable.ts'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { anAgent, aVisitor, aWebsite, type TestVisitor } from '../../testing/people.ts'
import { startRedis, whyNoRedis } from '../../testing/redis.ts'
import type { Ports } from '../../platform/http/ports.ts'
import type { PubSub } from '../../platform/pubsub/pubsub.ts'
import { redisPubSub } from '../../platform/pubsub/redis-pubsub.ts'
import { redisScratch } from '../../platform/scratch/redis-scratch.ts'
import { lastPosition } from '../../platform/events/read-events.ts'
import { FRAMES } from './frame.ts'

const patiently = { timeout: 30_000, interval: 10 }

const positions = (ear: Ear) => ear.frames.flatMap((frame) => frame.position ?? [])
const contents = (ear: Ear) =>
  ear.frames.filter((frame) => frame.event === 'message.created').map((frame) => frame.data.content)

/** A carrier that loses what it is told to lose. */
function leaky(pubsub: PubSub) {
  let lossy = false
  return {
    lose: (on: boolean) => (lossy = on),
    pubsub: {
      ...pubsub,
      publish: async (topic: string, payload: string) => {
        if (!lossy) await pubsub.publish(topic, payload)
      },
    },
  }
}

async function deskOnALeakyCarrier() {
  const desk = await aDesk()
  const { pubsub, lose } = leaky(desk.ports.pubsub)
  desk.ports.pubsub = pubsub
  const inbox = await aWebsite(desk.ada)
  const mo = await aVisitor(desk.app, inbox.website_token)
  await mo.writes('Hello')
  await desk.settle()
  const cable = await aCable(desk)
  const ear = await listenAs(cable, desk.ada)
  const says = async (text: string) => {
    await mo.writes(text)
    await settleFor(desk, [ear])
  }
  return { desk, cable, inbox, ear, says, lose }
}

test('frames that the carrier lost are shown before what follows, in order and once', async () => {
  const { ear, says, lose } = await deskOnALeakyCarrier()
  await says('One')
  lose(true)
  for (const text of ['Two', 'Three']) await says(text)
  expect(contents(ear)).toEqual(['One'])
  lose(false)
  await says('Four')
  await vi.waitFor(() => expect(contents(ear)).toEqual(['One', 'Two', 'Three', 'Four']), patiently)
  const heard = positions(ear)
  expect(heard).toEqual(heard.map((_, index) => (heard[0] ?? 0) + index))
})

test('a loss before the first frame of an account is noticed too', async () => {
  const { ear, says, lose } = await deskOnALeakyCarrier()
  lose(true)
  await says('One')
  lose(false)
  await says('Two')
  await vi.waitFor(() => expect(contents(ear)).toEqual(['One', 'Two']), patiently)
})

test('a loss that nothing follows is made good by comparing with the log', async () => {
  const { cable, ear, says, lose } = await deskOnALeakyCarrier()
  lose(true)
  await says('One')
  await cable.catchUp()
  await ear.caughtUp()
  await cable.catchUp()
  await ear.caughtUp()
  expect(contents(ear)).toEqual(['One'])
})

test('frames that come late, after the log has told them, are not told again', async () => {
  const desk = await aDesk()
  const held: string[] = []
  const { publish } = desk.ports.pubsub
  desk.ports.pubsub = {
    ...desk.ports.pubsub,
    publish: async (topic, payload) => (topic === FRAMES ? void held.push(payload) : publish(topic, payload)),
  }
  const inbox = await aWebsite(desk.ada)
  const mo = await aVisitor(desk.app, inbox.website_token)
  const cable = await aCable(desk)
  const ear = await listenAs(cable, desk.ada)
  await mo.writes('Hello')
  await settleFor(desk, [ear])
  expect(contents(ear)).toEqual([])
  await cable.catchUp()
  for (const payload of held) await publish(FRAMES, payload)
  await ear.caughtUp()
  expect(contents(ear)).toEqual(['Hello'])
})

test('access that went away with a lost frame goes when the log is compared', async () => {
  const { desk, cable, inbox, says, lose } = await deskOnALeakyCarrier()
  const ben = await anAgent(desk.app, desk.ada, { name: 'Ben', inboxIds: [inbox.id] })
  await desk.settle()
  const atBen = await listenAs(cable, ben)
  lose(true)
  await desk.ada.delete(`~/agents/${ben.user.id}`)
  await desk.settle()
  lose(false)
  await cable.catchUp()
  await vi.waitFor(() => expect(atBen.isRejected()).toBe(true), patiently)
  await says('Still there?')
  expect(contents(atBen)).toEqual([])
})

/** A second node of the same desk: its own sockets, the same Redis. */
async function aNode(desk: TestDesk, redisUrl: string): Promise<{ cable: TestCable; ports: Ports }> {
  const options = { url: redisUrl, log: desk.ports.log, heartbeatMilliseconds: 200, deadlineMilliseconds: 500 }
  const [pubsub, scratch] = await Promise.all([redisPubSub(options), redisScratch(options)])
  const ports = { ...desk.ports, pubsub, scratch }
  const { fastify } = await import('fastify')
  const app = fastify()
  const cable = await aCable({ app, ports })
  onTestFinished(async () => {
    await pubsub.close()
    await scratch.close()
    await app.close()
  })
  return { cable, ports }
}

async function twoNodes() {
  const redis = await startRedis()
  onTestFinished(() => redis.stop())
  const desk = await aDesk()
  const inbox = await aWebsite(desk.ada)
  const [here, there] = [await aNode(desk, redis.url), await aNode(desk, redis.url)]
  // The relay and the HTTP API announce through the first node's connection.
  Object.assign(desk.ports, { pubsub: here.ports.pubsub, scratch: here.ports.scratch })
  const mo = await aVisitor(desk.app, inbox.website_token)
  await mo.writes('Hello')
  await desk.settle()
  return { redis, desk, inbox, mo, here, there }
}

test.skipIf(whyNoRedis)('two nodes tell the same frames, and each other who is there', async () => {
  const { desk, inbox, mo, here, there } = await twoNodes()
  const ben = await anAgent(desk.app, desk.ada, { name: 'Ben', inboxIds: [inbox.id] })
  const atAda = await listenAs(here.cable, desk.ada)
  const atBen = await listenAs(there.cable, ben)
  await mo.writes('Anybody?')
  await desk.settle()
  const frames = await Promise.all([atAda.hears('message.created'), atBen.hears('message.created')])
  expect(frames[0]).toEqual(frames[1])
  const both = { [desk.ada.user.id]: 'online', [ben.user.id]: 'online' }
  await atAda.caughtUp()
  atAda.perform('update_presence')
  await vi.waitFor(() => expect(atAda.frames.at(-1)?.data.users).toEqual(both), patiently)
  await ben.delete('/auth/sign_out')
  await vi.waitFor(() => expect(atBen.isRejected()).toBe(true), patiently)
})

/** Writes without pause until told to stop; returns what was acknowledged. */
function keepWriting(desk: TestDesk, mo: TestVisitor) {
  const written: string[] = []
  let writing = true
  const done = (async () => {
    for (let turn = 1; writing; turn++) {
      // Each in a minute of its own, for a person is not so quick.
      desk.pass(60)
      const answer = await mo.writes(`Message ${turn}`)
      expect(answer.status).toBe(200)
      written.push(`Message ${turn}`)
      await desk.settle()
    }
  })()
  const reaches = (count: number) => vi.waitFor(() => expect(written.length).toBeGreaterThanOrEqual(count), patiently)
  const stop = async () => {
    writing = false
    await done
  }
  return { written, reaches, stop }
}

test.skipIf(whyNoRedis)(
  'Redis dies under load and comes back: nobody misses a message and nobody is signed out',
  async () => {
    const { redis, desk, mo, here, there } = await twoNodes()
    const ears = [await listenAs(here.cable, desk.ada), await listenAs(there.cable, desk.ada)]
    const writer = keepWriting(desk, mo)
    await writer.reaches(3)
    await redis.kill()
    await writer.reaches(writer.written.length + 3)
    expect((await desk.ada.get('~/conversations')).status).toBe(200)
    await redis.restart()
    await writer.reaches(writer.written.length + 3)
    await writer.stop()
    const head = await lastPosition(desk.ports.db, desk.accountId)
    for (const ear of ears) {
      await vi.waitFor(() => expect(positions(ear).at(-1)).toBe(head), patiently)
      expect(contents(ear)).toEqual(writer.written)
      expect(ear.isRejected()).toBe(false)
    }
  },
)
