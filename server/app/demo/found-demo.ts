import type { Work } from '../../platform/database/unit-of-work.ts'
import type { Ports } from '../../platform/http/ports.ts'
import { changeAccount } from '../../features/accounts/index.ts'
import { addInboxMembers, createInbox } from '../../features/inboxes/index.ts'
import { addMember, addPerson, hashPassword } from '../../features/people/index.ts'
import { foundCompany } from '../found-company.ts'
import { colleagues, demoPassword, founder } from './people.ts'
import { stories } from './stories.ts'
import { tellStory } from './tell-story.ts'

/** Founds the demo company: people, a website inbox, and conversations that look like a week of work. All or nothing. */
export async function foundDemo(ports: Ports): Promise<void> {
  const passwordHash = await hashPassword(demoPassword)
  const founding = { accountName: 'Harbour & Pine', ...founder, password: demoPassword }
  await foundCompany(ports, founding, (work, founderId) => furnish(work, founderId, passwordHash))
}

async function furnish(work: Work, founderId: number, passwordHash: string) {
  await changeAccount(work, { settings: { demo: true } })
  const people = new Map([[founder.email, founderId]])
  for (const { name, email, role } of colleagues) {
    const id = await addPerson(work, { name, email, passwordHash })
    await addMember(work, id, { role })
    people.set(email, id)
  }
  const inboxId = await createInbox(work, {
    name: 'Website',
    channelType: 'web_widget',
    greetingEnabled: true,
    greetingMessage: 'Hello! We are usually back to you within minutes.',
    webWidget: {
      websiteUrl: 'http://127.0.0.1:3000/demo',
      welcomeTitle: 'Hello there',
      welcomeTagline: 'Ask us anything about our things, your order or delivery.',
    },
  })
  await addInboxMembers(work, inboxId, [...people.values()])
  for (const story of stories) await tellStory(work, { story, inboxId, people })
}
