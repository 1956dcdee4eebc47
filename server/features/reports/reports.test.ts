import { describe, expect, test } from 'vitest'
import { jobHandlers } from '../../app/job-handlers.ts'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { anAgent, aVisitor, aWebsite, type TestAgent } from '../../testing/people.ts'
import { aBot } from '../../testing/automation.ts'
import { aTeam } from '../../testing/teams.ts'

const MINUTE = 60

async function summaryOf(who: TestAgent, query = '') {
  return (await who.get(`~2/reports/summary?${query}`)).body
}

/** Times of a test are those of a clock that runs on while it runs. */
function about(seconds: number) {
  return expect.toSatisfy((value: unknown) => typeof value === 'number' && Math.abs(value - seconds) <= 20)
}

async function ahead(desk: TestDesk): Promise<string> {
  return `until=${Math.floor(desk.ports.now().getTime() / 1000) + 10}`
}

describe('What is measured', () => {
  test('a first response counts once, from the beginning; later replies count from when the customer began to wait', async () => {
    const desk = await aDesk()
    const inbox = await aWebsite(desk.ada)
    const mo = await aVisitor(desk.app, inbox.website_token)
    await mo.writes('Hello')
    desk.pass(10 * MINUTE)
    await desk.ada.post('~/conversations/1/messages', { content: 'Hello Mo' })
    await desk.ada.post('~/conversations/1/messages', { content: 'How can we help?' })
    await desk.ada.post('~/conversations/1/messages', { content: 'An easy one', private: true })
    desk.pass(MINUTE)
    await mo.writes('My lamp')
    desk.pass(2 * MINUTE)
    await mo.writes('is broken')
    desk.pass(3 * MINUTE)
    await desk.ada.post('~/conversations/1/messages', { content: 'Oh dear' })
    desk.pass(MINUTE)
    await desk.ada.post('~/conversations/1/toggle_status', { status: 'resolved' })
    await desk.settle()
    expect(await summaryOf(desk.ada, await ahead(desk))).toMatchObject({
      conversations_count: 1,
      incoming_messages_count: 3,
      outgoing_messages_count: 3,
      avg_first_response_time: about(10 * MINUTE),
      median_first_response_time: about(10 * MINUTE),
      reply_time: about(5 * MINUTE),
      resolutions_count: 1,
      avg_resolution_time: about(17 * MINUTE),
      previous: { conversations_count: 0, avg_resolution_time: null },
    })
  })

  test('an event that is told again is recorded once', async () => {
    const desk = await aDesk()
    const mo = await aVisitor(desk.app, (await aWebsite(desk.ada)).website_token)
    await mo.writes('Hello')
    await desk.ada.post('~/conversations/1/toggle_status', { status: 'resolved' })
    await desk.settle()
    const { db } = desk.database
    await db.deleteFrom('event_reactions').execute()
    const events = await db
      .selectFrom('events')
      .select('id')
      .where('type', '=', 'conversation.status_changed')
      .execute()
    for (const { id } of events) {
      await jobHandlers(desk.ports)['react']?.({ eventId: id, subscribers: ['record-resolution'] })
    }
    const facts = await db.selectFrom('report_facts').select('kind').execute()
    expect(facts).toEqual([{ kind: 'conversation_resolved' }])
  })

  test('figures are of whoever had the conversation then, and of the labels that it has now', async () => {
    const desk = await aDesk()
    const inbox = await aWebsite(desk.ada)
    const ines = await anAgent(desk.app, desk.ada, { name: 'Ines', inboxIds: [inbox.id] })
    const team = await aTeam(desk.ada, 'sales')
    const label = (await desk.ada.post('~/labels', { title: 'vip' })).body
    const mo = await aVisitor(desk.app, inbox.website_token)
    await mo.writes('Hello')
    await desk.ada.post('~/conversations/1/assignments', { assignee_id: ines.user.id })
    await ines.post('~/conversations/1/messages', { content: 'Hello' })
    await desk.ada.post('~/conversations/1/toggle_status', { status: 'resolved' })
    // Everything below happens before the facts are recorded.
    await desk.ada.post('~/conversations/1/assignments', { assignee_id: desk.ada.user.id })
    await desk.ada.post('~/conversations/1/assignments', { team_id: team.id })
    await desk.ada.post('~/conversations/1/labels', { labels: ['vip'] })
    await desk.settle()
    const until = await ahead(desk)
    const of = (type: string, id: number) => summaryOf(desk.ada, `type=${type}&id=${id}&${until}`)
    const nothing = { conversations_count: 0, resolutions_count: 0, outgoing_messages_count: 0 }
    expect(await of('agent', ines.user.id)).toMatchObject({
      ...nothing,
      resolutions_count: 1,
      outgoing_messages_count: 1,
    })
    expect(await of('label', label.id)).toMatchObject({
      conversations_count: 1,
      resolutions_count: 1,
      outgoing_messages_count: 1,
    })
    expect(await of('inbox', inbox.id)).toMatchObject({ conversations_count: 1, resolutions_count: 1 })
    expect((await of('team', team.id)).resolutions_count).toBe(0)
    expect((await of('team', team.id)).conversations_count).toBe(
      (await desk.ada.get('~/conversations/1')).body.meta.team ? 1 : 0,
    )
  })

  test('within business hours a night counts for nothing', async () => {
    const desk = await aDesk()
    const inbox = await aWebsite(desk.ada, { working_hours_enabled: true, timezone: 'Europe/Berlin' })
    const closed = [0, 1, 2, 3, 4, 5, 6].map((day_of_week) => ({ day_of_week, closed_all_day: true }))
    await desk.ada.patch(`~/inboxes/${inbox.id}`, { working_hours: closed })
    const mo = await aVisitor(desk.app, inbox.website_token)
    await mo.writes('Hello')
    desk.pass(10 * MINUTE)
    await desk.ada.post('~/conversations/1/messages', { content: 'Hello' })
    await desk.settle()
    const until = await ahead(desk)
    expect((await summaryOf(desk.ada, until)).avg_first_response_time).toEqual(about(600))
    const within = await summaryOf(desk.ada, `business_hours=true&${until}`)
    expect(within).toMatchObject({ avg_first_response_time: 0, median_first_response_time: 0 })
  })

  test('what a bot settled and what it handed over is told, with the rates of its inboxes', async () => {
    const desk = await aDesk()
    const inbox = await aWebsite(desk.ada)
    const robin = await aBot(desk, desk.ada, { inboxIds: [inbox.id] })
    for (const content of ['One', 'Two', 'Three', 'Four']) {
      await (await aVisitor(desk.app, inbox.website_token)).writes(content)
    }
    for (const number of [1, 2, 3]) await robin.post(`~/conversations/${number}/messages`, { content: 'Beep' })
    await robin.post('~/conversations/1/toggle_status', { status: 'resolved' })
    await desk.ada.post('~/conversations/2/toggle_status', { status: 'resolved' })
    desk.pass(5 * MINUTE)
    await robin.post('~/conversations/3/toggle_status', { status: 'open' })
    desk.pass(5 * MINUTE)
    await desk.ada.post('~/conversations/3/messages', { content: 'Here I am' })
    await desk.ada.post('~/conversations/3/toggle_status', { status: 'resolved' })
    await desk.settle()
    const until = await ahead(desk)
    expect((await desk.ada.get(`~2/reports/bot_summary?${until}`)).body).toEqual({
      bot_resolutions_count: 2,
      bot_handoffs_count: 1,
      previous: { bot_resolutions_count: 0, bot_handoffs_count: 0 },
    })
    expect((await desk.ada.get(`~2/reports/bot_metrics?${until}`)).body).toEqual({
      conversation_count: 4,
      message_count: 3,
      resolution_rate: 50,
      handoff_rate: 25,
    })
    // The bot's time was no waiting for a person.
    expect((await summaryOf(desk.ada, until)).avg_first_response_time).toEqual(about(5 * MINUTE))
  })

  test('a conversation that is deleted is in no figure any more', async () => {
    const desk = await aDesk()
    const mo = await aVisitor(desk.app, (await aWebsite(desk.ada)).website_token)
    await mo.writes('Hello')
    await desk.ada.post('~/conversations/1/messages', { content: 'Hello' })
    await desk.settle()
    await desk.ada.delete('~/conversations/1')
    await desk.settle()
    const figures = await summaryOf(desk.ada, await ahead(desk))
    expect(figures).toMatchObject({ conversations_count: 0, incoming_messages_count: 0, avg_first_response_time: null })
  })
})

