import { invalid } from '../../kernel/refusal.ts'

/** What an address may be told of (contract 4.1). */
export const SUBSCRIPTIONS = [
  'conversation_created',
  'conversation_status_changed',
  'conversation_updated',
  'message_created',
  'message_updated',
  'contact_created',
  'contact_updated',
  'webwidget_triggered',
  'inbox_created',
  'inbox_updated',
  'conversation_typing_on',
  'conversation_typing_off',
] as const

// Who says nothing wants what happened, not who types or how inboxes are set up.
const USUAL = SUBSCRIPTIONS.filter((name) => !/typing|inbox/.test(name))

/** An address that is told what happens in the account, or in one inbox of it. The secret signs what is sent. */
export interface Webhook {
  id: number
  accountId: number
  name: string | null
  url: string
  subscriptions: string[]
  inbox: { id: number; name: string } | null
  secretEncrypted: string
}

/** The subscriptions that were asked for, each once; refuses an empty list and unknown names. */
export function subscriptionsOf(names: string[] | undefined): string[] {
  if (names === undefined) return USUAL
  const known: readonly string[] = SUBSCRIPTIONS
  const unknown = names.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    throw invalid('subscriptions', `subscriptions cannot have ${unknown}; it must be of ${SUBSCRIPTIONS.join(', ')}`)
  }
  if (names.length === 0) throw invalid('subscriptions', 'subscriptions must name at least one event')
  return [...new Set(names)]
}
