import { expect, test } from 'vitest'
import { readPush } from './read-push.ts'

const pushed = {
  title: 'Mo wrote',
  body: 'Where is my lamp?',
  tag: 'porchlight-7',
  url: '/app/accounts/1/conversations/3?message=12',
  icon: '',
  locale: 'de',
}

test('what the server pushes becomes a note that leads to the message', () => {
  expect(readPush(JSON.stringify(pushed))).toEqual({
    title: 'Mo wrote',
    isTrial: false,
    options: { body: pushed.body, tag: pushed.tag, lang: 'de', dir: 'auto', data: { url: pushed.url } },
  })
  expect(readPush(JSON.stringify({ ...pushed, icon: '/branding/thumbnail/a' }))?.options.icon).toBe(
    '/branding/thumbnail/a',
  )
})

test('a note about many leads to the list', () => {
  const url = '/app/accounts/1/conversations'
  expect(readPush(JSON.stringify({ ...pushed, url }))?.options.data.url).toBe(url)
})

test('a note that somebody sends themselves is one of a trial', () => {
  expect(readPush(JSON.stringify({ ...pushed, trial: 1 }))?.isTrial).toBe(true)
})

test('a click never leads out of the desk', () => {
  for (const url of ['https://evil.example', '//evil.example', '/app/accounts/1/conversations/3?message=1&x=2', 7]) {
    expect(readPush(JSON.stringify({ ...pushed, url }))?.options.data.url).toBe('/app')
  }
})

test('what is no note is none', () => {
  expect([readPush(''), readPush('7'), readPush('null'), readPush('{}'), readPush('{"title":1}')]).toEqual([
    null,
    null,
    null,
    null,
    null,
  ])
})