describe('Who sees reports', () => {
  test('an agent with a custom role that allows reports sees them, one without does not', async () => {
    const desk = await aDesk()
    const ines = await anAgent(desk.app, desk.ada, { name: 'Ines' })
    expect((await ines.get('~2/reports/summary')).status).toBe(401)
    const role = await desk.ada.post('~/custom_roles', { name: 'Lead', permissions: ['report_manage'] })
    await desk.ada.patch(`~/agents/${ines.user.id}`, { custom_role_id: role.body.id })
    expect((await ines.get('~2/reports/summary')).status).toBe(200)
    expect((await ines.get('~2/live_reports/conversation_metrics')).status).toBe(200)
  })

  test('two companies never see each other, neither in figures nor by naming things', async () => {
    const desk = await aDesk()
    const inbox = await aWebsite(desk.ada)
    const label = (await desk.ada.post('~/labels', { title: 'vip' })).body
    const mo = await aVisitor(desk.app, inbox.website_token)
    await mo.writes('Hello')
    await desk.ada.post('~/conversations/1/labels', { labels: ['vip'] })
    await desk.ada.post('~/conversations/1/messages', { content: 'Hello' })
    await desk.ada.post('~/conversations/1/toggle_status', { status: 'resolved' })
    await desk.settle()
    const boss = await anotherCompany(desk)
    const figures = await summaryOf(boss, await ahead(desk))
    expect(figures).toMatchObject({ conversations_count: 0, incoming_messages_count: 0, resolutions_count: 0 })
    for (const [type, id] of Object.entries({ inbox: inbox.id, agent: desk.ada.user.id, label: label.id })) {
      expect((await boss.get(`~2/reports/summary?type=${type}&id=${id}`)).status).toBe(404)
    }
    expect((await boss.get('~2/summary_reports/inbox')).body).toEqual([])
    expect((await boss.get('~2/reports/conversations?type=account')).body).toEqual({
      open: 0,
      unattended: 0,
      unassigned: 0,
      pending: 0,
    })
    expect((await boss.get(`~2/reports/conversations?type=agent&user_id=${desk.ada.user.id}`)).body).toEqual([])
  })
})
