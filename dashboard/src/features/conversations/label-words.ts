/** What a typed text is as a label: lower case, letters, digits, `-` and `_` (contract 2.7). */
export function titleOf(words: string): string {
  return words
    .trim()
    .toLocaleLowerCase()
    .replaceAll(/\s+/g, '-')
    .replaceAll(/[^\p{L}\p{N}_-]/gu, '')
}

const COLOURS = ['#1d5b62', '#b4530a', '#5d459c', '#17663c', '#1f548f', '#b3261e', '#8a837a', '#8f1f6b']

export function freshColour(count: number): string {
  return COLOURS[count % COLOURS.length] ?? '#1d5b62'
}
