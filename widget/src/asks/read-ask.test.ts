import { describe, expect, test } from 'vitest'
import type { Message } from '../conversation/message.ts'
import { answersIn, cardsOf, choicesOf, complaintAbout, fieldsOf, ratingIn } from './read-ask.ts'

const labels = { email: 'E-mail', answer: 'Your answer' }
const ask = (content_type: string, content_attributes: Message['content_attributes'] = {}): Message => ({
  id: 1,
  content: 'Please',
  message_type: 3,
  content_type,
  content_attributes,
  created_at: 1,
  conversation_id: 1,
})

const form = ask('form', {
  items: [
    { name: 'size', label: 'Size', type: 'select', options: [{ label: 'Small', value: 's' }, 'm'] },
    { name: 'note', placeholder: 'Anything else', type: 'text_area', required: false },
    { name: 'code', label: 'Code', type: 'text', pattern: '[A-Z]{2}', default: 'AB' },
    { name: 'gift', label: 'A gift?', type: 'checkbox', default: true },
  ],
})

describe('what a message asks for', () => {
  test('the fields of a form, each with a label', () => {
    const fields = fieldsOf(form, labels)
    expect(fields.map(({ label, type, initial, required }) => [label, type, initial, required])).toEqual([
      ['Size', 'select', '', true],
      ['Anything else', 'textarea', '', false],
      ['Code', 'text', 'AB', true],
      ['A gift?', 'checkbox', true, false],
    ])
    expect(fields[0]?.options).toEqual([
      { label: 'Small', value: 's' },
      { label: 'm', value: 'm' },
    ])
  })

  test('one field for an address and for a text', () => {
    expect(fieldsOf(ask('input_email'), labels)).toMatchObject([{ label: 'E-mail', type: 'email' }])
    expect(fieldsOf(ask('input_textarea'), labels)).toMatchObject([{ label: 'Your answer', type: 'textarea' }])
  })

  test('the value of a choice stays as it is, and a choice without a title is called by its value', () => {
    const items = [{ title: 'Yes', value: true }, { value: 7 }]
    expect(choicesOf(ask('input_select', { items }))).toEqual([
      { title: 'Yes', value: true },
      { title: '7', value: 7 },
    ])
  })

  test('cards and articles link only where nothing can be run', () => {
    const items = [
      {
        title: 'Cup',
        media_url: 'javascript:alert(1)',
        actions: [
          { type: 'link', text: 'See', uri: 'https://shop.example/cup' },
          { type: 'link', text: 'Bad', uri: 'javascript:alert(1)' },
          { type: 'postback', text: 'Order', payload: 'order' },
        ],
      },
    ]
    const [card] = cardsOf(ask('cards', { items }))
    expect(card).toMatchObject({ picture: undefined, link: undefined })
    expect(card?.actions.map(({ link, postback }) => [link, postback])).toEqual([
      ['https://shop.example/cup', false],
      [undefined, false],
      [undefined, true],
    ])
    const [article] = cardsOf(ask('article', { items: [{ title: 'Returns', link: 'https://help.example/returns' }] }))
    expect(article).toMatchObject({ title: 'Returns', link: 'https://help.example/returns', actions: [] })
  })

  test.each([undefined, null, 'text', 7, {}, [null, 'text', [1]]])('nonsense as items (%j) is survived', (items) => {
    for (const type of ['form', 'input_select', 'cards', 'article']) {
      const message = ask(type, { items })
      expect(() => [fieldsOf(message, labels), choicesOf(message), cardsOf(message)]).not.toThrow()
    }
  })
})

test('what is typed is looked at before it is sent', () => {
  const [size, note, code, gift] = fieldsOf(form, labels)
  expect(complaintAbout(size!, ' ')).toBe('required')
  expect(complaintAbout(note!, '')).toBeUndefined()
  expect(complaintAbout(code!, 'abc')).toBe('valueInvalid')
  expect(complaintAbout(code!, 'XY')).toBeUndefined()
  expect(complaintAbout({ ...code!, pattern: '(' }, 'abc')).toBeUndefined()
  expect(complaintAbout(gift!, false)).toBeUndefined()
  const [email] = fieldsOf(ask('input_email'), labels)
  expect(complaintAbout(email!, 'nowhere')).toBe('emailInvalid')
  expect(complaintAbout(email!, 'mo@localhost')).toBeUndefined()
})

describe('what was answered', () => {
  test('is told by the labels and not by the values', () => {
    const submitted_values = [
      { name: 'size', value: 's' },
      { name: 'gift', value: true },
      { name: 'note', value: '' },
      { name: 'gone', value: 'kept' },
    ]
    expect(answersIn(fieldsOf(form, labels), { submitted_values })).toEqual([
      { label: 'Size', value: 'Small' },
      { label: 'A gift?', value: '✓' },
      { label: 'Anything else', value: '–' },
      { label: 'gone', value: 'kept' },
    ])
  })

  test('an address, a text and a choice', () => {
    expect(answersIn(fieldsOf(ask('input_email'), labels), { submitted_email: 'mo@home.example' })).toEqual([
      { label: 'E-mail', value: 'mo@home.example' },
    ])
    expect(answersIn(fieldsOf(ask('input_text'), labels), { submitted_values: [{ value: 'Blue' }] })).toEqual([
      { label: 'Your answer', value: 'Blue' },
    ])
    expect(answersIn([], { submitted_values: [{ title: 'Yes', value: 'y' }] })).toMatchObject([{ value: 'Yes' }])
    expect(answersIn([], {})).toEqual([])
  })

  test('a rating with and without a comment, or none', () => {
    const given = (response: object) => ratingIn({ submitted_values: { csat_survey_response: response } })
    expect(given({ rating: 5, feedback_message: 'Quick' })).toEqual({ rating: 5, feedback: 'Quick' })
    expect(given({ rating: 2, feedback_message: null })).toEqual({ rating: 2, feedback: '' })
    expect(ratingIn({})).toEqual({ rating: 0, feedback: '' })
  })
})
