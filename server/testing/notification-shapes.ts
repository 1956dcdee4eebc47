import { describe, expect, test } from 'vitest'
import type { TestDesk } from './desk.ts'
import { fits } from './fits.ts'
import type { Furnished } from './furnished.ts'
import { aVisitor } from './people.ts'

/** The tests of the shapes of notifications, on the desk of a file. */
export function notificationShapes(desk: () => TestDesk, furnished: () => Furnished): void {
  describe('Notifications', () => {
    test('the list, a row, the count and the settings have the keys of contract 2.13', async () => {
      const { ines, website } = furnished()
      const { ada, app } = desk()
      const lu = await aVisitor(app, website.website_token)
      const one = `~/conversations/${(await lu.writes('Hello')).body.conversation_id}`
      await ada.post(`${one}/assignments`, { assignee_id: ines.user.id })
      await ada.post(`${one}/messages`, { content: 'Have a look', private: true })
      await desk().settle()
      const list = await ines.get('~/notifications')
      fits(list, 'notifications')
      expect(list.body.data.payload.length).toBeGreaterThanOrEqual(2)
      for (const { id } of list.body.data.payload) fits(await ines.patch(`~/notifications/${id}`), 'notification_row')
      fits(await ines.get('~/notifications/unread_count'), 'notification_count')
      fits(await ines.get('~/notification_settings'), 'notification_settings')
    })
  })
}
