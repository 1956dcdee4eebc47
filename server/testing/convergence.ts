import { applyEvent } from '../../dashboard/src/realtime/apply-event.ts'
import type { Desk } from '../../dashboard/src/realtime/desk.ts'
import type { HeardFrame } from './cable.ts'
import type { TestAgent } from './people.ts'

type Stored<Shelf> = Shelf extends { get: (key: number) => infer Value } ? Map<number, NonNullable<Value>> : never

/** What a page of the dashboard knows, in plain maps. */
export interface PageState extends Desk {
  conversations: Stored<Desk['conversations']>
  threads: Stored<Desk['threads']>
  contacts: Stored<Desk['contacts']>
}

/** A page that has fetched nothing. */
export function emptyDesk(): PageState {
  const agents = new Map()
  const visitors = new Map()
  const conversations: PageState['conversations'] = new Map()
  return {
    conversations,
    knownConversations: () => [...conversations.keys()],
    threads: new Map(),
    contacts: new Map(),
    typists: new Map(),
    viewers: new Map(),
    agents,
    visitors,
    knownAgents: () => agents.keys(),
    knownVisitors: () => visitors.keys(),
  }
}

/** Fetches what a page shows: the list, each conversation with its whole thread, each contact. */
export async function fetchState(agent: TestAgent, page: PageState): Promise<void> {
  const list = await agent.get('~/conversations?status=all')
  for (const { id, meta } of list.body.data.payload) {
    page.conversations.set(id, (await agent.get(`~/conversations/${id}`)).body)
    page.threads.set(id, (await agent.get(`~/conversations/${id}/messages?after=1&before=1000000`)).body.payload)
    page.contacts.set(meta.sender.id, (await agent.get(`~/contacts/${meta.sender.id}`)).body.payload)
  }
}

/** Applies frames as the dashboard does. */
export function applyFrames(page: PageState, frames: HeardFrame[]): void {
  for (const frame of frames) applyEvent(page, frame)
}

// No frame of a message tells these, and no page shows them: the moments behind reports, and who is on the website right now.
const UNTOLD = new Set([
  'updated_at',
  'waiting_since',
  'first_reply_created_at',
  'assignee_last_seen_at',
  'contact_last_seen_at',
  'availability_status',
  // A frame has many readers.
  'is_member',
])

/** What is shown by a page that heard frames, and by one that has just fetched: of what the first has opened, and the fetch brings. */
export function bothShow(heard: PageState, fetched: PageState): { heard: unknown; fetched: unknown } {
  const opened = <Value>(of: Map<number, Value>, by: Map<number, unknown>) =>
    Object.fromEntries([...of].filter(([id]) => by.has(id)))
  const shown = (page: PageState) => ({
    conversations: Object.fromEntries([...page.conversations].map(([id, one]) => [id, { ...one, messages: null }])),
    threads: opened(page.threads, heard.threads),
    contacts: opened(withoutActivity(page.contacts), heard.contacts),
  })
  return { heard: like(shown(fetched), shown(heard)), fetched: like(shown(fetched), shown(fetched)) }
}

// When a contact was last heard of comes with a fetch only.
function withoutActivity(contacts: PageState['contacts']) {
  return new Map([...contacts].map(([id, one]) => [id, { ...one, last_activity_at: null }]))
}

/** The part of a value that the pattern has too: frames say more than the API. */
function like(pattern: unknown, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item, at) => like(Array.isArray(pattern) ? pattern[at] : item, item))
  if (value === null || typeof value !== 'object' || pattern === null || typeof pattern !== 'object') return value
  const keys = Object.keys(pattern).filter((key) => !UNTOLD.has(key) && Reflect.get(pattern, key) !== null)
  return Object.fromEntries(keys.map((key) => [key, part(key, Reflect.get(pattern, key), Reflect.get(value, key))]))
}

// Who wrote a message stands in the contact or the agent; the copy in a message stays as it was until the next fetch. Who a
// conversation is with is shown in its row.
function part(key: string, pattern: unknown, value: unknown): unknown {
  if (key === 'meta') return withoutSenderActivity(like(pattern, value) as { sender: object })
  return key === 'sender' && isWriter(value) ? like({ id: 0 }, value) : like(pattern, value)
}

function isWriter(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value
}

function withoutSenderActivity(meta: { sender: object }) {
  return { ...meta, sender: { ...meta.sender, last_activity_at: null } }
}
