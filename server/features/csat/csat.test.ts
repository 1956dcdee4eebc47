import { parse as parseCsv } from 'csv-parse/sync'
import { beforeEach, describe, expect, test } from 'vitest'
import { anotherCompany } from '../../testing/another-company.ts'
import { aDesk, type TestDesk } from '../../testing/desk.ts'
import { aClient, anApiInbox } from '../../testing/furnished.ts'
import { anAgent, aVisitor, aWebsite, callerOf, type Answer, type TestVisitor } from '../../testing/people.ts'
import { countQueries } from '../../testing/query-count.ts'
import { limit } from '../../testing/teams.ts'
import { isAskedAbout } from './survey-rules.ts'

let desk: TestDesk
let inbox: Answer['body']
let mo: TestVisitor

beforeEach(async () => {
  desk = await aDesk()
  inbox = await aWebsite(desk.ada, { csat_survey_enabled: true })
  mo = await aVisitor(desk.app, inbox.website_token)
  await mo.writes('Hello')
})

interface Line {
  id: number
  content: string
  content_type: string
  content_attributes: Record<string, unknown>
}

async function toggle(status: string, number = 1) {
  await desk.ada.post(`~/conversations/${number}/toggle_status`, { status })
  await desk.settle()
}

async function surveys(visitor = mo): Promise<Line[]> {
  const { body } = await visitor.get('/messages')
  return body.payload.filter((line: Line) => line.content_type === 'input_csat')
}

const uuidOf = async (number = 1) => (await desk.ada.get(`~/conversations/${number}`)).body.uuid

const answerOf = (rating: unknown, feedback_message?: string) => ({
  message: { submitted_values: { csat_survey_response: { rating, feedback_message } } },
})

async function put(uuid: string, rating: unknown, feedback?: string) {
  return callerOf(desk.app).put(`/public/api/v1/csat_survey/${uuid}`, answerOf(rating, feedback))
}

describe('Asking for a rating', () => {
  test('happens when a conversation is resolved, once', async () => {
    expect(await surveys()).toEqual([])
    await toggle('resolved')
    await toggle('open')
    await toggle('resolved')
    const asked = await surveys()
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatchObject({
      content: 'How was this conversation for you?',
      content_attributes: { display_type: 'emoji' },
      message_type: 3,
    })
    expect((await desk.ada.get('~/conversations/1')).body.status).toBe('resolved')
  })

  test('uses the words and the kind of the inbox', async () => {
    const csat_config = { display_type: 'star', message: 'Happy?', survey_rules: { operator: 'contains', values: [] } }
    const { body } = await desk.ada.patch(`~/inboxes/${inbox.id}`, { csat_config })
    expect(body.csat_config).toEqual(csat_config)
    await toggle('resolved')
    expect((await surveys())[0]).toMatchObject({ content: 'Happy?', content_attributes: { display_type: 'star' } })
  })

  test('does not happen where it is off, or to somebody blocked', async () => {
    await desk.ada.patch(`~/inboxes/${inbox.id}`, { csat_survey_enabled: false })
    await toggle('resolved')
    expect(await surveys()).toEqual([])
    await desk.ada.patch(`~/inboxes/${inbox.id}`, { csat_survey_enabled: true })
    await desk.ada.patch('~/contacts/1', { blocked: true })
    await toggle('open')
    await toggle('resolved')
    expect(await surveys()).toEqual([])
  })

  test('follows the rules about labels', async () => {
    const rules = (operator: string) => ({ csat_config: { survey_rules: { operator, values: ['VIP'] } } })
    await desk.ada.patch(`~/inboxes/${inbox.id}`, rules('contains'))
    await toggle('resolved')
    expect(await surveys()).toEqual([])
    await toggle('open')
    await mo.post('/labels', { label: 'vip' })
    await toggle('resolved')
    expect(await surveys()).toHaveLength(1)
    expect(isAskedAbout({ operator: 'does_not_contain', values: ['vip'] }, ['vip'])).toBe(false)
    expect(isAskedAbout({ operator: 'does_not_contain', values: ['vip'] }, ['other'])).toBe(true)
    expect(isAskedAbout(undefined, [])).toBe(true)
  })

  test('does not write to a customer whose window is over', async () => {
    const api = await anApiInbox(desk, { additional_attributes: { agent_reply_time_window: 1 } })
    await desk.ada.patch(`~/inboxes/${api.id}`, { csat_survey_enabled: true })
    const kim = await aClient(desk, api.inbox_identifier)
    await kim.post(`@/conversations/${kim.conversation}/messages`, { content: 'Hello' })
    desk.pass(3601)
    await toggle('resolved', kim.conversation)
    const thread = await kim.get(`@/conversations/${kim.conversation}/messages`)
    expect(thread.body).toHaveLength(1)
  })
})

