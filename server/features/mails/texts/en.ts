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
  'webhook.failing.subject': '{host} does not take what it is sent',
  'webhook.failing.text':
    'For a day, nothing that {account} sends to this address has arrived. It is tried again for some days; after {days} days without an arrival it is switched off.',
  'webhook.switched_off.subject': '{host} is switched off',
  'webhook.switched_off.text':
    'For {days} days nothing has arrived there, so {account} sends nothing to this address any more. What waits is kept: switch the address on again, and send what it missed.',
  'webhook.gone.subject': '{host} has said that it is gone',
  'webhook.gone.text':
    'The address of {account} answered that it is gone for good (410), so nothing is sent there any more. What waits is kept: switch the address on again if that was a mistake.',
  'webhook.answer': 'The answer was',
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
