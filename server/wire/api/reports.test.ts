import { beforeAll, describe, expect, test } from 'vitest'
import { aDeskForAll } from '../../testing/desk.ts'
import { anApiInbox } from '../../testing/furnished.ts'
import { countQueries } from '../../testing/query-count.ts'
import { anAgent, aVisitor, aWebsite, type Answer, type TestAgent } from '../../testing/people.ts'
import { aTeam } from '../../testing/teams.ts'

const HOUR = 3600
const DAY = 24 * HOUR

const desk = aDeskForAll({ RATE_LIMITS: 'no' })
const ask = (path: string) => desk().ada.get(`~2${path}`)
let website: Answer['body']
let team: Answer['body']
let label: Answer['body']
let ines: TestAgent
let until: number

beforeAll(async () => {
  const { ada, app } = desk()
  website = await aWebsite(ada)
  await anApiInbox(desk())
  ines = await anAgent(app, ada, { name: 'Ines', inboxIds: [website.id] })
  team = await aTeam(ada, 'sales', [ines], { allow_auto_assign: false })
  label = (await ada.post('~/labels', { title: 'vip' })).body
  await ada.post('~/labels', { title: 'late' })
  for (const content of ['One', 'Two', 'Three']) await (await aVisitor(app, website.website_token)).writes(content)
  await ada.post('~/conversations/1/assignments', { assignee_id: ines.user.id })
  await ada.post('~/conversations/1/assignments', { team_id: team.id })
  await ada.post('~/conversations/1/labels', { labels: ['vip'] })
  desk().pass(2 * HOUR)
  await ines.post('~/conversations/1/messages', { content: 'Hello' })
  await ada.post('~/conversations/2/toggle_status', { status: 'resolved' })
  await desk().settle()
  until = Math.floor(desk().ports.now().getTime() / 1000) + 60
})

const within = (more = '') => `since=${until - DAY}&until=${until}&${more}`
const REFUSED = [
  ['/reports', 'metric'],
  ['/reports?metric=happiness', 'metric'],
  ['/reports?metric=conversations_count&group_by=decade', 'group_by'],
  ['/reports?metric=conversations_count&since=yesterday', 'since'],
  ['/reports?metric=conversations_count&since=200&until=100', 'since'],
  ['/reports?metric=conversations_count&since=0&group_by=hour', 'group_by'],
  ['/reports?metric=conversations_count&timezone_offset=99', 'timezone_offset'],
  ['/reports?metric=conversations_count&business_hours=perhaps', 'business_hours'],
  ['/reports/summary?type=planet', 'type'],
  ['/reports/summary?type=inbox', 'id'],
  ['/reports/bot_summary?type=agent', 'id'],
  ['/reports/bot_metrics?until=1e99', 'until'],
  ['/reports/conversations', 'type'],
  ['/reports/conversations?type=agent&page=0', 'page'],
  ['/reports/agents?since=soon', 'since'],
  ['/reports/inboxes?since=soon', 'since'],
  ['/reports/labels?since=soon', 'since'],
  ['/reports/teams?since=soon', 'since'],
  ['/reports/conversations_summary?since=soon', 'since'],
  ['/reports/conversation_traffic?since=0', 'group_by'],
  ['/reports/inbox_label_matrix?inbox_ids[]=x', 'inbox_ids.0'],
  ['/reports/first_response_time_distribution?since=soon', 'since'],
  ['/reports/outgoing_messages_count', 'group_by'],
  ['/summary_reports/agent?since=soon', 'since'],
  ['/summary_reports/team?since=soon', 'since'],
  ['/summary_reports/inbox?since=soon', 'since'],
  ['/summary_reports/label?since=soon', 'since'],
  ['/summary_reports/channel?since=1700000000&until=1720000000', 'until'],
  ['/live_reports/conversation_metrics?team_id=x', 'team_id'],
  ['/live_reports/grouped_conversation_metrics', 'group_by'],
  ['/year_in_review?year=12', 'year'],
] as const

