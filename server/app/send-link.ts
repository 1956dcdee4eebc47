import { system } from '../kernel/actor.ts'
import { mailLink } from '../features/mails/index.ts'
import { findCredentials, findPerson, issueOneTimeToken, tellOfWantedLink } from '../features/people/index.ts'
import type { Ports } from '../platform/http/ports.ts'
import { confirmationLink, passwordLink } from '../wire/invitation.ts'

const NO_ACCOUNT = 0

/** Answers the wish for a link to set a password or to confirm an address. Somebody unknown, or confirmed already, gets nothing. */
export async function sendLink(ports: Ports, email: string, purpose: string): Promise<void> {
  const known = await findCredentials(ports.db, email)
  const person = known && (await findPerson(ports.db, known.id))
  if (!person) return
  const { installation } = ports.mail
  if (!installation.from) return tellOfWantedLink(ports.log, person.id)
  const isConfirmation = purpose === 'confirmation'
  if (isConfirmation && person.confirmedAt) return
  await ports.work(NO_ACCOUNT, system, async (work) => {
    const token = await issueOneTimeToken(work, person.id, isConfirmation ? 'confirmation' : 'reset_password')
    await mailLink(work, installation, {
      purpose: isConfirmation ? 'confirmation' : 'password',
      email: person.email,
      url: (isConfirmation ? confirmationLink : passwordLink)(installation.origin, token),
      accountId: person.memberships[0]?.accountId,
    })
  })
}
