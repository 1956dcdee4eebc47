import type { Visit } from './visit.ts'

/** Shows the message at once, keeps it until the server has it, and starts sending. */
export async function writeMessage(visit: Visit, content: string, files: File[]): Promise<void> {
  const { identity, outbox, shelf, preferences, ownTyping, details, storage, campaign } = visit
  ownTyping.stop()
  identity.keep()
  const letter = outbox.write({
    content,
    files: files.map(({ name, size, type }) => ({ name, size, type })),
    referrer: preferences.referrerURL,
    ...details.value,
    campaign: campaign.value?.id,
  })
  details.value = undefined
  storage.remove('draft')
  if (files.length) await shelf.put(letter.id, files)
  outbox.wake()
  outbox.share()
}
