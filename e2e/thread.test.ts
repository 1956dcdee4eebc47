import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage, openWidget, signInAs, startBrowser, takePicture, whyNoBrowser, writeInWidget } from './browser.ts'
import { startDesk, type RunningDesk } from './desk.ts'

const HOSTILE = `<img src="https://evil.example/x.png" onerror="window.hacked=1"><script>window.hacked=1</script>`

describe.skipIf(whyNoBrowser)(`the thread in a real browser${whyNoBrowser ? ` (${whyNoBrowser})` : ''}`, () => {
  let desk: RunningDesk
  let browser: Browser
  let ada: Page
  let ben: Page
  const complaints: string[][] = []

  const open = async () => {
    const opened = await openPage(browser)
    complaints.push(opened.complaints)
    return opened.page
  }
  const message = (page: Page, text: string) => page.getByTestId('message').filter({ hasText: text })
  const openThread = async (page: Page, who: string) => {
    await page.goto(`${desk.url}/app/accounts/1/conversations?view=all`)
    await page.getByTestId('conversation-row').filter({ hasText: who }).click()
    await page.getByTestId('message').first().waitFor()
  }
  /** Asks the API as whoever is signed in on the page. */
  const ask = <Answer>(page: Page, path: string, method = 'GET', body?: object) =>
    page.evaluate(`(async () => {
      const { headers } = JSON.parse(localStorage.getItem('porchlight:session'))
      const response = await fetch(${JSON.stringify(`/api/v1/accounts/1${path}`)}, {
        method: ${JSON.stringify(method)},
        headers: { ...headers, 'content-type': 'application/json' },
        body: ${body ? JSON.stringify(JSON.stringify(body)) : 'undefined'},
      })
      return response.json()
    })()`) as Promise<Answer>

  beforeAll(async () => {
    desk = await startDesk()
    browser = await startBrowser()
    ada = await open()
    ben = await open()
    await signInAs(ada, desk.url, 'Ada')
    await signInAs(ben, desk.url, 'Ben')
  })

  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
  })

  test('two agents in one conversation see each other there and on its row', async () => {
    await openThread(ada, 'Léa')
    await openThread(ben, 'Léa')
    await ada.getByRole('status', { name: 'Ben Okafor is looking at this' }).waitFor()
    await ben.getByRole('img', { name: 'Ada Moreno is looking at this' }).waitFor()
    await openThread(ben, 'Tomasz')
    await ada.getByRole('status', { name: 'Ben Okafor is looking at this' }).waitFor({ state: 'detached' })
  })

  test('a note that names a colleague shows a name, and the colleague is told', async () => {
    await openThread(ada, 'Grace')
    await ada.getByTestId('note-tab').click()
    await ada.getByTestId('composer').pressSequentially('Can you take this, @Ben')
    await ada.getByTestId('completions').getByText('Ben Okafor').waitFor()
    await ada.getByTestId('composer').press('Enter')
    await ada.getByTestId('send').click()
    await message(ada, 'Can you take this').getByTestId('mention').filter({ hasText: '@Ben Okafor' }).waitFor()
    await expect
      .poll(async () => {
        const told = await ask<{ data: { payload: { notification_type: string }[] } }>(ben, '/notifications')
        return told.data.payload.map((one) => one.notification_type)
      })
      .toContain('conversation_mention')
  })

  test('what was begun on one device goes on on another', async () => {
    await openThread(ada, 'Tomasz')
    await ada.getByTestId('reply-tab').click()
    await ada.getByTestId('composer').fill('You can change the address until')
    await expect
      .poll(() => ask<{ message?: string }>(ada, '/conversations/4/draft_messages'))
      .toMatchObject({
        message: 'You can change the address until',
      })
    const phone = await open()
    await signInAs(phone, desk.url, 'Ada')
    await openThread(phone, 'Tomasz')
    await expect.poll(() => phone.getByTestId('composer').inputValue()).toBe('You can change the address until')
    await phone.getByTestId('send').click()
    await expect.poll(() => ask(ada, '/conversations/4/draft_messages')).toEqual({ has_draft: false })
    await phone.context().close()
  })

  test('a canned reply is found by its code, and names are filled in before it is sent', async () => {
    const content = 'Dear {{contact.first_name}}, {{agent.name}} here.'
    await ask(ada, '/canned_responses', 'POST', { short_code: 'intro', content })
    await openThread(ada, 'Mo Haddad')
    await ada.getByTestId('reply-tab').click()
    await ada.getByTestId('composer').pressSequentially('/int')
    await ada.getByTestId('completions').getByText('Dear Mo, Ada Moreno here.').waitFor()
    await takePicture(ada, 'canned-reply')
    await ada.getByTestId('composer').press('Tab')
    expect(await ada.getByTestId('composer').inputValue()).toBe('Dear Mo, Ada Moreno here.')
    await ada.getByTestId('send').click()
    await message(ada, 'Dear Mo, Ada Moreno here.').waitFor()
  })

  test('a deleted message comes back with undo, and is gone for everybody without', async () => {
    await openThread(ben, 'Mo Haddad')
    const mine = ada.getByTestId('message').filter({ hasText: 'Dear Mo' })
    const remove = async () => {
      await mine.hover()
      await mine.getByTestId('message-menu').click()
      await ada.getByTestId('delete-message').click()
      await ada.getByTestId('deleted-message').waitFor()
    }
    await remove()
    await ada.getByTestId('undo').click()
    await mine.waitFor()
    expect(await message(ben, 'Dear Mo').count()).toBe(1)
    await remove()
    await ben.getByTestId('deleted-message').waitFor({ timeout: 30_000 })
  })

  test('a reply says what it answers, and a link leads to one message', async () => {
    await openThread(ada, 'Léa')
    const asked = message(ada, 'I can send a photo').first()
    await asked.hover()
    await asked.getByTestId('message-menu').click()
    await ada.getByTestId('reply-to-message').click()
    await ada.getByTestId('quote-bar').waitFor()
    await ada.getByTestId('composer').fill('Please do.')
    await ada.getByTestId('send').click()
    await message(ada, 'Please do.').getByTestId('quoted').filter({ hasText: 'I can send a photo' }).waitFor()
    const id = await asked.getAttribute('data-message-id')
    await ada.goto(`${ada.url().split('?')[0]}?message=${id}`)
    await ada.locator(`[data-message-id="${id}"][data-flash]`).waitFor()
  })

  test('hostile markup in messages, names and attributes is text: nothing runs, nothing is fetched', async () => {
    const fetched: string[] = []
    ada.on('request', (request) => {
      if (!request.url().startsWith(desk.url) && !/^(data|blob):/.test(request.url())) fetched.push(request.url())
    })
    const shop = await open()
    const widget = await openWidget(shop, desk.url)
    await writeInWidget(widget, `${HOSTILE} [x](javascript:window.hacked=1) ![y](https://evil.example/y.png)`)
    const [found] = (
      await ask<{ data: { payload: { id: number; meta: { sender: { id: number } } }[] } }>(
        ada,
        '/conversations?assignee_type=all&status=open',
      )
    ).data.payload
    const number = found?.id ?? 0
    const contact = found?.meta.sender.id ?? 0
    await ask(ada, '/custom_attribute_definitions', 'POST', {
      attribute_display_name: `Plan ${HOSTILE}`,
      attribute_key: 'plan',
      attribute_display_type: 'text',
      attribute_model: 'contact_attribute',
    })
    await ask(ada, `/contacts/${contact}`, 'PATCH', {
      name: HOSTILE,
      custom_attributes: { plan: HOSTILE, more: HOSTILE },
    })
    await ask(ada, `/contacts/${contact}/notes`, 'POST', { content: HOSTILE })
    await ask(ada, `/conversations/${number}/messages`, 'POST', {
      content: HOSTILE,
      content_type: 'cards',
      content_attributes: {
        items: [{ title: HOSTILE, description: HOSTILE, media_url: 'https://evil.example/card.png' }],
      },
    })
    await ada.goto(`${desk.url}/app/accounts/1/conversations/${number}?view=all`)
    await ada.getByTestId('asked').waitFor()
    await ada.getByTestId('contact-note-line').waitFor()
    await ada.locator('[data-attribute="plan"]').filter({ hasText: 'onerror' }).waitFor()
    await ada.getByTestId('contact-name').filter({ hasText: '<img' }).waitFor()
    await takePicture(ada, 'hostile-markup')
    expect(await ada.evaluate(`'hacked' in window`)).toBe(false)
    expect(await ada.locator('a[href^="javascript:"]').count()).toBe(0)
    expect(fetched).toEqual([])
  })

  test('nothing went wrong in any of the browsers', () => {
    expect(complaints.flat()).toEqual([])
  })
})
