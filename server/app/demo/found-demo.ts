import type { Work } from '../../platform/database/unit-of-work.ts'
import type { Ports } from '../../platform/http/ports.ts'
import { changeAccount } from '../../features/accounts/index.ts'
import { addInboxMembers, createInbox } from '../../features/inboxes/index.ts'
import { addMember, addPerson, hashPassword } from '../../features/people/index.ts'
import { foundCompany } from '../found-company.ts'
import { furnishAccount } from './furnish-account.ts'
import { colleagues, demoPassword, founder } from './people.ts'
import { stories } from './stories.ts'
import { tellStory } from './tell-story.ts'

/** Founds the demo company: people, a website inbox, and conversations that look like a week of work. All or nothing. */
export async function foundDemo(ports: Ports, websiteUrl: string): Promise<void> {
  const passwordHash = await hashPassword(demoPassword)
  const founding = { accountName: 'Harbour & Pine', ...founder, password: demoPassword }
  await foundCompany(ports, founding, (work, founderId) => furnish(work, { founderId, passwordHash, websiteUrl }))
}

async function furnish(work: Work, parts: { founderId: number; passwordHash: string; websiteUrl: string }) {
  const { founderId, passwordHash, websiteUrl } = parts
  await changeAccount(work, { settings: { demo: true } })
  const people = new Map([[founder.email, founderId]])
  for (const { name, email, role } of colleagues) {
    const id = await addPerson(work, { name, email, passwordHash })
    await addMember(work, id, { role })
    people.set(email, id)
  }
  const inboxId = await createInbox(work, {
    name: 'Harbour & Pine',
    channelType: 'web_widget',
    greetingEnabled: true,
    greetingMessage: 'Hello! We are usually back to you within minutes.',
    // Whoever tries the demo is to see how a conversation is taken.
    enableAutoAssignment: false,
    enableEmailCollect: false,
    webWidget: {
      widgetColor: '#1d5b62',
      websiteUrl,
      welcomeTitle: 'Hello there',
      welcomeTagline: 'Ask us anything about our things, your order or delivery.',
    },
  })
  await addInboxMembers(work, inboxId, [...people.values()])
  const teams = await furnishAccount(work, people)
  for (const story of stories) await tellStory(work, { story, inboxId, people, teams })
}
