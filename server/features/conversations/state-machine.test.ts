import { expect, test } from 'vitest'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { anAgent, aVisitor, aWebsite, type TestAgent, type TestVisitor } from '../../testing/people.ts'
import { dice, type Dice } from '../../testing/rubbish.ts'

const SEEDS = [11, 22]
const STEPS = 30
const TALKS = 3
// Counting every tab takes longer than everything else.
const COUNT_EVERY = 10

/** What a conversation should be, followed by the rules in words and not by the rows. */
interface Model {
  number: number
  visitor: TestVisitor
  status: 'open' | 'resolved' | 'pending' | 'snoozed'
  snoozedUntil: number | null
  isWaiting: boolean
  unread: number
  assigneeId: number | null
  blocked: boolean
}

interface Scene {
  desk: TestDesk
  ben: TestAgent
  cleo: TestAgent
  models: Model[]
}

const STATUSES = ['open', 'resolved', 'pending'] as const

async function aScene(): Promise<Scene> {
  const desk = await aDesk()
  const inbox = await aWebsite(desk.ada)
  const ben = await anAgent(desk.app, desk.ada, { name: 'Ben', inboxIds: [inbox.id] })
  const cleo = await anAgent(desk.app, desk.ada, { name: 'Cleo', inboxIds: [inbox.id] })
  const models: Model[] = []
  for (let count = 0; count < TALKS; count += 1) {
    const visitor = await aVisitor(desk.app, inbox.website_token)
    const { body } = await visitor.writes('Hello')
    models.push({
      number: body.conversation_id,
      visitor,
      status: 'open',
      snoozedUntil: null,
      isWaiting: true,
      unread: 1,
      assigneeId: null,
      blocked: false,
    })
  }
  return { desk, ben, cleo, models }
}

function setStatus(model: Model, status: Model['status'], snoozedUntil: number | null = null) {
  if (status === 'resolved' && model.status !== 'resolved') model.isWaiting = false
  model.status = status
  model.snoozedUntil = snoozedUntil
}

/** The queue goes by the database's clock, which stands still here: what is due by the desk's is made due. */
async function runWhatIsDue(desk: TestDesk) {
  const now = desk.ports.now()
  await desk.database.pool.query('update graphile_worker._private_jobs set run_at = now() where run_at <= $1', [now])
  await desk.settle()
}

/** Everything that may happen to a conversation: the request, and what the rules say follows. */
const actions: Record<string, (scene: Scene, model: Model, from: Dice) => Promise<unknown>> = {
  'the customer writes': async (_, model) => {
    await model.visitor.writes('One more thing')
    model.unread += 1
    model.isWaiting = true
    if (!model.blocked && (model.status === 'resolved' || model.status === 'snoozed')) setStatus(model, 'open')
  },
  'an agent answers': async ({ ben }, model) => {
    await ben.post(`~/conversations/${model.number}/messages`, { content: 'Yes' })
    model.isWaiting = false
  },
  'an agent leaves a note': async ({ ben }, model) => {
    await ben.post(`~/conversations/${model.number}/messages`, { content: 'Hm', private: true })
  },
  'the newest message is deleted': async ({ ben }, model) => {
    const { body } = await ben.get(`~/conversations/${model.number}`)
    await ben.delete(`~/conversations/${model.number}/messages/${body.last_non_activity_message.id}`)
  },
  'an administrator sets a status': async ({ desk }, model, from) => {
    const status = from.pick(STATUSES)
    await desk.ada.post(`~/conversations/${model.number}/toggle_status`, { status })
    setStatus(model, status)
  },
  'an agent opens it': async ({ ben }, model) => {
    await ben.post(`~/conversations/${model.number}/toggle_status`, { status: 'open' })
    if (model.status !== 'open' && model.assigneeId === null) model.assigneeId = ben.user.id
    setStatus(model, 'open')
  },
  'it is toggled without a word': async ({ desk }, model) => {
    await desk.ada.post(`~/conversations/${model.number}/toggle_status`)
    setStatus(model, model.status === 'open' ? 'resolved' : 'open')
  },
  'it is snoozed': async ({ desk }, model, from) => {
    const until = from.below(3) === 0 ? null : Math.floor(desk.ports.now().getTime() / 1000) + 60 * (1 + from.below(5))
    await desk.ada.post(`~/conversations/${model.number}/toggle_status`, { status: 'snoozed', snoozed_until: until })
    setStatus(model, 'snoozed', until)
  },
  'time passes': async ({ desk, models }, _, from) => {
    desk.pass(60 * (1 + from.below(4)))
    await runWhatIsDue(desk)
    const now = desk.ports.now().getTime() / 1000
    for (const one of models) if (one.snoozedUntil !== null && one.snoozedUntil <= now) setStatus(one, 'open')
  },
  'it is given to somebody or nobody': async ({ desk, ben, cleo }, model, from) => {
    const assignee_id = from.pick([ben.user.id, cleo.user.id, null])
    await desk.ada.post(`~/conversations/${model.number}/assignments`, { assignee_id })
    model.assigneeId = assignee_id
  },
  'an agent reads': async ({ ben }, model) => {
    await ben.post(`~/conversations/${model.number}/update_last_seen`)
    model.unread = 0
  },
  'an agent marks it unread': async ({ ben }, model) => {
    await ben.post(`~/conversations/${model.number}/unread`)
    model.unread = Math.max(model.unread, 1)
  },
  'it is muted': async ({ ben }, model) => {
    await ben.post(`~/conversations/${model.number}/mute`)
    if (!model.blocked) setStatus(model, 'resolved')
    model.blocked = true
  },
  'it is unmuted': async ({ ben }, model) => {
    await ben.post(`~/conversations/${model.number}/unmute`)
    model.blocked = false
  },
  'the customer ends it': async (_, model) => {
    await model.visitor.get('/conversations/toggle_status')
    setStatus(model, 'resolved')
  },
  'many are changed at once': async ({ desk, models }, _, from) => {
    const status = from.pick(STATUSES)
    const ids = models.map((one) => one.number)
    await desk.ada.post('~/bulk_actions', { type: 'Conversation', ids, fields: { status } })
    await runWhatIsDue(desk)
    const now = desk.ports.now().getTime() / 1000
    for (const one of models) {
      if (one.snoozedUntil !== null && one.snoozedUntil <= now) setStatus(one, 'open')
      setStatus(one, status)
    }
  },
}

