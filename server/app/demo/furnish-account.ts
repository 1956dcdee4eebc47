import type { Work } from '../../platform/database/unit-of-work.ts'
import { keepCannedReply } from '../../features/canned-replies/index.ts'
import { createLabel } from '../../features/labels/index.ts'
import { addTeam, addTeamMembers } from '../../features/teams/index.ts'

const labels = [
  { title: 'order', color: '#1d5b62', description: 'About something that was ordered' },
  { title: 'delivery', color: '#5d459c', description: 'Where it is, and when it comes' },
  { title: 'damaged', color: '#a3201a', description: 'It arrived broken' },
  { title: 'payment', color: '#b4530a', description: 'Charges and refunds' },
]

const teams = [
  { name: 'shipping', description: 'Parcels and carriers', members: ['chiara@demo.example', 'ada@demo.example'] },
  { name: 'workshop', description: 'What is made to order', members: ['ben@demo.example'] },
]

const cannedReplies = [
  {
    shortCode: 'delivery',
    content: 'Hello {{contact.first_name}}, your parcel is on its way and takes three to five working days.',
  },
  { shortCode: 'photo', content: 'Could you send me a photo of it? Then I can help at once.' },
  { shortCode: 'thanks', content: 'Thank you for writing, {{contact.first_name}}! {{agent.name}}' },
]

/** What an account has after some weeks: labels, teams, canned replies. Returns the ids of the teams by name. */
export async function furnishAccount(work: Work, people: ReadonlyMap<string, number>): Promise<Map<string, number>> {
  for (const label of labels) await createLabel(work, label)
  for (const reply of cannedReplies) await keepCannedReply(work, reply)
  const ids = new Map<string, number>()
  for (const { members, ...team } of teams) {
    const id = await addTeam(work, { ...team, allowAutoAssign: false })
    await addTeamMembers(
      work,
      id,
      members.map((email) => people.get(email) ?? 0),
    )
    ids.set(team.name, id)
  }
  return ids
}
