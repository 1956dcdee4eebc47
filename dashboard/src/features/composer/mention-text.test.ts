import { expect, test } from 'vitest'
import { withMentionLinks, withoutMentionLinks } from './mention-text.ts'
import type { Mentionable } from './mention-text.ts'

const ada: Mentionable = { kind: 'user', id: 1, name: 'Ada' }
const adaM: Mentionable = { kind: 'user', id: 2, name: 'Ada Moreno' }
const odd: Mentionable = { kind: 'team', id: 3, name: 'Night [late] (EU)' }

test('who was picked is named by a link, the longest name first', () => {
  expect(withMentionLinks('@Ada Moreno and @Ada, mo@Ada, @Adam', [ada, adaM])).toBe(
    '[@Ada Moreno](mention://user/2/Ada%20Moreno) and [@Ada](mention://user/1/Ada), mo@Ada, @Adam',
  )
  expect(withMentionLinks('@Ada', [])).toBe('@Ada')
})

test('a draft comes back as it was written, whatever the names', () => {
  const text = 'Ask @Night [late] (EU) or @Ada Moreno, and @Ada Moreno again'
  const stored = withMentionLinks(text, [odd, adaM])
  expect(withoutMentionLinks(stored)).toEqual({ text, picked: [odd, adaM] })
})
