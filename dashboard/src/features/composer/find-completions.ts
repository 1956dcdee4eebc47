import { listCannedReplies } from '../../api/composing.ts'
import type { CannedReply } from '../../api/composing.ts'
import { accountId } from '../../session/current-account.ts'
import { useAgents } from '../agents/agent-store.ts'
import { useTeams } from '../teams/team-store.ts'
import type { Mentionable } from './mention-text.ts'
import type { Completion } from './use-completion.ts'

const MOST = 8
const FRESH_MS = 60_000
let canned: { account: number; at: number; replies: Promise<CannedReply[]> } | null = null

/** The account's canned replies; asked for once a minute at most. */
function cannedReplies(): Promise<CannedReply[]> {
  if (canned?.account !== accountId.value || Date.now() - canned.at > FRESH_MS)
    canned = { account: accountId.value, at: Date.now(), replies: listCannedReplies(accountId.value) }
  return canned.replies.catch(() => {
    canned = null
    return []
  })
}

export async function findCanned(words: string, fill: (text: string) => string): Promise<Completion[]> {
  const found = ranked(
    await cannedReplies(),
    words,
    (one) => one.short_code,
    (one) => one.content,
  )
  return found.map((one) => {
    const content = fill(one.content)
    return { key: `c${one.id}`, insert: content, label: `/${one.short_code}`, hint: content }
  })
}

/** Agents who may be called in, and teams. */
export async function findMentions(
  words: string,
  among: { inboxId: number; teamWord: string; pick: (one: Mentionable) => void },
): Promise<Completion[]> {
  const { inboxId, teamWord, pick } = among
  const agents = useAgents()
  const teamsOfAccount = useTeams()
  if (!agents.assignable.has(inboxId)) await agents.loadAssignable(inboxId).catch(() => undefined)
  const people = (agents.assignable.get(inboxId) ?? agents.all).map((one) => ({
    kind: 'user' as const,
    id: one.id,
    name: one.available_name || one.name,
  }))
  const teams = teamsOfAccount.all.map(({ id, name }) => ({ kind: 'team' as const, id, name }))
  return ranked([...people, ...teams], words, (one) => one.name).map((one) => ({
    key: `${one.kind}${one.id}`,
    insert: `@${one.name} `,
    label: one.name,
    isPerson: one.kind === 'user',
    hint: one.kind === 'team' ? teamWord : '',
    taken: () => pick(one),
  }))
}

export async function findEmoji(words: string): Promise<Completion[]> {
  const { emoji } = await import('./emoji-names.ts')
  return ranked(emoji, words, (one) => one.name).map((one) => ({
    key: one.name,
    insert: `${one.sign} `,
    label: `:${one.name}`,
    hint: '',
    sign: one.sign,
  }))
}

/** What begins with the words first, then what has them. */
export function ranked<Thing>(all: readonly Thing[], words: string, ...texts: ((one: Thing) => string)[]): Thing[] {
  const wanted = words.toLocaleLowerCase()
  const rank = (one: Thing) => {
    const found = texts.map((text) => text(one).toLocaleLowerCase().indexOf(wanted))
    if (found[0] === 0) return 0
    return found.some((at) => at >= 0) ? 1 : 2
  }
  return all
    .map((one) => ({ one, rank: rank(one) }))
    .filter((entry) => entry.rank < 2)
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map((entry) => entry.one)
}
