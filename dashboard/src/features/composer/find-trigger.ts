export type TriggerKind = 'canned' | 'mention' | 'emoji'

/** What is being typed at the caret that asks for a list: its sign stands at `from`, the words follow it. */
export interface Trigger {
  kind: TriggerKind
  from: number
  words: string
}

const SIGNS: Record<string, TriggerKind> = { '/': 'canned', '@': 'mention', ':': 'emoji' }
const LONGEST = 40

/**
 * Looks back from the caret for a sign that begins a word. An address (`https://`, `mo@…`) or a time (`9:30`) is none, because
 * there the sign stands within a word. Emoji want two letters, so that "Note: " stays what it is.
 */
export function findTrigger(text: string, caret: number, kinds: readonly TriggerKind[]): Trigger | null {
  for (let at = caret - 1; at >= 0 && caret - at <= LONGEST; at--) {
    const sign = text[at] ?? ''
    if (sign === '\n') return null
    const kind = SIGNS[sign]
    if (!kind) continue
    if (at > 0 && !/[\s(]/.test(text[at - 1] ?? '')) return null
    const words = text.slice(at + 1, caret)
    if (!kinds.includes(kind) || !fits(kind, words)) return null
    return { kind, from: at, words }
  }
  return null
}

function fits(kind: TriggerKind, words: string): boolean {
  if (kind === 'emoji') return /^[\w+-]{2,}$/.test(words)
  if (kind === 'canned') return /^[^\s/]*$/.test(words)
  // A name has a few words; a second space in a row ends it.
  return !/\s{2}|^\s/.test(words) && words.split(' ').length <= 3
}

export function replaceTrigger(text: string, trigger: Trigger, caret: number, insert: string) {
  const before = text.slice(0, trigger.from) + insert
  return { text: before + text.slice(caret), caret: before.length }
}
