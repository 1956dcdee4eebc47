import { setUser, type ContactRequest } from '../conversation/contact-requests.ts'
import type { Visit } from '../conversation/visit.ts'
import type { Word } from '../loader/protocol.ts'

/** The words of contract §6.2 that change the contact or the conversation. */
export function requestFor(word: Word): ContactRequest | undefined {
  const { customAttributes, customAttribute, label } = word
  switch (word.event) {
    case 'set-user':
      return setUser(word.identifier, word.user ?? {})
    case 'set-custom-attributes':
      return { needs: 'contact', method: 'PATCH', path: 'contact', body: { custom_attributes: customAttributes } }
    case 'delete-custom-attribute':
      return {
        needs: 'contact',
        method: 'POST',
        path: 'contact/destroy_custom_attributes',
        body: { custom_attributes: [customAttribute] },
      }
    case 'set-conversation-custom-attributes':
      return {
        needs: 'conversation',
        method: 'POST',
        path: 'conversations/set_custom_attributes',
        body: { custom_attributes: customAttributes },
      }
    case 'delete-conversation-custom-attribute':
      return {
        needs: 'conversation',
        method: 'POST',
        path: 'conversations/destroy_custom_attributes',
        body: { custom_attribute: [customAttribute] },
      }
    case 'set-label':
      return { needs: 'conversation', method: 'POST', path: 'labels', body: { label } }
    case 'remove-label':
      return { needs: 'conversation', method: 'DELETE', path: `labels/${encodeURIComponent(String(label))}`, body: {} }
  }
}

const preferenceNames = [
  'locale',
  'darkMode',
  'showPopoutButton',
  'welcomeTitle',
  'welcomeDescription',
  'availableMessage',
  'unavailableMessage',
  'enableFileUpload',
  'enableEmojiPicker',
  'enableEndConversation',
  'showUnreadMessagesDialog',
  'hideMessageBubble',
  'campaignsSnoozedTill',
  'sound',
  'isOpen',
  'isMobile',
  'referrerURL',
] as const

export function hearHost(visit: Visit, word: Word): void {
  const request = requestFor(word)
  if (request) return visit.requests.ask(request)
  if (word.event === 'push-event') return void visit.api.happened(`${word.eventName}`, {}).catch(() => {})
  for (const name of preferenceNames) {
    if (word[name] !== undefined) Object.assign(visit.preferences, { [name]: word[name] })
  }
}
