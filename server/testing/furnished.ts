import type { TestDesk } from './desk.ts'
import { aPlatformApp } from './platform.ts'
import { form, formHeaders, pixel } from './form.ts'
import {
  anAgent,
  aVisitor,
  aWebsite,
  callerOf,
  type Answer,
  type Caller,
  type TestAgent,
  type TestVisitor,
} from './people.ts'

/** A desk with one of everything: a website and an API inbox, agents inside and outside, and a conversation in each inbox. */
export interface Furnished {
  website: Answer['body']
  apiInbox: Answer['body']
  /** An agent in the website's inbox. */
  ines: TestAgent
  /** An agent in no inbox. */
  otto: TestAgent
  /** A visitor of the website, who wrote with a picture. */
  mo: TestVisitor
  contactId: number
  /** The number of Mo's conversation, and its first message. */
  conversation: number
  message: Answer['body']
  kim: TestClient
  platform: Caller
}

/** A client of an API inbox: its own contact, and the number of its conversation. */
export interface TestClient extends Caller {
  identifier: string
  sourceId: string
  conversation: number
}

/** Puts one of everything on a desk. */
export async function furnish(desk: TestDesk): Promise<Furnished> {
  const website = await aWebsite(desk.ada)
  const apiInbox = await anApiInbox(desk)
  const ines = await anAgent(desk.app, desk.ada, { name: 'Ines', inboxIds: [website.id] })
  const otto = await anAgent(desk.app, desk.ada, { name: 'Otto' })
  const mo = await aVisitor(desk.app, website.website_token)
  const letter = form([
    ['message[content]', 'The lamp arrived broken'],
    ['message[attachments][]', pixel],
  ])
  const message = await mo.post('/messages', letter, formHeaders)
  const { body: conversation } = await desk.ada.get(`~/conversations/${message.body.conversation_id}`)
  const kim = await aClient(desk, apiInbox.inbox_identifier)
  return {
    website,
    apiInbox,
    ines,
    otto,
    mo,
    contactId: conversation.meta.sender.id,
    conversation: conversation.id,
    message: message.body,
    kim,
    platform: await aPlatformApp(desk),
  }
}

/** Creates an API inbox. Returns the inbox object of the API. */
export async function anApiInbox(desk: TestDesk, channel: object = {}): Promise<Answer['body']> {
  const body = { name: 'Shop app', channel: { type: 'api', ...channel }, enable_auto_assignment: false }
  const created = await desk.ada.post('~/inboxes', body)
  if (created.status !== 200) throw new Error(`No inbox: ${JSON.stringify(created.body)}`)
  return created.body
}

/** A client makes its contact in an API inbox, and begins a conversation; `@` in its paths is that contact. */
export async function aClient(desk: TestDesk, identifier: string): Promise<TestClient> {
  const inbox = `/public/api/v1/inboxes/${identifier}`
  const made = await callerOf(desk.app).post(`${inbox}/contacts`, { name: 'Kim' })
  const sourceId: string = made.body.source_id
  const caller = callerOf(desk.app, {}, (path) => path.replace(/^@/, `${inbox}/contacts/${sourceId}`))
  const { body } = await caller.post('@/conversations')
  return { ...caller, identifier, sourceId, conversation: body.id }
}
