/** What mails say, in English. What stands in braces is put in; each language has the same. */
export const en = {
  footer: 'Sent by {name}',
  'invitation.subject': '{inviter} invites you to {account}',
  'invitation.text':
    '{inviter} would like you to answer the customers of {account} together on {name}. The link works once, and for seven days.',
  'invitation.button': 'Accept the invitation',
  'password.subject': 'A new password for {name}',
  'password.text':
    'Somebody, we hope you, asked for a new password. The link works once, and for six hours. If it was not you, do nothing: your password stays as it is.',
  'password.button': 'Set a new password',
  'confirmation.subject': 'Confirm your address for {name}',
  'confirmation.text': 'Confirm that this address is yours. The link works once, and for seven days.',
  'confirmation.button': 'Confirm the address',
  'transcript.subject': '[#{number}] Conversation Transcript',
  'transcript.text': 'This is what was written in your conversation with {account}.',
  'notification.digest': '{count} notifications from {account}',
  'notification.button': 'Open the conversation',
  'notification.why': 'You get this mail because your notification settings ask for it.',
  'import.subject': 'Your import into {account} is done',
  'import.text': '{count} contacts were imported from {file}.',
  'import.rejected': '{count} rows were not: the desk has a file of them that says why.',
  'export.subject': 'Your export from {account} is ready',
  'export.text': '{file} has {count} contacts. It is kept for seven days.',
  'rule.subject': 'Rule “{rule}” is switched off',
  'rule.text': 'A condition of this rule means nothing any more, so {account} no longer runs it: {reason}',
  'rule.button': 'Open the rules',
  'team.subject': 'Conversation #{number} needs your team',
  'button.desk': 'Open the desk',
  'continuity.subject': 'New messages from {account}',
  'continuity.answer': 'You can answer this mail: your answer arrives in the same conversation.',
  'continuity.website': 'To answer, come back to our website.',
  'reply.sender': '{agent} from {business}',
  'reply.subject': 'New messages from {name}',
  'reply.wrote': 'On {date}, {who} wrote:',
  'reply.files': 'Files',
  'received.empty': '(This mail has no text.)',
  'test.subject': 'A test mail from {name}',
  'test.text': 'It arrived: the mails of the desk look like this one.',
  'test.note': 'It was sent through {server}.',
  'forward.heading': 'Forwarded message',
  'forward.from': 'From',
  'forward.date': 'Date',
  'forward.subject': 'Subject',
  'forward.to': 'To',
  'forward.cc': 'Cc',
  'button.link': 'If the button does not work, open this address:',
}

/** Which text. */
export type MailTextKey = keyof typeof en

/** The texts in one language. */
export type MailTexts = Record<MailTextKey, string>
