import { account } from './access-matrix/account.ts'
import { anybody } from './access-matrix/anybody.ts'
import { branding } from './access-matrix/branding.ts'
import { clients } from './access-matrix/clients.ts'
import { automation } from './access-matrix/automation.ts'
import { bots } from './access-matrix/bots.ts'
import { contacts } from './access-matrix/contacts.ts'
import { belongings, conversations } from './access-matrix/conversations.ts'
import { conversationsForBots } from './access-matrix/conversations-for-bots.ts'
import { csat } from './access-matrix/csat.ts'
import { inboxes } from './access-matrix/inboxes.ts'
import { mails } from './access-matrix/mails.ts'
import { kept } from './access-matrix/kept.ts'
import { notifications } from './access-matrix/notifications.ts'
import { platform } from './access-matrix/platform.ts'
import { reports } from './access-matrix/reports.ts'
import { search } from './access-matrix/search.ts'
import { signedIn } from './access-matrix/signed-in.ts'
import { teams } from './access-matrix/teams.ts'
import { visitors } from './access-matrix/visitors.ts'
import type { Request, Row } from './access-matrix/row.ts'

export type { Places, Request } from './access-matrix/row.ts'

/**
 * Who may call which route: one row per route, one status per caller, in the files of the folder beside. The test calls every
 * route as every caller and fails for a route without a row. 401 is the contract's answer to a missing right (2.1); 404 does not tell whether it exists.
 */

/** The callers of each access rule, in the order of a row's statuses. */
export const CALLERS = {
  anybody: ['anonymous'],
  'signed in': ['anonymous', 'revoked device', 'agent'],
  member: [
    'anonymous',
    'revoked device',
    'agent of another account',
    'outside the inbox',
    'in the inbox',
    'administrator',
  ],
  'member or bot': [
    'anonymous',
    'revoked device',
    'agent of another account',
    'outside the inbox',
    'in the inbox',
    'administrator',
    'bot',
    'bot of another account',
  ],
  visitor: ['no website token', "another website's token", 'forged token', 'own token'],
  'platform app': ['no token', "an agent's token", "another app's token", "the app's token"],
  client: ['unknown inbox', "another inbox's contact", 'own contact'],
} as const

/** What one row says. */
export interface Expectation {
  /** Method and full path, as the route table spells them. */
  route: string
  access: keyof typeof CALLERS
  statuses: (number | '-')[]
  request: Request
}

/** All rows, by their access rule; `~`, `@` and `^` are the usual beginnings of paths. */
export const accessMatrix: Expectation[] = [
  ...expectations('anybody', anybody),
  ...expectations('signed in', signedIn),
  ...expectations('member', [...account, ...teams, ...inboxes, ...contacts, ...conversations, ...belongings]),
  ...expectations('member', [...branding, ...reports]),
  ...expectations('member', [...kept, ...bots, ...automation, ...csat, ...search, ...notifications, ...mails]),
  ...expectations('member or bot', conversationsForBots),
  ...expectations('visitor', visitors),
  ...expectations('client', clients),
  ...expectations('platform app', platform),
]

function expectations(access: keyof typeof CALLERS, rows: Row[]): Expectation[] {
  return rows.map(([route, statuses, request = {}]) => ({
    route: route
      .replace(' ~2', ' /api/v2/accounts/:account_id')
      .replace(' ~', ' /api/v1/accounts/:account_id')
      .replace(' ^', ' /platform/api/v1')
      .replace(' @', ' /public/api/v1/inboxes/:identifier/contacts/:source_id'),
    access,
    statuses: statuses.split(' ').map((status) => (status === '-' ? '-' : Number(status))),
    request,
  }))
}