async function expectRules({ desk, ben, models }: Scene, step: string, isCounted = true) {
  const shown = []
  for (const { number } of models) shown.push((await desk.ada.get(`~/conversations/${number}`)).body)
  const seen = shown.map((one) => ({
    status: one.status,
    snoozedUntil: one.snoozed_until === null ? null : Date.parse(one.snoozed_until) / 1000,
    isWaiting: one.waiting_since > 0,
    unread: one.unread_count,
    assigneeId: one.meta.assignee?.id ?? null,
    blocked: one.muted,
  }))
  const wanted = models.map((model) => ({
    status: model.status,
    snoozedUntil: model.snoozedUntil,
    isWaiting: model.isWaiting,
    unread: Math.min(model.unread, 10),
    assigneeId: model.assigneeId,
    blocked: model.blocked,
  }))
  expect(seen, step).toEqual(wanted)
  const { rows } = await desk.database.pool.query(`
    select number from conversations where last_message_id is distinct from (
      select max(messages.id) from messages
      where conversation_id = conversations.id and direction <> 'activity')
    or (snoozed_until is not null and status <> 'snoozed')
    or last_activity_at <> (
      select max(messages.created_at) from messages
      where conversation_id = conversations.id and direction <> 'activity')`)
  expect(rows, step).toEqual([])
  if (isCounted) await expectCounts(ben, models, step)
}

/** What the tabs say is what their lists hold, and what the model says. */
async function expectCounts(ben: TestAgent, models: Model[], step: string) {
  for (const status of ['open', 'resolved', 'pending', 'snoozed', 'all']) {
    const of = models.filter((model) => status === 'all' || model.status === status)
    const { body } = await ben.get(`~/conversations/meta?status=${status}`)
    expect(body.meta, `${step}, counts of ${status}`).toEqual({
      mine_count: of.filter((model) => model.assigneeId === ben.user.id).length,
      assigned_count: of.filter((model) => model.assigneeId !== null).length,
      unassigned_count: of.filter((model) => model.assigneeId === null).length,
      all_count: of.length,
    })
    for (const tab of ['me', 'assigned', 'unassigned', 'all']) {
      const list = await ben.get(`~/conversations?status=${status}&assignee_type=${tab}`)
      const key = tab === 'me' ? 'mine_count' : `${tab}_count`
      expect(list.body.data.payload, `${step}, ${tab} of ${status}`).toHaveLength(body.meta[key])
    }
  }
  const unread = models.filter((model) => model.status === 'open' && model.unread > 0).length
  const { body } = await ben.get('~/conversations/unread_counts')
  expect(body.payload.all_count, step).toBe(unread)
}

for (const seed of SEEDS) {
  test(`whatever happens in whatever order, a conversation is what the rules say (seed ${seed})`, async () => {
    const scene = await aScene()
    const from = dice(seed)
    const done: string[] = []
    await expectRules(scene, 'at the beginning')
    for (let step = 0; step < STEPS; step += 1) {
      const name = from.pick(Object.keys(actions))
      const model = from.pick(scene.models)
      done.push(`${name} (${model.number})`)
      scene.desk.pass(2)
      await actions[name]?.(scene, model, from)
      await expectRules(scene, done.slice(-6).join(' → '), step % COUNT_EVERY === COUNT_EVERY - 1)
    }
  })
}
