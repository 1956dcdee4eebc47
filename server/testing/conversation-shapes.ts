import { describe, expect, test } from 'vitest'
import type { TestDesk } from './desk.ts'
import { fits } from './fits.ts'
import { form, formHeaders, pixel } from './form.ts'
import type { Furnished } from './furnished.ts'

/** The shapes of conversations, of what belongs to them, and of search. */
export function conversationShapes(desk: () => TestDesk, at: () => Furnished): void {
  describe('Conversations and messages', () => {
    test('the list and its counts have the keys of contract A.2', async () => {
      const list = await desk().ada.get('~/conversations?status=all')
      fits(list, 'conversations')
      expect(list.body.data.payload).toHaveLength(2)
      fits(await desk().ada.get('~/conversations/meta'), 'conversations_meta')
    })

    test('one conversation is whole wherever it is the answer', async () => {
      const one = `~/conversations/${at().conversation}`
      fits(await desk().ada.get(one), 'conversation')
      const fresh = { inbox_id: at().website.id, contact_id: at().contactId, message: { content: 'Hi' } }
      fits(await desk().ada.post('~/conversations', fresh), 'conversation')
      fits(await desk().ada.post(`${one}/update_last_seen`), 'conversation')
      fits(await desk().ada.post(`${one}/unread`), 'conversation')
      fits(await desk().ada.patch(one, { priority: 'high' }), 'conversation')
    })

    test('what is done to a conversation answers as contract 2.9 says', async () => {
      const one = `~/conversations/${at().conversation}`
      fits(await desk().ada.post(`${one}/toggle_status`, { status: 'resolved' }), 'toggle_status')
      fits(await desk().ada.post(`${one}/toggle_status`, { status: 'open' }), 'toggle_status')
      const until = Math.floor(Date.now() / 1000) + 3600
      const snoozed = await desk().ada.post(`${one}/toggle_status`, { status: 'snoozed', snoozed_until: until })
      fits(snoozed, 'toggle_status')
      expect(snoozed.body.payload.snoozed_until).toBe(new Date(until * 1000).toISOString())
      fits(await desk().ada.post(`${one}/assignments`, { assignee_id: at().ines.user.id }), 'agent')
      expect((await desk().ada.post(`${one}/assignments`, { assignee_id: 0 })).body).toBeNull()
      fits(await desk().ada.post(`${one}/custom_attributes`, { custom_attributes: { tier: 1 } }), 'custom_attributes')
      await desk().ada.post(`${one}/assignments`, { assignee_id: desk().ada.user.id })
    })

    test('the thread and each message in it have the keys of contract A.3', async () => {
      const thread = await desk().ada.get(`~/conversations/${at().conversation}/messages`)
      fits(thread, 'messages')
      expect(thread.body.payload[0].attachments).toHaveLength(1)
      const path = `~/conversations/${at().conversation}/messages`
      const created = await desk().ada.post(path, { content: 'A note', private: true, echo_id: 'e2' })
      fits(created, 'message')
      expect(created.body).toMatchObject({ private: true, echo_id: 'e2', message_type: 1 })
      const deleted = await desk().ada.delete(`${path}/${created.body.id}`)
      fits(deleted, 'message')
      expect(deleted.body.content_attributes).toEqual({ deleted: true })
    })
  })

  describe('What belongs to a conversation', () => {
    test('participants, drafts, files and counts have the keys of contract 2.9', async () => {
      const one = `~/conversations/${at().conversation}`
      fits(await desk().ada.post(`${one}/participants`, { user_ids: [at().ines.user.id] }), 'agents')
      fits(await desk().ada.get(`${one}/draft_messages`), 'draft')
      fits(await desk().ada.put(`${one}/draft_messages`, { draft_message: { message: 'Dear Mo' } }), 'draft')
      fits(await desk().ada.get(`${one}/attachments`), 'conversation_files')
      fits(await desk().ada.get(`${one}/inbox_assistant`), 'inbox_assistant')
      fits(await desk().ada.get('~/conversations/unread_counts'), 'unread_counts')
    })

    test('uploads answer as contract 2.12 says', async () => {
      fits(await desk().ada.post('~/upload', form([['attachment', pixel]]), formHeaders), 'upload')
      const blob = { filename: 'a.txt', byte_size: 4, checksum: 'yynIqhRAD5ABPHxtgC8LrQ==', content_type: 'text/plain' }
      const direct = await desk().ada.post(`~/conversations/${at().conversation}/direct_uploads`, { blob })
      fits(direct, 'direct_upload')
      fits(await desk().ada.post('/rails/active_storage/direct_uploads', { blob }), 'direct_upload')
      fits(await at().mo.post('/direct_uploads', { blob }), 'direct_upload')
      fits(await at().kim.post('@/direct_uploads', { blob }), 'direct_upload')
      fits(await desk().ada.post('~/bulk_actions', { type: 'Nothing', ids: [1] }), 'error', 422)
    })

    test('a visitor who answers is answered as contract 2.20 says', async () => {
      const path = `~/conversations/${at().conversation}/messages`
      const { body } = await desk().ada.post(path, { content: 'Your address?', content_type: 'input_email' })
      const answer = { contact: { email: 'mo@home.example' } }
      fits(await at().mo.patch(`/messages/${body.id}`, answer), 'visitor_answer')
    })
  })

  describe('Search', () => {
    test('each search has its own shape, and articles are an empty list', async () => {
      const { ada } = desk()
      await ada.put(`~/contacts/${at().contactId}`, { name: 'Mo Lamprecht' })
      await ada.post(`~/conversations/${at().conversation}/messages`, { content: 'About Lamprecht and lamps' })
      const all = await ada.get('~/search?q=lamp')
      fits(all, 'search')
      for (const kind of ['conversations', 'contacts', 'messages']) {
        expect(all.body.payload[kind].length).toBeGreaterThan(0)
        fits(await ada.get(`~/search/${kind}?q=lamp`), `search_${kind}`)
      }
      fits(await ada.get('~/search/articles?q=lamp'), 'search_articles')
      const threads = await ada.get('~/conversations/search?q=lamp')
      fits(threads, 'found_threads')
      expect(threads.body.payload[0].messages.length).toBeGreaterThan(0)
    })
  })
}
