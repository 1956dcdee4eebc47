import { expect, test } from 'vitest'
import { nearestLocale, LOCALES } from '../../accounts/index.ts'
import { en } from './en.ts'
import { catalogue, say } from './say.ts'

const slots = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([slot]) => slot).sort()

for (const locale of LOCALES) {
  test(`every text is there in "${locale}", with the same things to put in`, () => {
    const texts = catalogue[locale]
    expect(Object.keys(texts)).toEqual(Object.keys(en))
    for (const [key, text] of Object.entries(en)) {
      const translated = texts[key as keyof typeof en]
      expect(translated.trim()).not.toBe('')
      expect(slots(translated), key).toEqual(slots(text))
    }
  })
}

test('no sentence is English in another language', () => {
  const sentences = Object.entries(en).filter(([, text]) => text.includes(' '))
  const left = LOCALES.filter((locale) => locale !== 'en').flatMap((locale) =>
    sentences.filter(([key, text]) => catalogue[locale][key as keyof typeof en] === text).map(([key]) => [locale, key]),
  )
  expect(left).toEqual([])
})

test('a value is put in as it is, even if it looks like something to put in', () => {
  expect(say('de', 'assignee.given', { who: 'Ada {agent}', agent: '$&' })).toBe(
    'Ada {agent} hat die Unterhaltung $& zugewiesen',
  )
  expect(say('de', '{who} did something else', { who: 'Ada' })).toBe('Ada did something else')
})

test('the nearest language of a tag is taken, else English', () => {
  expect(['de', 'pt_BR', 'fr-CA', 'ES', 'zh_CN', 'ar-EG', ''].map(nearestLocale)).toEqual([
    'de',
    'pt',
    'fr',
    'es',
    'en',
    'ar',
    'en',
  ])
})
