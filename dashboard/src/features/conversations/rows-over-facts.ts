import { markRaw, shallowReactive, toRaw } from 'vue'
import type { Conversation } from '../../api/wire.ts'
import type { Shelf } from '../../realtime/desk.ts'

export type Change = (row: Conversation) => Conversation

interface Overlay {
  /** The server agreed: the change becomes part of the fact. */
  settle: () => void
  remove: () => void
}

/**
 * Facts are what the server said; a row is its fact with the changes of this agent on top that the server has not
 * confirmed. Taking a change away therefore shows the truth again, whatever arrived meanwhile.
 */
export function rowsOverFacts() {
  const rows = shallowReactive(new Map<number, Conversation>())
  const facts = new Map<number, Conversation>()
  const changes = new Map<number, Change[]>()

  function show(id: number): void {
    const fact = facts.get(id)
    if (fact)
      rows.set(
        id,
        (changes.get(id) ?? []).reduce((row, change) => change(row), fact),
      )
    else rows.delete(id)
  }

  const shelf: Shelf<Conversation> = markRaw({
    get: (id) => facts.get(id),
    set: (id, fact) => {
      facts.set(id, fact)
      show(id)
    },
    delete: (id) => {
      facts.delete(id)
      show(id)
    },
  })

  function put(id: number, change: Change): Overlay {
    changes.set(id, [...(changes.get(id) ?? []), change])
    show(id)
    const remove = () => {
      changes.set(
        id,
        (changes.get(id) ?? []).filter((one) => one !== change),
      )
      show(id)
    }
    const settle = () => {
      const fact = facts.get(id)
      if (fact) facts.set(id, change(fact))
      remove()
    }
    return { settle, remove }
  }

  /** Forgets every fact but these; rows that carry unconfirmed changes stay. */
  function keepOnly(ids: ReadonlySet<number>): void {
    for (const id of facts.keys()) if (!ids.has(id) && !changes.get(id)?.length) shelf.delete(id)
  }

  return { rows, shelf, put, keepOnly }
}

/** All rows, watched as one: going through ten thousand of them one by one would cost milliseconds on every change. */
export function everyRow(rows: ReadonlyMap<number, Conversation>): Iterable<Conversation> {
  return rows.size > 0 ? toRaw(rows).values() : []
}
