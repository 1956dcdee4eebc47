import { expect, test } from 'vitest'
import { shallowRef } from 'vue'
import type { Message } from '../conversation/message.ts'
import { Refused, Unreachable } from '../conversation/widget-api.ts'
import { createAnswering, emailAnswer, ratingAnswer } from './answering.ts'

function aQuestion() {
  const message = shallowRef<Message>({
    id: 7,
    content: 'Your address?',
    message_type: 3,
    content_type: 'input_email',
    content_attributes: {},
    created_at: 1,
    conversation_id: 1,
  })
  const outcomes: (Error | undefined)[] = []
  const bodies: object[] = []
  const answering = createAnswering({
    message: () => message.value,
    async send(_, body) {
      bodies.push(body)
      const outcome = outcomes.shift()
      if (outcome) throw outcome
    },
    stored: (changed) => (message.value = changed),
  })
  return { message, outcomes, bodies, answering }
}

const mail = emailAnswer('mo@home.example')

test('an answer is shown at once and stays when the server has it', async () => {
  const { answering, message, bodies } = aQuestion()
  const sent = answering.give(mail)
  expect([answering.state.value, answering.attributes.value.submitted_email]).toEqual(['sending', 'mo@home.example'])
  expect(await sent).toBe(true)
  expect(answering.state.value).toBe('still')
  expect(message.value.content_attributes).toEqual({ submitted_email: 'mo@home.example' })
  expect(bodies).toEqual([{ contact: { email: 'mo@home.example' } }])
})

test('a refused answer is taken back, with the words of the server', async () => {
  const { answering, outcomes } = aQuestion()
  outcomes.push(new Refused(422, 'It must look like an address'))
  expect(await answering.give(mail)).toBe(false)
  expect([answering.state.value, answering.reason.value]).toEqual(['refused', 'It must look like an address'])
  expect(answering.attributes.value.submitted_email).toBeUndefined()
  expect(await answering.give(mail)).toBe(true)
  expect(answering.reason.value).toBe('')
})

test('an answer that could not be sent is kept, says so, and can be sent again', async () => {
  const { answering, outcomes, bodies } = aQuestion()
  outcomes.push(new Unreachable('0'))
  await answering.give(mail)
  expect([answering.state.value, answering.attributes.value.submitted_email]).toEqual(['failed', 'mo@home.example'])
  expect(await answering.retry()).toBe(true)
  expect(answering.state.value).toBe('still')
  expect(bodies).toHaveLength(2)
})

test('an answer that arrived although its confirmation was lost is no longer called unsent', async () => {
  const { answering, outcomes, message } = aQuestion()
  outcomes.push(new Unreachable('0'))
  await answering.give(mail)
  message.value = { ...message.value, content_attributes: { submitted_email: 'mo@home.example' } }
  answering.heard()
  expect([answering.state.value, answering.attributes.value.submitted_email]).toEqual(['still', 'mo@home.example'])
})

test('a second press while the first is on its way is not a second answer', async () => {
  const { answering, bodies } = aQuestion()
  const first = answering.give(mail)
  expect(await answering.give(mail)).toBe(false)
  await first
  expect(bodies).toHaveLength(1)
})

test('a rating is sent with its comment, or with none', () => {
  expect(ratingAnswer(5, '').body).toEqual({
    message: { submitted_values: { csat_survey_response: { rating: 5, feedback_message: null } } },
  })
  expect(ratingAnswer(1, 'Slow').attributes).toEqual({
    submitted_values: { csat_survey_response: { rating: 1, feedback_message: 'Slow' } },
  })
})
