import { system } from '../../kernel/actor.ts'
import { StartError } from '../../platform/config/index.ts'
import { findCredentials, issueOneTimeToken } from '../../features/people/index.ts'
import { passwordLink } from '../../wire/invitation.ts'
import { addressOfDesk, besideDesk } from './beside-desk.ts'

/** `reset-password <email>`: prints a link that sets a new password, good once and for six hours. */
export async function run([email]: string[]): Promise<void> {
  if (!email) throw new StartError('Say whose password: porchlight reset-password <email>')
  await besideDesk(async (ports, settings) => {
    const person = await findCredentials(ports.db, email)
    if (!person) throw new StartError(`Nobody here has the address ${email}.`)
    const token = await ports.work(0, system, (work) => issueOneTimeToken(work, person.id, 'reset_password'))
    return `Give this link to ${email}. It works once, for six hours:\n${passwordLink(addressOfDesk(settings), token)}`
  })
}
