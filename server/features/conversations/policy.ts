/**
 * Who may see which conversations, once: as a condition on rows, for lists, counts, search, threads and files (`visibleTo`,
 * `visibleWithin`), and as the words that a frame is addressed to, for the socket (`audienceOf`, `audiencesFor`). The two say
 * the same; policy.test.ts holds them together.
 *
 *   where      administrators: the account · agents: their inboxes and their teams · scope `team`: their teams, and what is
 *              assigned to them in their inboxes
 *   of those   all · or, when a custom role says less: their own, with the unassigned, with those they take part in · or none
 */
import { sql, type Expression, type SqlBool } from 'kysely'
import { may, type AgentActor } from '../../kernel/actor.ts'
import type { Reader } from '../../platform/database/reader.ts'
import { memberInboxes } from '../inboxes/index.ts'
import { memberTeams } from '../teams/index.ts'
import type { Standing } from './standing.ts'

/** Somebody who asks in one account. */
export interface Asker {
  accountId: number
  actor: AgentActor
}

/** How far an actor sees. There are few kinds, so that the queries of the busiest paths are built once for each. */
export interface Reach {
  where: 'account' | 'inboxes and teams' | 'teams' | 'nowhere'
  /** Which of those besides one's own, which are always among them. */
  besides: 'all' | ('unassigned' | 'participating')[]
}

/** How far somebody sees. */
export function reachOf(actor: AgentActor): Reach {
  if (actor.role === 'administrator') return { where: 'account', besides: 'all' }
  const where = actor.limits?.conversationScope === 'team' ? 'teams' : 'inboxes and teams'
  if (may(actor, 'conversation_manage')) return { where, besides: 'all' }
  const besides: Reach['besides'] = []
  if (may(actor, 'conversation_unassigned_manage')) besides.push('unassigned')
  if (may(actor, 'conversation_participating_manage')) besides.push('participating')
  return besides.length > 0 ? { where, besides } : { where: 'nowhere', besides }
}

/** How far somebody sees who takes part in what is looked at. */
export function reachOfParticipant(actor: AgentActor): Reach {
  const { where, besides } = reachOf(actor)
  return { where, besides: besides.includes('participating') ? 'all' : besides }
}

/** Whether somebody sees no conversation, whatever it is. */
export function seesNone(actor: AgentActor): boolean {
  return reachOf(actor).where === 'nowhere'
}

type Id = number | Expression<number>

/** Which rows of `conversations` are within a reach: the one rule, with values or with the slots of a compiled query. */
export function visibleWithin(reach: Reach, db: Reader, who: { accountId: Id; userId: Id }): Expression<SqlBool>[] {
  const inAccount = sql<SqlBool>`conversations.account_id = ${who.accountId}`
  if (reach.where === 'account') return [inAccount]
  if (reach.where === 'nowhere') return [inAccount, sql<SqlBool>`false`]
  // As arrays they are read once per query, and either index serves.
  const inInbox = sql<SqlBool>`conversations.inbox_id = any(array(${memberInboxes(db, who.accountId, who.userId)}))`
  const inTeam = sql<SqlBool>`conversations.team_id = any(array(${memberTeams(db, who.accountId, who.userId)}))`
  const own = sql<SqlBool>`conversations.assignee_id = ${who.userId}`
  const place =
    reach.where === 'teams'
      ? sql<SqlBool>`(${inTeam} or ${own} and ${inInbox})`
      : sql<SqlBool>`(${inInbox} or ${inTeam})`
  if (reach.besides === 'all') return [inAccount, place]
  const kinds = [own]
  if (reach.besides.includes('unassigned')) kinds.push(sql<SqlBool>`conversations.assignee_id is null`)
  if (reach.besides.includes('participating')) {
    kinds.push(sql<SqlBool>`exists (select from conversation_participants as taking
      where taking.conversation_id = conversations.id and taking.user_id = ${who.userId})`)
  }
  return [inAccount, place, sql<SqlBool>`(${sql.join(kinds, sql` or `)})`]
}

/** Which rows of `conversations` somebody may see. */
export function visibleTo(db: Reader, { accountId, actor }: Asker): Expression<SqlBool>[] {
  return visibleWithin(reachOf(actor), db, { accountId, userId: actor.userId })
}

/** To whom inside the company a frame about a conversation is addressed; whoever listens to one of the words hears it. */
export function audienceOf(standing: Standing): string[] {
  const { accountId, inboxId, teamId, assigneeId } = standing
  // Events of before taking part counted do not tell.
  const participants = (standing.participantIds as number[] | undefined) ?? []
  const places = [inboxWord(inboxId), ...(teamId === null ? [] : [teamWord(teamId)])]
  const kinds = [assigneeId === null ? UNASSIGNED : ownWord(assigneeId), ...participants.map(participantWord)]
  return [accountWord(accountId), ...places, ...places.flatMap((place) => kinds.map((kind) => place + kind))]
}

/** The words that somebody listens to, in their inboxes and teams. */
export function audiencesFor({ accountId, actor }: Asker, places: { inboxIds: number[]; teamIds: number[] }): string[] {
  const reach = reachOf(actor)
  if (reach.where === 'account') return [accountWord(accountId)]
  if (reach.where === 'nowhere') return []
  const own = ownWord(actor.userId)
  const kinds = kindsWithin(reach, actor.userId)
  const heard = (words: string[]) => words.flatMap((place) => kinds.map((kind) => place + kind))
  const inboxes = places.inboxIds.map(inboxWord)
  const teams = heard(places.teamIds.map(teamWord))
  return reach.where === 'teams' ? [...teams, ...inboxes.map((inbox) => inbox + own)] : [...heard(inboxes), ...teams]
}

function kindsWithin({ besides }: Reach, userId: number): string[] {
  if (besides === 'all') return ['']
  const words = { unassigned: UNASSIGNED, participating: participantWord(userId) }
  return [ownWord(userId), ...besides.map((kind) => words[kind])]
}

const UNASSIGNED = '/unassigned'
const ownWord = (userId: number) => `/assigned to ${userId}`
const participantWord = (userId: number) => `/with ${userId}`
const accountWord = (accountId: number) => `administrators:${accountId}`
const inboxWord = (inboxId: number) => `inbox:${inboxId}`
const teamWord = (teamId: number) => `team:${teamId}`
