import { expect, test } from 'vitest'
import { withinSentence } from './within-sentence.ts'

test('a word begins small within a sentence, a short form and German do not change', () => {
  expect(withinSentence('Make it urgent', 'en')).toBe('make it urgent')
  expect(withinSentence('E-mail', 'en')).toBe('e-mail')
  expect(withinSentence('VIP customers', 'en')).toBe('VIP customers')
  expect(withinSentence('Priorität', 'de')).toBe('Priorität')
  expect(withinSentence('', 'en')).toBe('')
})