describe('Answering', () => {
  test('in the widget, by the public address and again: the last answer counts, in one row', async () => {
    await desk.ada.post('~/conversations/1/assignments', { assignee_id: desk.ada.user.id })
    await toggle('resolved')
    const [asked] = await surveys()
    expect((await mo.patch(`/messages/${asked?.id}`, answerOf(2, 'Slow'))).status).toBe(200)
    await desk.settle()
    const { body } = await desk.ada.get('~/csat_survey_responses')
    expect(body).toHaveLength(1)
    expect(body[0]).toMatchObject({ rating: 2, feedback_message: 'Slow', conversation_id: 1, message_id: asked?.id })
    expect(body[0].assigned_agent.id).toBe(desk.ada.user.id)
    const again = await put(await uuidOf(), '5', 'On second thought, fine')
    expect(again.body).toMatchObject({
      conversation_id: 1,
      display_type: 'emoji',
      inbox_name: inbox.name,
      locale: 'en',
    })
    expect(again.body.csat_survey_response).toMatchObject({ rating: 5, feedback_message: 'On second thought, fine' })
    await desk.settle()
    const { body: now } = await desk.ada.get('~/csat_survey_responses')
    expect(now.map((one: { rating: number }) => one.rating)).toEqual([5])
    expect((await surveys())[0]?.content_attributes['submitted_values']).toEqual({
      csat_survey_response: { rating: 5, feedback_message: 'On second thought, fine' },
    })
  })

  for (const rating of [0, 6, 2.5, 'great', null]) {
    test(`with ${JSON.stringify(rating)} is refused, and nothing is stored`, async () => {
      await toggle('resolved')
      expect((await put(await uuidOf(), rating)).status).toBe(422)
      const [asked] = await surveys()
      expect((await mo.patch(`/messages/${asked?.id}`, answerOf(rating))).status).toBe(422)
      expect((await desk.ada.get('~/csat_survey_responses')).body).toEqual([])
    })
  }

  test('ends after fourteen days', async () => {
    await toggle('resolved')
    const uuid = await uuidOf()
    desk.pass(14 * 24 * 3600 - 60)
    expect((await put(uuid, 4)).status).toBe(200)
    desk.pass(120)
    expect((await put(uuid, 1)).status).toBe(422)
    expect((await callerOf(desk.app).get(`/public/api/v1/csat_survey/${uuid}`)).body.csat_survey_response.rating).toBe(
      4,
    )
  })

  test('needs a conversation that was asked about', async () => {
    const uuid = await uuidOf()
    for (const address of [uuid, 'nonsense', '00000000-0000-4000-8000-000000000000']) {
      expect((await callerOf(desk.app).get(`/public/api/v1/csat_survey/${address}`)).status).toBe(404)
      expect((await put(address, 5)).status).toBe(404)
    }
  })
})

