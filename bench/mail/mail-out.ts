import { setTimeout as pause } from 'node:timers/promises'
import type { MailDesk } from './mail-desk.ts'
import type { MailSink } from './mail-sink.ts'

const MAILS = 100

/** Begins conversations by mail; mails per second from the first request until the last mail has arrived. */
export async function measureMailOut({ client, path, headers, inboxId }: MailDesk, sink: MailSink): Promise<number> {
  const names = Array.from({ length: MAILS }, (_, index) => `reader-${index}`)
  const contacts = await Promise.all(
    names.map((name) => client.post(`${path}/contacts`, { name, email: `${name}@home.example` }, headers)),
  )
  const before = sink.taken()
  const begun = performance.now()
  await Promise.all(
    contacts.map(({ payload }) => {
      const talk = {
        inbox_id: inboxId,
        contact_id: payload.contact.id,
        message: { content: 'Your lamp is on its way.' },
      }
      return client.post(`${path}/conversations`, talk, headers)
    }),
  )
  for (let waited = 0; sink.taken() - before < MAILS; waited++) {
    if (waited > 12_000) throw new Error(`${sink.taken() - before} of ${MAILS} mails went out`)
    await pause(5)
  }
  return MAILS / ((performance.now() - begun) / 1000)
}
