import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { relayReactions } from '../../app/start-worker.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { relayRound } from '../../platform/events/relay.ts'
import { aBot } from '../../testing/automation.ts'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { anAgent, aWebsite } from '../../testing/people.ts'
import {
  agentReplied,
  aTalk,
  botReplied,
  customerWrote,
  everything,
  statusChanged,
  type ModelTalk,
} from '../../testing/report-model.ts'
import { dice, type Dice } from '../../testing/rubbish.ts'
import { aTeam } from '../../testing/teams.ts'
import { addContactInbox, createContact, mergeContacts } from '../contacts/index.ts'
import {
  assign,
  changeStatus,
  changeTeam,
  deleteConversation,
  lockConversation,
  receiveMessage,
  reply,
  setLabels,
  startConversation,
  type Conversation,
} from '../conversations/index.ts'
import { findInbox, type Inbox } from '../inboxes/index.ts'
import { bucketsOf, readSpreads, readSums, rollUp } from './index.ts'
import { ALL_SUMS, type Sum } from './measures.ts'
import type { Dimension } from './raw-history.ts'

const SEEDS = [7, 2016, 40_004]
const STEPS = 130
const CHECK_EVERY = 26
const MINUTE = 60_000
const DAY = 1440 * MINUTE

interface Scene {
  desk: TestDesk
  from: Dice
  inboxes: { row: Inbox; hasBot: boolean }[]
  agentIds: number[]
  teamIds: number[]
  botId: number
  talks: ModelTalk[]
  /** Where each conversation is in its own time: most of what happens is late. */
  clocks: Map<number, number>
  /** Who is behind each conversation. */
  contacts: Map<number, number>
}

async function aScene(seed: number): Promise<Scene> {
  const desk = await aDesk()
  const first = await aWebsite(desk.ada, { name: 'One', working_hours_enabled: true, timezone: 'Europe/Berlin' })
  const second = await aWebsite(desk.ada, { name: 'Two' })
  const robin = await aBot(desk, desk.ada, { inboxIds: [second.id] })
  const ines = await anAgent(desk.app, desk.ada, { name: 'Ines', inboxIds: [first.id, second.id] })
  const members = [desk.ada, ines]
  const calm = { allow_auto_assign: false }
  const teams = [await aTeam(desk.ada, 'sales', members, calm), await aTeam(desk.ada, 'returns', members, calm)]
  const inboxes = await Promise.all([first.id, second.id].map((id: number) => findInbox(desk.database.db, id)))
  return {
    desk,
    from: dice(seed),
    inboxes: inboxes.map((row, index) => ({ row: row as Inbox, hasBot: index === 1 })),
    agentIds: members.map(({ user }) => user.id),
    teamIds: teams.map(({ id }) => id),
    botId: robin.id,
    talks: [],
    clocks: new Map(),
    contacts: new Map(),
  }
}

/** Does something at a moment of the past, as if it were then. */
function then<T>({ desk }: Scene, at: number, actor: Actor, action: (work: Work) => Promise<T>): Promise<T> {
  const now = new Date(at)
  return desk.ports.work(desk.accountId, actor, (work) =>
    action({ ...work, now, record: (event) => work.record({ ...event, occurredAt: now }) }),
  )
}

async function begin(scene: Scene) {
  const { desk, from, talks, clocks, contacts } = scene
  const { row, hasBot } = from.pick(scene.inboxes)
  // From twelve days ago to now; one in five within the hours that are not summed up yet.
  const past = from.below(5) === 0 ? from.below(90) : from.below(12 * 1440)
  const at = desk.ports.now().getTime() - past * MINUTE
  const [id, contactId] = await then(scene, at, { kind: 'system' }, async (work) => {
    const contact = await createContact(work, { name: 'Mo' })
    const place = await addContactInbox(work, { contactId: contact, inboxId: row.id, sourceId: `mo-${clocks.size}` })
    const talk = await startConversation(work, { inboxId: row.id, contactId: contact, contactInboxId: place.id })
    return [talk.id, contact] as const
  })
  talks.push(aTalk(id, row, hasBot, at))
  clocks.set(id, at)
  contacts.set(id, contactId)
}

type Deed = (scene: Scene, talk: ModelTalk, at: number) => Promise<void>

function changing(actorOf: (scene: Scene) => Actor, change: (work: Work, one: Conversation) => Promise<unknown>) {
  return async (scene: Scene, talk: ModelTalk, at: number) => {
    await then(scene, at, actorOf(scene), async (work) => change(work, await lockConversation(work, talk.id)))
  }
}