describe('The page', () => {
  const page = (uuid: string, query = '') => desk.app.inject({ url: `/survey/responses/${uuid}${query}` })
  const send = (uuid: string, payload: string) =>
    desk.app.inject({
      method: 'POST',
      url: `/survey/responses/${uuid}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload,
    })

  test('asks, thanks, and lets the customer think again; it loads nothing from anywhere else', async () => {
    await desk.ada.patch(`~/inboxes/${inbox.id}`, {
      csat_config: { message: '<b>Happy?</b> & well' },
      name: '"A" & Co',
    })
    await toggle('resolved')
    const uuid = await uuidOf()
    const fresh = await page(uuid)
    expect(fresh.statusCode).toBe(200)
    expect(fresh.body).toContain('&lt;b&gt;Happy?&lt;/b&gt; &amp; well')
    expect(fresh.body).not.toMatch(/<script|https?:\/\//)
    expect(fresh.headers['content-security-policy']).toContain("default-src 'none'")
    expect(fresh.headers['content-security-policy']).toContain("frame-ancestors 'none'")
    const sent = await send(uuid, 'rating=4&feedback_message=Nice')
    expect([sent.statusCode, sent.headers.location]).toEqual([303, uuid])
    const thanks = await page(uuid)
    expect(thanks.body).toContain('Thank you.')
    expect(thanks.body).toMatch(/id="rating-4" value="4" required checked/)
    expect(thanks.body).toContain('>Nice</textarea>')
    await send(uuid, 'rating=1&feedback_message=')
    expect((await put(uuid, 1)).body.csat_survey_response).toMatchObject({ rating: 1, feedback_message: null })
  })

  test('says what is missing, when it is over, and when there is nothing, in the language that is asked for', async () => {
    await toggle('resolved')
    const uuid = await uuidOf()
    const empty = await send(uuid, 'rating=')
    expect([empty.statusCode, empty.body.includes('Please choose a rating.')]).toEqual([422, true])
    expect((await page(uuid, '?locale=de')).body).toContain('<html lang="de" dir="ltr">')
    expect((await page(uuid, '?locale=ar')).body).toContain('<html lang="ar" dir="rtl">')
    desk.pass(15 * 24 * 3600)
    expect((await page(uuid)).body).toContain('This survey is over.')
    const late = await send(uuid, 'rating=5')
    expect([late.statusCode, late.body.includes('This survey is over.')]).toEqual([422, true])
    const none = await page('nowhere', '?locale=fr')
    expect([none.statusCode, none.body.includes('Il n’y a pas d’enquête ici.')]).toEqual([404, true])
  })
})

describe('Reports', () => {
  async function answers(count: number, rating: (at: number) => number, feedback = 'Fine') {
    for (let at = 0; at < count; at += 1) {
      const lu = await aVisitor(desk.app, inbox.website_token)
      const { body } = await lu.writes('Hi')
      await toggle('resolved', body.conversation_id)
      await put(await uuidOf(body.conversation_id), rating(at), feedback)
    }
  }

  test('list by page, filter and order, and ask the database as often for many as for few', async () => {
    await answers(2, () => 3)
    const few = await countQueries(() => desk.ada.get('~/csat_survey_responses'))
    await answers(25, (at) => (at % 5) + 1)
    expect(await countQueries(() => desk.ada.get('~/csat_survey_responses'))).toBe(few)
    const ratings = async (query: string) => {
      const { body } = await desk.ada.get(`~/csat_survey_responses?${query}`)
      return body.map((one: { rating: number }) => one.rating)
    }
    expect(await ratings('')).toHaveLength(25)
    expect(await ratings('page=2')).toHaveLength(2)
    expect(await ratings('rating=5')).toEqual([5, 5, 5, 5, 5])
    expect((await ratings('sort=rating')).slice(0, 5)).toEqual([1, 1, 1, 1, 1])
    expect(await ratings(`inbox_id=${inbox.id}&rating=`)).toHaveLength(25)
    expect(await ratings('inbox_id=9999')).toEqual([])
    expect(await ratings(`user_ids[]=${desk.ada.user.id}`)).toEqual([])
    const later = Math.floor(Date.now() / 1000) + 3600
    expect(await ratings(`since=${later}`)).toEqual([])
    const wrong = await desk.ada.get('~/csat_survey_responses?rating=7')
    expect([wrong.status, wrong.body.attributes]).toEqual([422, ['rating']])
    const { body } = await desk.ada.get('~/csat_survey_responses/metrics')
    expect(body).toEqual({
      total_count: 27,
      ratings_count: { 1: 5, 2: 5, 3: 7, 4: 5, 5: 5 },
      total_sent_messages_count: 27,
    })
  })

  test('download as CSV in which no text is a formula', async () => {
    await answers(2, () => 5, '=HYPERLINK("https://evil.example")')
    const { body, headers } = await desk.ada.get('~/csat_survey_responses/download')
    expect(headers['content-type']).toContain('text/csv')
    expect(headers['content-disposition']).toContain('attachment')
    const rows = parseCsv(body)
    expect(rows).toHaveLength(3)
    expect(rows[1]?.[2]).toBe(`'=HYPERLINK("https://evil.example")`)
    expect(rows[1]?.[6]).toMatch(/\/app\/accounts\/\d+\/conversations\/\d+$/)
  })

  test('are shown to whom a custom role allows reports, who notes nothing', async () => {
    await answers(1, () => 5)
    const ben = await anAgent(desk.app, desk.ada, { name: 'Ben' })
    await limit(desk.ada, ben, ['conversation_manage', 'contact_manage'])
    const ways = ['', '/metrics', '/download'].map((way) => `~/csat_survey_responses${way}`)
    for (const way of ways) expect((await ben.get(way)).status).toBe(401)
    await limit(desk.ada, ben, ['report_manage'])
    for (const way of ways) {
      const { status, body } = await ben.get(way)
      expect([status, body]).toEqual([200, (await desk.ada.get(way)).body])
    }
    const [{ id }] = (await ben.get('~/csat_survey_responses')).body
    expect((await ben.patch(`~/csat_survey_responses/${id}`, { csat_review_notes: 'Mine' })).status).toBe(401)
  })

  test('are for administrators of the account, and hold nothing of another', async () => {
    await answers(1, () => 5)
    const zoe = await anotherCompany(desk)
    expect((await zoe.get('~/csat_survey_responses')).body).toEqual([])
    expect((await zoe.get('~/csat_survey_responses/metrics')).body).toMatchObject({
      total_count: 0,
      total_sent_messages_count: 0,
    })
    const ben = await anAgent(desk.app, desk.ada, { name: 'Ben', inboxIds: [inbox.id] })
    expect((await ben.get('~/csat_survey_responses')).status).toBe(401)
    const [{ id }] = (await desk.ada.get('~/csat_survey_responses')).body
    expect((await zoe.patch(`~/csat_survey_responses/${id}`, { csat_review_notes: 'Mine' })).status).toBe(404)
    expect((await desk.ada.patch(`~/csat_survey_responses/${id}`, { csat_review_notes: 'Called back' })).status).toBe(
      200,
    )
    const [noted] = (await desk.ada.get('~/csat_survey_responses')).body
    expect(noted).toMatchObject({ csat_review_notes: 'Called back', review_notes_updated_at: expect.any(Number) })
  })
})
