import { sql } from 'kysely'
import type { Reader } from '../../platform/database/reader.ts'
import { fold } from './fold.ts'
import type { Question } from './read-question.ts'

/** So many words are looked at letter by letter, and so many of them are taken for what was meant. */
const LOOKED_AT = 60
const MEANT = 6

/**
 * A question about names with words in it that are spelled nearly as somebody's name is, as a tsquery; undefined when no word is
 * like any. Words of three letters are too much like each other, and what holds digits or signs is no name.
 */
export async function forgiveSlips(
  db: Reader,
  accountId: number,
  { terms, open }: Question,
): Promise<string | undefined> {
  const alternatives = await Promise.all(terms.map((term) => wordsLike(db, accountId, fold(term))))
  if (alternatives.every((words) => words.length === 0)) return undefined
  const parts = terms.map((term, place) => {
    const words = alternatives[place] ?? []
    const exact = fold(term).match(/[\p{L}\p{N}]+/gu) ?? []
    const mayGoOn = open && place === terms.length - 1 ? ':*' : ''
    const own = exact.map((word, at) => `'${word}'${at === exact.length - 1 ? mayGoOn : ''}`).join(' <-> ')
    return `(${[`(${own})`, ...words.map((word) => `'${word}'`)].join(' | ')})`
  })
  return parts.join(' & ')
}

async function wordsLike(db: Reader, accountId: number, wanted: string): Promise<string[]> {
  if (!/^\p{L}{4,40}$/u.test(wanted)) return []
  const { rows } = await sql<{ word: string }>`
    select word from name_words_like(${accountId}, ${wanted}, ${LOOKED_AT}) as word`.execute(db)
  const forgiven = wanted.length > 5 ? 2 : 1
  return rows
    .map(({ word }) => ({ word, slips: slipsBetween(word, wanted, forgiven) }))
    .filter(({ word, slips }) => slips <= forgiven && /^[\p{L}\p{M}]+$/u.test(word))
    .sort((one, other) => one.slips - other.slips)
    .slice(0, MEANT)
    .map(({ word }) => word)
}

/** How many letters are wrong, missing, too many or have changed places with their neighbour; more than `most` is not counted out. */
export function slipsBetween(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1
  let before: number[] = []
  let above = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (let row = 1; row <= one.length; row++) {
    const current = [row]
    for (let column = 1; column <= other.length; column++) {
      const same = one[row - 1] === other[column - 1]
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      current[column] = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[column - 2] ?? 0) + 1 : Infinity,
      )
    }
    before = above
    above = current
  }
  return above[other.length] ?? 0
}
