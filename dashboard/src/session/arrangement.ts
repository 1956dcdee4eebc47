import type { Arrangement, Shelf } from '../api/arrangement.ts'

/** The views that an account has whatever its inboxes, teams and labels are. */
export const startViews = ['mine', 'unassigned', 'all', 'mention', 'participating', 'unattended'] as const
export const panels = ['attributes', 'conversation', 'labels', 'notes', 'files', 'previous'] as const
export const marks = ['waiting', 'labels', 'team', 'priority', 'channel', 'assignee'] as const

/** What holds: a person's own choice before the account's. */
export function inForce(own: Arrangement, standard: Arrangement): Arrangement {
  return { ...standard, ...own }
}

/** Things in the order that was chosen; those nobody moved follow in their usual one. */
export function inOrder<Item>(items: readonly Item[], shelf: Shelf | undefined, keyOf: (item: Item) => string): Item[] {
  const place = new Map(shelf?.order.map((key, index) => [key, index]))
  const rank = (item: Item) => place.get(keyOf(item)) ?? Number.POSITIVE_INFINITY
  // Infinity minus itself is no number.
  return items.toSorted((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)))
}

/** Those that are shown, in order. */
export function shownOf<Item>(items: readonly Item[], shelf: Shelf | undefined, keyOf: (item: Item) => string): Item[] {
  return inOrder(items, shelf, keyOf).filter((item) => !shelf?.hidden.includes(keyOf(item)))
}

/** A shelf on which `key` changed its visibility. */
export function toggled(shelf: Shelf | undefined, key: string): Shelf {
  const hidden = shelf?.hidden ?? []
  return {
    order: shelf?.order ?? [],
    hidden: hidden.includes(key) ? hidden.filter((one) => one !== key) : [...hidden, key],
  }
}

/** A shelf on which `key` moved by one among `keys`, all that there are. */
export function moved(shelf: Shelf | undefined, keys: readonly string[], key: string, step: 1 | -1): Shelf {
  const order = inOrder(keys, shelf, (one) => one)
  const from = order.indexOf(key)
  const to = from + step
  if (from !== -1 && to >= 0 && to < order.length) order.splice(to, 0, ...order.splice(from, 1))
  return { hidden: shelf?.hidden ?? [], order }
}
