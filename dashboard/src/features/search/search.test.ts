import { describe, expect, test } from 'vitest'
import { completeToken } from './complete-token.ts'
import { readSearch, writeToken } from './read-search.ts'
import { splitMarks } from './split-marks.ts'
import { isEmptyQuery, toQuery } from './to-query.ts'
import type { Names } from './to-query.ts'

const names: Names = {
  me: 1,
  agents: [
    { id: 1, name: 'Ada Moreno', available_name: 'Ada' },
    { id: 2, name: 'Ben Okafor' },
  ],
  contacts: [{ id: 9, name: 'Léa Martin' }],
  inboxes: [{ id: 4, name: 'Lamp shop' }],
  teams: [{ id: 5, name: 'Repairs' }],
  labels: [{ title: 'billing' }],
}
const now = new Date(2026, 10, 23, 12)
const query = (text: string) => toQuery(readSearch(text), names, now).query

describe('Reading', () => {
  test('tokens are taken out of the words, wherever they stand', () => {
    const read = readSearch('broken from:lea lamp is:open')
    expect(read.words).toBe('broken lamp')
    expect(read.tokens.map(({ key, value }) => [key, value])).toEqual([
      ['from', 'lea'],
      ['is', 'open'],
    ])
  })

  test('values with spaces stand in quotes, also while the last quote is missing', () => {
    expect(readSearch('inbox:"Lamp shop" x').tokens[0]?.value).toBe('Lamp shop')
    expect(readSearch('inbox:"Lamp sh').tokens[0]?.value).toBe('Lamp sh')
    expect(writeToken('inbox', 'Lamp shop')).toBe('inbox:"Lamp shop"')
  })

  test('a colon in a word is no token, and assignee is another word for to', () => {
    expect(readSearch('see https://lamp.example re:from').tokens).toEqual([])
    expect(readSearch('assignee:me').tokens[0]?.key).toBe('to')
  })
})

describe('Asking', () => {
  test('names become ids, and people nobody knows here are left to the server', () => {
    expect(query('lamp from:"léa martin"')).toEqual({ q: 'lamp', from: 'contact:9' })
    expect(query('from:ada')).toEqual({ q: '', from: 'agent:1' })
    expect(query('from:somebody')).toEqual({ q: '', from: 'somebody' })
    expect(query('to:ben inbox:lamp team:repairs label:billing')).toEqual({
      q: '',
      assignee_id: 2,
      inbox_id: 4,
      team_id: 5,
      label: 'billing',
    })
  })

  test('states, files and days are understood', () => {
    expect(query('is:unread is:snoozed has:file')).toEqual({ q: '', unread: true, status: 'snoozed', has_file: true })
    expect(query('is:unassigned')).toEqual({ q: '', assignee_id: 0 })
    expect(query('before:2026-11-05')).toEqual({ q: '', until: new Date(2026, 10, 5).toISOString() })
    expect(query('after:7d')).toEqual({ q: '', since: new Date(2026, 10, 16).toISOString() })
  })

  test('a value that names nothing is said, and an unfinished token waits', () => {
    const { unknown } = toQuery(readSearch('to:zed before:2026-02-31 is:gone label:x'), names, now)
    expect(unknown.map((one) => one.key)).toEqual(['to', 'before', 'is', 'label'])
    expect(isEmptyQuery(query('from: is:'))).toBe(true)
    expect(isEmptyQuery(query('has:file'))).toBe(false)
  })
})

describe('Completing', () => {
  const offered = (text: string) => completeToken(text, text.length, names)

  test('a key is offered while its beginning is typed, then its values', () => {
    expect(offered('lamp fr').map((one) => one.text)).toEqual(['lamp from:'])
    expect(offered('from:').map((one) => one.value)).toEqual(['me', 'Ada', 'Ben Okafor', 'Léa Martin'])
    expect(offered('from:mar')[0]).toMatchObject({ text: 'from:"Léa Martin" ', caret: 18 })
  })

  test('nothing is offered for words, nor for a value that is complete', () => {
    expect(offered('lamp')).toEqual([])
    expect(offered('is:open')).toEqual([])
    expect(offered('is:open ')).toEqual([])
  })

  test('what stands behind the caret stays', () => {
    expect(completeToken('is:op lamp', 5, names)[0]).toMatchObject({ text: 'is:open lamp', caret: 8 })
  })
})

test('marks become pieces, and nothing else becomes markup', () => {
  expect(splitMarks('&#60;b&#62; a <mark>lamp &#38;</mark> b')).toEqual([
    { text: '<b> a ', marked: false },
    { text: 'lamp &', marked: true },
    { text: ' b', marked: false },
  ])
  expect(splitMarks('<script>x</script>')).toEqual([{ text: '<script>x</script>', marked: false }])
})
