import type { Contact, Conversation } from '../../api/wire.ts'

/** Everything that a canned reply can name. */
export interface VariableFacts {
  contact: Contact
  conversation: Pick<Conversation, 'id' | 'custom_attributes'>
  agent: { name: string; email: string }
  inboxName: string
}

const VARIABLE = /\{\{\s*([\w.]{1,100})\s*\}\}/g

/** Puts facts in the place of `{{contact.name}}` and the like. What is not known stays, so that nobody sends a gap unseen. */
export function fillVariables(text: string, facts: VariableFacts): string {
  return text.replaceAll(VARIABLE, (whole, name: string) => valueOf(name, facts) || whole)
}

/** Whether there is still something to fill in by hand. */
export function hasVariables(text: string): boolean {
  return text.search(VARIABLE) >= 0
}

function valueOf(name: string, { contact, conversation, agent, inboxName }: VariableFacts): string {
  const known: Record<string, string | null | undefined> = {
    'contact.name': contact.name,
    'contact.first_name': firstOf(contact.name),
    'contact.last_name': lastOf(contact.name),
    'contact.email': contact.email,
    'contact.phone': contact.phone_number,
    'contact.phone_number': contact.phone_number,
    'contact.id': String(contact.id),
    'conversation.id': String(conversation.id),
    'agent.name': agent.name,
    'agent.first_name': firstOf(agent.name),
    'agent.last_name': lastOf(agent.name),
    'agent.email': agent.email,
    'inbox.name': inboxName,
  }
  if (Object.hasOwn(known, name)) return known[name] ?? ''
  const custom = /^(contact|conversation)\.custom_attribute\.(\w+)$/.exec(name)
  if (!custom) return ''
  const attributes = custom[1] === 'contact' ? contact.custom_attributes : conversation.custom_attributes
  const value = Object.hasOwn(attributes, custom[2] ?? '') ? attributes[custom[2] ?? ''] : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

const firstOf = (name: string | null) => name?.trim().split(/\s+/)[0]
const lastOf = (name: string | null) => {
  const words = name?.trim().split(/\s+/) ?? []
  return words.length > 1 ? words.at(-1) : ''
}
