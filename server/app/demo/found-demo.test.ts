import { expect, test } from 'vitest'
import { aDesk } from '../../testing/desk.ts'
import { signIn } from '../../testing/people.ts'
import { foundDemo } from './found-demo.ts'
import { demoPassword, founder } from './people.ts'

test('the demo company has reports of its week, with times as its stories tell them', async () => {
  const desk = await aDesk()
  // The demo is for an installation in which nobody is yet.
  await desk.database.db.deleteFrom('accounts').execute()
  await foundDemo(desk.ports, 'https://shop.example')
  await desk.settle()
  const ada = await signIn(desk.app, founder.email, demoPassword)
  const { body } = await ada.get('~2/reports/summary')
  expect(body).toMatchObject({ conversations_count: 6, resolutions_count: 1, incoming_messages_count: 11 })
  // The first answers came after 6, 12, 16 and 4 minutes.
  expect(body.avg_first_response_time).toBe(570)
  expect(body.avg_resolution_time).toBe(16 * 60)
})
