export interface Entry {
  key: string
  group: 'commands' | 'macros' | 'conversations' | 'places' | 'settings'
  label: string
  hint: string
  /** Other words it is found by, which are not shown. */
  words?: string
  keys: string
  run: () => void
}

const LIMIT = 12

/** The entries that hold every word, those that start with the first one before the rest; at most a dozen of a group. */
export function findEntries(entries: readonly Entry[], words: string): Entry[] {
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const found: { entry: Entry; rank: number }[] = []
  for (const entry of entries) {
    const label = entry.label.toLocaleLowerCase()
    const text = `${label} ${entry.hint} ${entry.words ?? ''}`.toLocaleLowerCase()
    if (wanted.every((word) => text.includes(word))) found.push({ entry, rank: rankOf(label, wanted[0] ?? '') })
  }
  const groups: Entry['group'][] =
    wanted.length > 0
      ? ['conversations', 'commands', 'macros', 'places', 'settings']
      : ['commands', 'conversations', 'places']
  return groups.flatMap((group) =>
    found
      .filter((one) => one.entry.group === group)
      .sort((a, b) => a.rank - b.rank)
      .slice(0, LIMIT)
      .map((one) => one.entry),
  )
}

function rankOf(label: string, word: string): number {
  if (label.startsWith(word)) return 0
  return label.includes(` ${word}`) ? 1 : 2
}