describe('Reports over time', () => {
  test('every part of the time has its point, those without anything too', async () => {
    const { body } = await ask(`/reports?metric=conversations_count&group_by=hour&${within()}`)
    expect(body.length).toBeGreaterThanOrEqual(24)
    expect(body.length).toBeLessThanOrEqual(25)
    expect(body.reduce((sum: number, { value }: { value: number }) => sum + value, 0)).toBe(3)
    for (const [index, { timestamp }] of body.entries()) expect(timestamp).toBe(body[0].timestamp + index * HOUR)
  })

  test('days begin at midnight of the time zone that is asked for, weeks on Sunday, months and years on the first', async () => {
    const at = (text: string) => Date.parse(text) / 1000
    const points = async (groupBy: string, offset: number) => {
      const query = `since=${at('2024-02-28T12:00Z')}&until=${at('2024-03-10T12:00Z')}&timezone_offset=${offset}`
      const { body } = await ask(`/reports?metric=resolutions_count&group_by=${groupBy}&${query}`)
      return body.map(({ timestamp }: { timestamp: number }) => new Date(timestamp * 1000).toISOString().slice(0, 16))
    }
    expect((await points('day', 5.5)).slice(0, 2)).toEqual(['2024-02-27T18:30', '2024-02-28T18:30'])
    expect(await points('week', 0)).toEqual(['2024-02-25T00:00', '2024-03-03T00:00', '2024-03-10T00:00'])
    expect(await points('month', -3)).toEqual(['2024-02-01T03:00', '2024-03-01T03:00'])
    expect(await points('year', 0)).toEqual(['2024-01-01T00:00'])
  })

  test('averages say of how many, with the median and the 90th percentile', async () => {
    const { body } = await ask(`/reports?metric=avg_first_response_time&group_by=year&${within()}`)
    const found = body.filter(({ count }: { count: number }) => count > 0)
    expect(found).toEqual([
      {
        value: expect.any(Number),
        timestamp: expect.any(Number),
        count: 1,
        median: found[0].value,
        p90: found[0].value,
      },
    ])
    expect(Math.abs(found[0].value - 2 * HOUR)).toBeLessThan(60)
  })

  test('a summary stands beside that of the time before, and is as good at an empty query', async () => {
    const now = await ask(`/reports/summary?since=${until - 600}&until=${until}`)
    expect(now.body).toMatchObject({ conversations_count: 0, outgoing_messages_count: 1, resolutions_count: 1 })
    const early = await ask(`/reports/summary?since=${until}&until=${until + DAY}`)
    expect(early.body.previous).toMatchObject({ conversations_count: 3, incoming_messages_count: 3 })
    expect((await ask('/reports/summary')).status).toBe(200)
  })

  test.each(REFUSED)('%s is refused and names %s', async (path, field) => {
    const { status, body } = await ask(path)
    expect({ status, attributes: body.attributes }).toEqual({ status: 422, attributes: [field] })
    expect(body.error).toContain(field)
  })

  test('what does not exist is not found', async () => {
    for (const type of ['agent', 'inbox', 'label', 'team']) {
      expect((await ask(`/reports/summary?type=${type}&id=4711`)).status).toBe(404)
    }
    expect((await ask('/live_reports/conversation_metrics?team_id=4711')).status).toBe(404)
  })
})

describe('Reports side by side', () => {
  test('agents, teams, inboxes and labels have a row each, those without anything too', async () => {
    const agents = await ask(`/summary_reports/agent?${within()}`)
    const row = (id: number) => agents.body.find((one: { id: number }) => one.id === id)
    expect(row(ines.user.id)).toMatchObject({ conversations_count: 1, resolved_conversations_count: 0 })
    expect(row(desk().ada.user.id)).toMatchObject({ conversations_count: 0, avg_reply_time: null })
    expect((await ask(`/summary_reports/team?${within()}`)).body).toMatchObject([
      { id: team.id, conversations_count: 1 },
    ])
    expect((await ask(`/summary_reports/inbox?${within()}`)).body).toHaveLength(2)
    expect((await ask(`/summary_reports/label?${within()}`)).body).toMatchObject([
      { name: 'late', conversations_count: 0 },
      { name: 'vip', id: label.id, conversations_count: 1 },
    ])
  })

  test('kinds of inboxes are told apart by status, and first responses by how long they took', async () => {
    expect((await ask(`/summary_reports/channel?${within()}`)).body).toEqual({
      'Channel::WebWidget': { open: 2, resolved: 1, pending: 0, snoozed: 0, total: 3 },
      'Channel::Api': { open: 0, resolved: 0, pending: 0, snoozed: 0, total: 0 },
    })
    const times = await ask(`/reports/first_response_time_distribution?${within()}`)
    expect(times.body['Channel::WebWidget']).toEqual({ '0-1h': 0, '1-4h': 1, '4-8h': 0, '8-24h': 0, '24h+': 0 })
  })

  test('messages to customers are counted by whoever wrote them, or where', async () => {
    const counts = async (by: string) =>
      (await ask(`/reports/outgoing_messages_count?group_by=${by}&${within()}`)).body
        .filter((one: { outgoing_messages_count: number }) => one.outgoing_messages_count > 0)
        .map(({ name, outgoing_messages_count: count }: Record<string, unknown>) => [name, count])
    expect(await counts('agent')).toEqual([['Ines', 1]])
    expect(await counts('team')).toEqual([['sales', 1]])
    expect(await counts('inbox')).toEqual([['Website', 1]])
    expect(await counts('label')).toEqual([['vip', 1]])
  })

  test('inboxes and labels cross, all of them or those that are named', async () => {
    const all = (await ask(`/reports/inbox_label_matrix?${within()}`)).body
    expect(all.labels.map(({ title }: { title: string }) => title)).toEqual(['late', 'vip'])
    expect(all.matrix).toEqual(all.inboxes.map(({ id }: { id: number }) => (id === website.id ? [0, 1] : [0, 0])))
    const some = `inbox_ids[]=${website.id}&label_ids[]=${label.id}`
    expect((await ask(`/reports/inbox_label_matrix?${within(some)}`)).body).toEqual({
      inboxes: [{ id: website.id, name: 'Website' }],
      labels: [{ id: label.id, title: 'vip' }],
      matrix: [[1]],
    })
  })

  test('a report asks the database as little for a year of days as for one', async () => {
    const of = (days: number) => countQueries(() => ask(`/reports/summary?since=${until - days * DAY}&until=${until}`))
    const [short, long] = [await of(1), await of(365)]
    expect(long).toBe(short)
    expect(await countQueries(() => ask(`/summary_reports/agent?${within()}`))).toBeLessThan(10)
  })
})

