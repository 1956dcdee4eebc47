import { invalid } from '../../../kernel/refusal.ts'
import { findContacts } from '../../contacts/index.ts'
import { mailColleagues, mailText } from '../../mails/index.ts'
import { listAgents } from '../../people/index.ts'
import { teamMemberIds } from '../../teams/index.ts'
import type { Perform, Turn } from './turn.ts'

/** Mails the thread to some addresses, with commas between them; the customer's own is written `{{contact.email}}`. */
export const sendTranscript: Perform = async (turn, [addresses]) => {
  const { work, conversation, reach } = turn
  const emails: string[] = []
  for (const address of String(addresses).split(',')) {
    emails.push(/\{\{\s*contact\.email\s*\}\}/.test(address) ? await emailOfContact(turn) : address.trim())
  }
  for (const email of emails) {
    const isQueued = await reach.sendTranscript(work, reach.installation, conversation, email)
    if (!isQueued) throw noMail()
  }
}

/** Mails a message to everybody in some teams. */
export const mailTeams: Perform = async ({ work, conversation, reach }, [mail]) => {
  const { team_ids: teamIds, message } = mail as { team_ids: number[]; message: string }
  const memberIds = new Set((await Promise.all(teamIds.map((id) => teamMemberIds(work.tx, id)))).flat())
  const members = await listAgents(work.tx, work.accountId, [...memberIds])
  const areQueued = await mailColleagues(work, reach.installation, members, (account, locale) => {
    const url = `${reach.installation.origin}/app/accounts/${account.id}/conversations/${conversation.number}`
    return {
      subject: mailText(locale, 'team.subject', { number: String(conversation.number) }),
      words: {
        paragraphs: message.split(/\n{2,}/),
        button: { label: mailText(locale, 'notification.button'), url },
      },
    }
  })
  if (!areQueued) throw noMail()
}

const noMail = () => invalid('email', 'No mail is set up: the settings of the installation name a server')

async function emailOfContact({ work, conversation }: Turn): Promise<string> {
  const [contact] = await findContacts(work.tx, [conversation.contactId])
  if (contact?.email) return contact.email
  throw invalid('email', 'The customer has no e-mail address')
}
