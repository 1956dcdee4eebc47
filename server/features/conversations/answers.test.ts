import { beforeAll, describe, expect, test } from 'vitest'
import { aDeskForAll } from '../../testing/desk.ts'
import { furnish, type Furnished } from '../../testing/furnished.ts'
import { aVisitor, type Answer } from '../../testing/people.ts'

const desk = aDeskForAll()
let at: Furnished
let thread: string

beforeAll(async () => {
  at = await furnish(desk())
  thread = `~/conversations/${at.conversation}/messages`
})

const COLOURS = [
  { title: 'Red', value: 'red' },
  { title: 'Green', value: 'green' },
]

const FIELDS = [
  { name: 'order', type: 'text', label: 'Order number' },
  { name: 'size', type: 'select', options: [{ label: 'Small', value: 's' }] },
]

/** Ada asks something; returns the message. */
async function ask(content_type: string, items?: unknown): Promise<Answer['body']> {
  const answer = await desk().ada.post(thread, {
    content: 'Tell us',
    content_type,
    ...(items !== undefined && { content_attributes: { items } }),
  })
  expect(answer.status).toBe(200)
  return answer.body
}

async function asked(content_type: string, items?: unknown): Promise<Answer> {
  return desk().ada.post(thread, { content: 'Tell us', content_type, content_attributes: { items } })
}

const attributesOf = async (id: number) => {
  const { body } = await desk().ada.get(`${thread}?after=${id - 1}`)
  return body.payload.find((one: { id: number }) => one.id === id).content_attributes
}

describe('What an agent asks', () => {
  test('each type of content must hold what it shows, and a refusal names what is missing', async () => {
    const wrong: [string, unknown, string][] = [
      ['input_select', [], 'content_attributes.items'],
      ['input_select', undefined, 'content_attributes.items'],
      ['input_select', [{ title: 'Red' }], 'content_attributes.items.0.value'],
      [
        'cards',
        [{ title: 'Lamp', actions: [{ type: 'link', text: 'Buy' }] }],
        'content_attributes.items.0.actions.0.uri',
      ],
      [
        'cards',
        [{ title: 'Lamp', actions: [{ type: 'dance', text: 'x' }] }],
        'content_attributes.items.0.actions.0.type',
      ],
      ['cards', [{ title: 'Lamp', media_url: 'javascript:alert(1)' }], 'content_attributes.items.0.media_url'],
      ['form', [{ type: 'text' }], 'content_attributes.items.0.name'],
      ['article', [{ title: 'How to', link: 'data:text/html,x' }], 'content_attributes.items.0.link'],
      ['waltz', [], 'content_type'],
    ]
    for (const [type, items, field] of wrong) {
      const answer = await asked(type, items)
      expect([type, answer.status, answer.body.attributes]).toEqual([type, 422, [field]])
    }
  })

  test('what is well formed is stored as it was sent, also without a text', async () => {
    const card = {
      title: 'Lamp',
      description: 'Bright',
      media_url: 'https://lamp.example/a.png',
      actions: [
        { type: 'link', text: 'Look', uri: 'https://lamp.example' },
        { type: 'postback', text: 'Take it', payload: 'LAMP' },
      ],
    }
    const cards = await desk().ada.post(thread, { content_type: 'cards', content_attributes: { items: [card] } })
    expect(cards.body).toMatchObject({ content: null, content_type: 'cards', content_attributes: { items: [card] } })
    const article = { title: 'How to', description: null, link: 'https://lamp.example/how' }
    expect((await ask('article', [article])).content_attributes.items).toEqual([article])
    // As a form does: the attributes are a text.
    const text = JSON.stringify({ items: COLOURS })
    const form = await desk().ada.post(thread, {
      content: 'Which?',
      content_type: 'input_select',
      content_attributes: text,
    })
    expect(form.body.content_attributes).toEqual({ items: COLOURS })
  })
})

