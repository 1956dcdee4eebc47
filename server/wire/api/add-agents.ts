import { Refusal } from '../../kernel/refusal.ts'
import type { Call } from '../../platform/http/route.ts'
import type { Work } from '../../platform/http/ports.ts'
import { changeAccount } from '../../features/accounts/index.ts'
import { inviteByMail } from '../../features/mails/index.ts'
import {
  addMember,
  addPerson,
  availableName,
  findCredentials,
  hashPassword,
  isInvitedHereOnly,
  issueOneTimeToken,
  loadAgent,
  revokeOneTimeTokens,
  type Availability,
} from '../../features/people/index.ts'
import type { MemberCaller } from '../access.ts'
import { confirmationLink } from '../invitation.ts'
import { refuseMoreMembers } from '../member-limit.ts'

interface NewAgent {
  name: string
  email: string
  role?: 'agent' | 'administrator' | undefined
  custom_role_id?: number | null | undefined
  availability?: Availability | undefined
  auto_offline?: boolean | undefined
  password?: string | undefined
}

/** Adds agents, all or none; for each who has no password yet there is a link that lets them in. */
export async function addAgents(
  call: Call<MemberCaller>,
  agents: NewAgent[],
  { isOnboarding = false } = {},
): Promise<{ id: number; invitationUrl: string | null }[]> {
  const { accountId, actor } = call.caller
  const hashed: (NewAgent & { passwordHash: string | null })[] = []
  for (const one of agents) {
    hashed.push({ ...one, passwordHash: one.password ? await hashPassword(one.password) : null })
  }
  return call.ports.work(accountId, actor, async (work) => {
    await refuseMoreMembers(work, agents.length)
    const added: { id: number; invitationUrl: string | null }[] = []
    for (const one of hashed) added.push(await addOne(call, work, one))
    if (isOnboarding) await changeAccount(work, { customAttributes: { onboarding_step: null } })
    return added
  })
}

async function addOne(call: Call<MemberCaller>, work: Work, one: NewAgent & { passwordHash: string | null }) {
  // Somebody of another account of this installation is linked, not doubled; their password stays theirs.
  const known = await findCredentials(work.tx, one.email)
  const id = known?.id ?? (await addPerson(work, one))
  const { role, custom_role_id: customRoleId, availability, auto_offline: autoOffline } = one
  await addMember(work, id, { role, customRoleId, availability, autoOffline })
  // Whoever invited them first holds a link that would now open this account too.
  if (known && !known.confirmedAt) await revokeOneTimeTokens(work, id, ['confirmation', 'reset_password'])
  if (known || one.passwordHash) return { id, invitationUrl: null }
  return { id, invitationUrl: await invite(call, work, id, one.email) }
}

/** Mails the link when mail is set up; else whoever invites passes it on. */
async function invite(call: Call<MemberCaller>, work: Work, id: number, email: string): Promise<string | null> {
  const { installation } = call.ports.mail
  const token = await issueOneTimeToken(work, id, 'confirmation')
  const isMailed = await inviteByMail(work, installation, {
    email,
    url: confirmationLink(installation.origin, token),
    inviter: availableName(call.caller.person),
  })
  return isMailed ? null : confirmationLink(call.origin, token)
}

/** Makes a new invitation for an agent who never signed in, and mails it when mail is set up; the link before is void. */
export async function inviteAgain(call: Call<MemberCaller>, id: number): Promise<string> {
  const { accountId, actor } = call.caller
  return call.ports.work(accountId, actor, async (work) => {
    const { email } = await loadAgent(work.tx, accountId, id)
    // Who confirmed their address, or is known to another account, is nobody's to let in but their own.
    if (!(await isInvitedHereOnly(work.tx, accountId, id))) {
      throw new Refusal('invalid', 'Only somebody who never signed in and is in no other account can be invited', 'id')
    }
    const token = await issueOneTimeToken(work, id, 'confirmation')
    const { installation } = call.ports.mail
    const inviter = availableName(call.caller.person)
    await inviteByMail(work, installation, { email, inviter, url: confirmationLink(installation.origin, token) })
    return confirmationLink(call.origin, token)
  })
}
