/** A text as it is written in the middle of a sentence: German keeps its large letters, for they make the nouns. */
export function withinSentence(text: string, locale: string): string {
  const [first = '', second = ''] = text
  const isWord = second === second.toLocaleLowerCase(locale)
  return locale.startsWith('de') || !isWord ? text : first.toLocaleLowerCase(locale) + text.slice(first.length)
}