describe('What a visitor answers', () => {
  test('a choice must be one of the items, and is shown to the agents', async () => {
    const { id } = await ask('input_select', COLOURS)
    const wrong = await at.mo.patch(`/messages/${id}`, { message: { submitted_values: [{ value: 'blue' }] } })
    expect(wrong.status).toBe(422)
    expect(wrong.body.error).toBe('submitted_values must hold the value of one of the items: red, green')
    const right = await at.mo.patch(`/messages/${id}`, { message: { submitted_values: [{ value: 'green' }] } })
    expect(right.status).toBe(200)
    expect(await attributesOf(id)).toEqual({ items: COLOURS, submitted_values: [{ title: 'Green', value: 'green' }] })
  })

  test('the same answer again tells nobody anything', async () => {
    const { id } = await ask('input_select', COLOURS)
    const answer = { message: { submitted_values: [{ title: 'Red', value: 'red' }] } }
    await at.mo.patch(`/messages/${id}`, answer)
    await at.mo.patch(`/messages/${id}`, answer)
    const told = await desk()
      .database.db.selectFrom('events')
      .select('data')
      .where('type', '=', 'message.updated')
      .execute()
    expect(told.filter((event) => (event.data as { messageId: number }).messageId === id)).toHaveLength(1)
  })

  test('a form takes its own fields and the options of its selections', async () => {
    const { id } = await ask('form', FIELDS)
    const answerWith = (values: unknown) => at.mo.patch(`/messages/${id}`, { message: { submitted_values: values } })
    expect((await answerWith([{ name: 'colour', value: 'red' }])).status).toBe(422)
    expect((await answerWith([{ name: 'size', value: 'xl' }])).status).toBe(422)
    expect((await answerWith([])).status).toBe(422)
    expect((await answerWith([{ name: 'order', value: ['a'] }])).status).toBe(422)
    const values = [
      { name: 'order', value: 'A-1' },
      { name: 'size', value: 's' },
    ]
    expect((await answerWith(values)).status).toBe(200)
    expect((await attributesOf(id)).submitted_values).toEqual(values)
    expect((await answerWith({ order: 'A-2' })).status).toBe(200)
    expect((await attributesOf(id)).submitted_values).toEqual([{ name: 'order', value: 'A-2' }])
  })

  test('an address that was asked for is kept with the message and with the contact', async () => {
    const { id } = await ask('input_email')
    expect((await at.mo.patch(`/messages/${id}`, { contact: { email: 'nowhere' } })).status).toBe(422)
    const answer = await at.mo.patch(`/messages/${id}`, { contact: { email: 'mo@home.example' } })
    expect(answer.body).toEqual({ contact: { email: 'mo@home.example' } })
    expect(await attributesOf(id)).toEqual({ submitted_email: 'mo@home.example' })
    const { body } = await desk().ada.get(`~/contacts/${at.contactId}`)
    expect(body.payload.email).toBe('mo@home.example')
  })

  test('a survey takes one to five, for fourteen days', async () => {
    const { id } = await ask('input_csat')
    const rate = (response: object) =>
      at.mo.patch(`/messages/${id}`, { message: { submitted_values: { csat_survey_response: response } } })
    for (const rating of [0, 6, 2.5, 'good', undefined]) expect((await rate({ rating })).status).toBe(422)
    expect((await rate({ rating: 5, feedback_message: 'Bright!' })).status).toBe(200)
    const response = { rating: 5, feedback_message: 'Bright!' }
    expect((await attributesOf(id)).submitted_values).toEqual({ csat_survey_response: response })
    desk().pass(15 * 86_400)
    expect((await rate({ rating: 1 })).body.error).toMatch(/survey is over/)
  })

  test('what asks for nothing, is inside the company or belongs to others takes no answer', async () => {
    const answer = { message: { submitted_values: [{ value: 'red' }] } }
    const plain = await desk().ada.post(thread, { content: 'Hello' })
    expect((await at.mo.patch(`/messages/${plain.body.id}`, answer)).status).toBe(422)
    const note = await desk().ada.post(thread, { content: 'Hm', private: true })
    expect((await at.mo.patch(`/messages/${note.body.id}`, answer)).status).toBe(404)
    const { id } = await ask('input_select', COLOURS)
    const other = await aVisitor(desk().app, at.website.website_token)
    await other.writes('Hello')
    expect((await other.patch(`/messages/${id}`, answer)).status).toBe(404)
    expect((await at.mo.patch(`/messages/${id}`, {})).status).toBe(422)
    expect((await at.mo.patch(`/messages/${at.message.id}`, answer)).status).toBe(404)
    expect((await at.kim.patch(`@/conversations/${at.kim.conversation}/messages/${id}`, answer.message)).status).toBe(
      404,
    )
  })

  test('a client of the public API answers as the widget does', async () => {
    const path = `~/conversations/${at.kim.conversation}/messages`
    const question = { content: 'Which?', content_type: 'input_select', content_attributes: { items: COLOURS } }
    const { body } = await desk().ada.post(path, question)
    const one = `@/conversations/${at.kim.conversation}/messages/${body.id}`
    expect((await at.kim.patch(one, { submitted_values: [{ value: 'blue' }] })).status).toBe(422)
    expect((await at.kim.patch(one, {})).status).toBe(422)
    const answer = await at.kim.patch(one, { submitted_values: [{ value: 'red' }] })
    expect(answer.body.content_attributes.submitted_values).toEqual([{ title: 'Red', value: 'red' }])
  })
})
