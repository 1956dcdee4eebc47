import { system } from '../kernel/actor.ts'
import { Refusal } from '../kernel/refusal.ts'
import { BlobTooLarge } from '../platform/blobs/blobs.ts'
import { OutgoingFailure } from '../platform/http-client/http-client.ts'
import type { Ports } from '../platform/http/ports.ts'
import { inspectFile } from '../features/attachments/index.ts'
import { setContactAvatar } from '../features/contacts/index.ts'

const MAXIMUM_BYTES = 5 * 1024 * 1024
const LIMITS = { timeoutMs: 15_000, maximumBytes: MAXIMUM_BYTES, redirects: 3 }

/** Fetches a contact's picture from an address of the web. What cannot be had, or is no picture, changes nothing. */
export async function fetchContactAvatar(
  ports: Ports,
  wanted: { accountId: number; contactId: number; url: string },
): Promise<void> {
  const { accountId, contactId, url } = wanted
  try {
    const answer = await ports.outgoing.send({ url, headers: { accept: 'image/*' }, ...LIMITS })
    if (answer.status !== 200) {
      answer.body.destroy()
      ports.log.info({ contactId, status: answer.status }, "a contact's picture was not there")
      return
    }
    const blob = await ports.blobs.put(answer.body, { maximumBytes: MAXIMUM_BYTES })
    const { fileType } = await inspectFile(blob, { fileName: 'avatar', contentType: '' })
    if (fileType !== 'image') return ports.log.info({ contactId }, "a contact's picture was no picture")
    await ports.work(accountId, system, (work) => setContactAvatar(work, contactId, blob.key))
  } catch (error) {
    // Trying again would meet the same refusal, or trouble somebody else's server.
    const isExpected = error instanceof OutgoingFailure || error instanceof BlobTooLarge || error instanceof Refusal
    if (!isExpected) throw error
    ports.log.info({ contactId, reason: error.message }, "a contact's picture could not be fetched")
  }
}
