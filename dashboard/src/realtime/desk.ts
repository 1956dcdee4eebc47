import type { Availability, Contact, Conversation, Message } from '../api/wire.ts'

/** The part of a Map that frames need; the stores of the features give theirs. */
export interface Shelf<Value> {
  get: (key: number) => Value | undefined
  set: (key: number, value: Value) => unknown
  delete: (key: number) => unknown
}

export interface Typist {
  id: number
  kind: 'contact' | 'user'
  name: string
  isPrivate: boolean
}

/** Everything a frame may change. Plain Maps in a test, reactive ones on the page. */
export interface Desk {
  conversations: Shelf<Conversation>
  /** The loaded messages of a conversation, ascending by id; absent while none are loaded. */
  threads: Shelf<readonly Message[]>
  contacts: Shelf<Contact>
  /** Who is typing, by conversation. */
  typists: Shelf<readonly Typist[]>
  /** Who has a conversation open, by user id. */
  viewers: Shelf<readonly number[]>
  /** Presence by user id. */
  agents: Shelf<Availability>
  /** Contacts that are on the website now. */
  visitors: Shelf<true>
  knownConversations: () => Iterable<number>
  knownAgents: () => Iterable<number>
  knownVisitors: () => Iterable<number>
}
