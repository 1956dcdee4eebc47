import { expect, test } from 'vitest'
import { messages as ar } from './ar.ts'
import { messages as de } from './de.ts'
import { en } from './en.ts'
import { messages as es } from './es.ts'
import { messages as fr } from './fr.ts'

const wordsIn = (sentence: string) => (sentence.match(/\{\w+\}/g) ?? []).sort()

test.each(Object.entries({ ar, de, es, fr }))(
  '%s says everything that English says, with the same words to fill in',
  (_, messages) => {
    expect(Object.keys(messages)).toEqual(Object.keys(en))
    for (const key of Object.keys(en) as (keyof typeof en)[]) {
      expect(messages[key], key).not.toBe('')
      expect(wordsIn(messages[key]), key).toEqual(wordsIn(en[key]))
    }
  },
)