const anyAgent = ({ from, agentIds }: Scene): Actor => ({
  kind: 'agent',
  role: 'administrator',
  userId: from.pick(agentIds),
})
const theBot = ({ botId }: Scene): Actor => ({ kind: 'bot', botId })

const customer: Deed = async (scene, talk, at) => {
  await changing(
    () => ({ kind: 'system' }),
    (work, one) => receiveMessage(work, one, { content: 'Hello' }),
  )(scene, talk, at)
  customerWrote(talk, at)
}

const answer: Deed = async (scene, talk, at) => {
  const actor = anyAgent(scene)
  if (actor.kind !== 'agent') return
  const isNote = scene.from.below(5) === 0
  await changing(
    () => actor,
    (work, one) => reply(work, actor, one, { content: 'Hello', private: isNote }),
  )(scene, talk, at)
  if (!isNote) agentReplied(talk, actor.userId, at)
}

const beep: Deed = async (scene, talk, at) => {
  const actor = { kind: 'bot' as const, botId: scene.botId }
  await changing(
    () => actor,
    (work, one) => reply(work, actor, one, { content: 'Beep' }),
  )(scene, talk, at)
  botReplied(talk, at)
}

const status: Deed = async (scene, talk, at) => {
  const to = scene.from.pick(['open', 'resolved', 'resolved', 'pending', 'snoozed'] as const)
  const byBot = talk.hasBot && scene.from.below(2) === 0
  await changing(byBot ? theBot : anyAgent, (work, one) => changeStatus(work, one, { status: to }))(scene, talk, at)
  statusChanged(talk, to, at, byBot)
}

const owner: Deed = async (scene, talk, at) => {
  talk.assigneeId = scene.from.pick([null, ...scene.agentIds])
  await changing(anyAgent, (work, one) => assign(work, one, talk.assigneeId))(scene, talk, at)
}

const team: Deed = async (scene, talk, at) => {
  talk.teamId = scene.from.pick([null, ...scene.teamIds])
  await changing(anyAgent, (work, one) => changeTeam(work, one, { teamId: talk.teamId }))(scene, talk, at)
}

const label: Deed = async (scene, talk, at) => {
  talk.labels = scene.from.pick([[], ['vip'], ['late'], ['vip', 'late']])
  await changing(anyAgent, (work, one) => setLabels(work, one, talk.labels))(scene, talk, at)
}

const merge: Deed = async (scene, talk) => {
  const { contacts, from, talks } = scene
  const [baseId, mergeeId] = [contacts.get(talk.id) ?? 0, contacts.get(from.pick(talks).id) ?? 0]
  if (baseId === mergeeId) return
  await scene.desk.ports.work(scene.desk.accountId, { kind: 'system' }, (work) =>
    mergeContacts(work, { baseId, mergeeId }),
  )
  for (const [id, contactId] of contacts) if (contactId === mergeeId) contacts.set(id, baseId)
}

const remove: Deed = async (scene, talk, at) => {
  await changing(anyAgent, deleteConversation)(scene, talk, at)
  scene.talks.splice(scene.talks.indexOf(talk), 1)
}

const DEEDS = [customer, customer, customer, answer, answer, beep, status, status, owner, team, label, merge, remove]

async function step(scene: Scene) {
  const { from, talks, clocks, desk } = scene
  const kind = from.below(16)
  if (kind < 4 || talks.length === 0) await begin(scene)
  else if (kind === 4) await settleInDisorder(scene)
  else if (kind === 5) await rollUp(desk.database.db)
  else {
    const talk = from.pick(talks)
    const now = desk.ports.now().getTime()
    const at = Math.min((clocks.get(talk.id) ?? now) + from.below(600) * MINUTE + 1000 + from.below(999), now)
    // What is at its end is in the present, and nothing there happens twice at once.
    if (at <= (clocks.get(talk.id) ?? now)) return
    clocks.set(talk.id, at)
    await from.pick(DEEDS)(scene, talk, at)
  }
}

/** Jobs of different processes run in any order. */
async function settleInDisorder({ desk, from }: Scene) {
  const { db } = desk.database
  await relayRound({ db, log: desk.ports.log, reactions: relayReactions, announce: async () => undefined })
  await sql`update graphile_worker._private_jobs set run_at = now() - (id * ${1 + from.below(90)} % 97) * interval '1 second'
    where run_at <= now()`.execute(db)
  await desk.settle()
}

