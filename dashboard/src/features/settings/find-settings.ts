/** Something the search of the settings can lead to. */
export interface SettingsEntry {
  key: string
  label: string
  /** The page it stands on, for a field. */
  page: string
  /** Other words that people may look for it with. */
  words: string
  to: { name: string; params: Record<string, string | number>; hash?: string }
}

/** What holds every word: in the label first, pages before fields where both do. */
export function findSettings(entries: readonly SettingsEntry[], words: string, limit = 12): SettingsEntry[] {
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return []
  return entries
    .map((entry) => ({ entry, rank: rankOf(entry, wanted) }))
    .filter((one) => one.rank >= 0)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, limit)
    .map((one) => one.entry)
}

function rankOf(entry: SettingsEntry, wanted: string[]): number {
  const label = entry.label.toLocaleLowerCase()
  const text = `${label} ${entry.page} ${entry.words}`.toLocaleLowerCase()
  if (!wanted.every((word) => text.includes(word))) return -1
  const inLabel = wanted.filter((word) => label.includes(word)).length
  const starts = label.startsWith(wanted[0] ?? '') ? 1 : 0
  return (wanted.length - inLabel) * 4 + (1 - starts) * 2 + (entry.to.hash ? 1 : 0)
}