describe('How things stand now', () => {
  test('what is open, unattended, unassigned and pending is counted for the account and for a team', async () => {
    const counts = { open: 2, unattended: 1, unassigned: 1, pending: 0 }
    expect((await ask('/reports/conversations?type=account')).body).toEqual(counts)
    expect((await ask('/live_reports/conversation_metrics')).body).toEqual(counts)
    const ofTeam = { open: 1, unattended: 0, unassigned: 0, pending: 0 }
    expect((await ask(`/live_reports/conversation_metrics?team_id=${team.id}`)).body).toEqual(ofTeam)
    expect((await ask('/live_reports/grouped_conversation_metrics?group_by=team_id')).body).toEqual([
      { open: 1, unattended: 0, unassigned: 0, team_id: team.id },
    ])
    const byAgent = await ask('/live_reports/grouped_conversation_metrics?group_by=assignee_id')
    expect(byAgent.body).toContainEqual({ open: 1, unattended: 0, unassigned: 0, assignee_id: ines.user.id })
  })

  test('each agent has what is open and what nobody answered, a page at a time or one alone', async () => {
    const { body } = await ask('/reports/conversations/?type=agent&page=1')
    expect(body).toHaveLength(2)
    expect((await ask('/reports/conversations?type=agent&page=2')).body).toEqual([])
    expect((await ask(`/reports/conversations?type=agent&user_id=${ines.user.id}`)).body).toMatchObject([
      { id: ines.user.id, name: 'Ines', email: ines.user.email, metric: { open: 1, unattended: 0 } },
    ])
  })

  test('a year is looked back at with its busiest day', async () => {
    const now = desk().ports.now()
    const { body } = await ask(`/year_in_review?year=${now.getUTCFullYear()}`)
    expect(body.year).toBe(now.getUTCFullYear())
    const year = now.getUTCMonth() === 11 ? now.getUTCFullYear() : now.getUTCFullYear() - 1
    expect((await ask('/year_in_review')).body.year).toBe(year)
    expect((await ask('/year_in_review?year=1999')).body).toMatchObject({ conversations_count: 0, busiest_day: null })
  })
})

describe('Reports as files', () => {
  const file = async (name: string, more = '') => {
    const { status, body, headers } = await ask(`/reports/${name}?${within(more)}`)
    expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'text/csv; charset=utf-8' })
    expect(headers['content-disposition']).toBe(`attachment; filename="${name}.csv"`)
    return String(body).trim().split('\n')
  }

  test('agents, inboxes, labels and teams have a line each, under headings', async () => {
    const [heading, ...agents] = await file('agents')
    expect(heading).toMatch(/^Agent,Conversations,Resolutions,/)
    expect(agents).toContainEqual(expect.stringMatching(/^Ines,1,0,,72\d\d,$/))
    expect(await file('inboxes')).toContainEqual(expect.stringMatching(/^Website,Channel::WebWidget,3,1,/))
    expect(await file('labels')).toContainEqual(expect.stringMatching(/^vip,1,0,/))
    expect(await file('teams')).toContainEqual(expect.stringMatching(/^sales,1,0,/))
  })

  test('days and hours add up to what happened', async () => {
    const [heading, ...days] = await file('conversations_summary', 'timezone_offset=5.75')
    expect(heading).toMatch(/^Date,Conversations,Messages received,/)
    expect(days.reduce((sum, line) => sum + Number(line.split(',')[1]), 0)).toBe(3)
    const [top, ...hours] = await file('conversation_traffic', 'timezone_offset=-3.5')
    expect(top).toMatch(/^Hour,\d{4}-\d\d-\d\d/)
    expect(hours).toHaveLength(24)
    const counts = hours.flatMap((line) => line.split(',').slice(1).map(Number))
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3)
  })

  test('a name that begins like a formula stays a name', async () => {
    await desk().ada.post('~/teams', { name: '=1+1' })
    expect(await file('teams')).toContainEqual(expect.stringMatching(/^'=1\+1,/))
  })
})