const FACTS = { first_response: 'first_response', reply_time: 'reply', conversation_resolved: 'resolution' } as const

function naiveSums(counted: ReturnType<typeof everything>): Record<Sum, number> {
  const of = (measure: string) => counted.filter((one) => one.measure === measure)
  const first = of('first_response').map(({ value }) => value)
  const within = (least: number, most: number) => first.filter((value) => value >= least && value < most).length
  const times = Object.entries(FACTS).flatMap(([measure, name]) => [
    [`${name}_seconds`, of(measure).reduce((sum, { value }) => sum + value, 0)],
    [`${name}_business_seconds`, of(measure).reduce((sum, { business }) => sum + business, 0)],
  ])
  return {
    ...(Object.fromEntries(times) as Record<Sum, number>),
    ...(Object.fromEntries(
      ['open', 'resolved', 'pending', 'snoozed', 'incoming', 'outgoing'].map((name) => [name, of(name).length]),
    ) as Record<Sum, number>),
    bot_messages: of('bot_message').length,
    first_responses: first.length,
    first_within_1h: within(0, 3600),
    first_within_4h: within(3600, 14_400),
    first_within_8h: within(14_400, 28_800),
    first_within_24h: within(28_800, 86_400),
    replies: of('reply_time').length,
    resolutions: of('conversation_resolved').length,
    openings: of('conversation_opened').length,
    bot_resolutions: of('conversation_bot_resolved').length,
    bot_handoffs: of('conversation_bot_handoff').length,
  }
}

const DIMENSIONS: Dimension[] = ['account', 'inbox', 'agent', 'team', 'label', 'inbox_label']

/** Asks for everything by everything over a time of any length, and holds it against one count after the other. */
async function check(scene: Scene) {
  const { desk, from, talks } = scene
  const counted = everything(talks)
  const now = desk.ports.now().getTime()
  const since = now - (1 + from.below(14)) * DAY + from.below(1440) * MINUTE
  const range = { since: new Date(since), until: new Date(since + from.below(15 * 1440) * MINUTE + 1) }
  const groupBy = from.pick(['hour', 'day', 'week', 'month', 'year'] as const)
  const buckets = bucketsOf(range, groupBy, from.pick([0, 60, -300, 330, 345, -570]))
  for (const dimension of DIMENSIONS) {
    const rows = await readSums(desk.ports.reader, { accountId: desk.accountId, dimension, buckets, sums: ALL_SUMS })
    const expected = buckets.flatMap(({ since: first, until }, bucket) => {
      const inside = counted.filter(({ at }) => at >= Number(first) && at < Number(until))
      const keys = [...new Set(inside.flatMap((one) => one.keys[dimension] ?? []))]
      return keys.map((key) => ({
        bucket,
        key,
        ...naiveSums(inside.filter((one) => one.keys[dimension]?.includes(key))),
      }))
    })
    expect(sorted(rows)).toEqual(sorted(expected))
  }
  const facts = { accountId: desk.accountId, dimension: 'account', key: '', kind: 'first_response' } as const
  const spreads = await readSpreads(desk.ports.reader, { ...facts, businessHours: false }, [range])
  const values = counted
    .filter(({ measure, at }) => measure === 'first_response' && at >= since && at < Number(range.until))
    .map(({ value }) => value)
    .toSorted((one, other) => one - other)
  const middle = values.length / 2
  const median = ((values[Math.ceil(middle) - 1] ?? 0) + (values[Math.floor(middle)] ?? 0)) / 2
  expect(spreads.get(0)?.median).toBe(values.length > 0 ? median : undefined)
}

function sorted<Row extends { bucket: number; key: string }>(rows: Row[]): Row[] {
  return rows.toSorted((one, other) => one.bucket - other.bucket || (one.key < other.key ? -1 : 1))
}

test.each(SEEDS)(
  'every figure is what a count of the raw history says, at any moment and however late things come (seed %i)',
  async (seed) => {
    const scene = await aScene(seed)
    for (let count = 1; count <= STEPS; count += 1) {
      await step(scene)
      if (count % CHECK_EVERY > 0) continue
      await settleInDisorder(scene)
      await check(scene)
      await rollUp(scene.desk.database.db)
      for (let again = 0; again < 3; again += 1) await check(scene)
    }
  },
)
