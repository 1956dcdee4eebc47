import { describe, expect, test } from 'vitest'
import type { TestDesk } from './desk.ts'
import { fits } from './fits.ts'
import type { Furnished } from './furnished.ts'
import { aVisitor, aWebsite, callerOf } from './people.ts'

/** The shapes that customers and their sites get. */
export function customerShapes(desk: () => TestDesk, at: () => Furnished): void {
  describe('The widget', () => {
    test('its answers have the keys of contract 2.20', async () => {
      fits(await at().mo.post('/config'), 'widget_config')
      fits(await at().mo.get('/contact'), 'widget_contact')
      fits(await at().mo.patch('/contact', { name: 'Mo' }), 'widget_contact')
      fits(await at().mo.get('/conversations'), 'widget_conversation')
      fits(await at().mo.get('/messages'), 'widget_messages')
      fits(await at().mo.post('/messages', { message: { content: 'Hm', echo_id: 'v1' } }), 'visitor_message')
      fits(await at().mo.get('/inbox_members'), 'widget_inbox_members')
      fits(await at().mo.post('/conversations', { message: { content: 'Anew' } }), 'widget_conversation_created')
    })

    test('before anybody has written, the widget is told so by empty answers, not by errors', async () => {
      const lu = await aVisitor(desk().app, at().website.website_token)
      fits(await lu.post('/config'), 'widget_config')
      fits(await lu.get('/contact'), 'widget_contact')
      expect((await lu.get('/conversations')).body).toEqual({})
      expect((await lu.get('/messages')).body.payload).toEqual([])
      expect((await lu.get('/campaigns')).body).toEqual([])
    })
  })

  describe('The public API', () => {
    test('its answers have the keys of contract 2.19', async () => {
      const one = `@/conversations/${at().kim.conversation}`
      fits(await at().kim.get(`/public/api/v1/inboxes/${at().kim.identifier}`), 'public_inbox')
      fits(await at().kim.get('@'), 'public_contact')
      fits(await at().kim.patch('@', { email: 'kim@home.example' }), 'public_contact')
      fits(await at().kim.get('@/conversations'), 'public_conversations')
      fits(await at().kim.get(one), 'public_conversation')
      fits(await at().kim.post(`${one}/toggle_status`), 'public_conversation')
      fits(await at().kim.get(`${one}/messages`), 'public_messages')
      fits(await at().kim.post(`${one}/messages`, { content: 'Hi', echo_id: 'k1' }), 'visitor_message')
    })
  })

  describe('Satisfaction surveys', () => {
    test('the survey, its answers and their counts have the keys of contract 2.16 and 2.19', async () => {
      const website = await aWebsite(desk().ada, { csat_survey_enabled: true })
      const lu = await aVisitor(desk().app, website.website_token)
      const one = `~/conversations/${(await lu.writes('Hello')).body.conversation_id}`
      await desk().ada.post(`${one}/assignments`, { assignee_id: desk().ada.user.id })
      await desk().ada.post(`${one}/toggle_status`, { status: 'resolved' })
      await desk().settle()
      const survey = `/public/api/v1/csat_survey/${(await desk().ada.get(one)).body.uuid}`
      const customer = callerOf(desk().app)
      fits(await customer.get(survey), 'csat_survey')
      const answer = {
        message: { submitted_values: { csat_survey_response: { rating: 5, feedback_message: 'Fine' } } },
      }
      fits(await customer.put(survey, answer), 'csat_survey')
      fits(await customer.get(survey), 'csat_survey')
      const list = await desk().ada.get('~/csat_survey_responses')
      fits(list, 'csat_survey_responses')
      expect(list.body).toHaveLength(1)
      fits(await desk().ada.get('~/csat_survey_responses/metrics'), 'csat_metrics')
    })
  })
}
