/** What Porchlight writes into threads, in English. What stands in braces is put in; each language has the same. */
export const en = {
  'actor.system': 'Porchlight',
  'actor.automation': 'An automation',
  'actor.customer': 'The customer',
  'status.open': '{who} reopened the conversation',
  'status.resolved': '{who} resolved the conversation',
  'status.pending': '{who} marked the conversation as pending',
  'status.snoozed': '{who} snoozed the conversation',
  'status.handoff': '{who} handed the conversation to the agents',
  'status.bot_failed': 'The bot did not answer: the conversation goes to the agents',
  'status.idle.minutes': '{who} resolved the conversation after {count} minutes without a message',
  'status.idle.hours': '{who} resolved the conversation after {count} hours without a message',
  'status.idle.days': '{who} resolved the conversation after {count} days without a message',
  'assignee.given': '{who} assigned the conversation to {agent}',
  'assignee.taken': '{who} took the conversation',
  'assignee.none': '{who} unassigned the conversation',
  'team.given': '{who} assigned the conversation to the team {team}',
  'team.none': '{who} took the conversation from the team {team}',
  'priority.set': '{who} set the priority to {priority}',
  'priority.none': '{who} removed the priority',
  'priority.low': 'low',
  'priority.medium': 'medium',
  'priority.high': 'high',
  'priority.urgent': 'urgent',
  'labels.added': '{who} added {labels}',
  'labels.removed': '{who} removed {labels}',
  'contact.muted': '{who} muted the conversation',
  'contact.unmuted': '{who} unmuted the conversation',
  'template.email': 'At which e-mail address can we reach you, should you leave this page?',
  'template.survey': 'How was this conversation for you?',
}

/** The name of a text. */
export type TextKey = keyof typeof en

/** All texts in one language. */
export type Texts = Record<TextKey, string>
