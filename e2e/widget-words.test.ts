import type { Browser, FrameLocator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage, startBrowser, whyNoBrowser, writeInWidget } from './browser.ts'
import { startDesk, type RunningDesk } from './desk.ts'
import { asAda, heard, openHostSite, say, windowOn, type HostSite } from './host-site.ts'
import { until } from './until.ts'

interface Conversation {
  id: number
  labels: string[]
  custom_attributes: Record<string, unknown>
  meta: { sender: { id: number } }
}
interface Contact {
  name: string
  email: string | null
  identifier: string | null
  custom_attributes: Record<string, unknown>
}

describe.skipIf(whyNoBrowser)(`the words of the SDK${whyNoBrowser ? ` (${whyNoBrowser})` : ''}`, () => {
  let desk: RunningDesk
  let browser: Browser
  let site: HostSite
  let call: Awaited<ReturnType<typeof asAda>>
  let page: Page
  let widget: FrameLocator
  let inbox: number
  const complaints: string[][] = []

  const open = async (settings = {}, options = {}) => {
    const opened = await openPage(browser, options)
    complaints.push(opened.complaints)
    await opened.page.goto(site.page(settings))
    await opened.page.getByTestId('widget-bubble').waitFor({ state: 'attached' })
    return opened.page
  }
  const newest = async (): Promise<Conversation> => {
    const list = await call<{ data: { payload: Conversation[] } }>('GET', `conversations?inbox_id=${inbox}&status=all`)
    return list.data.payload[0]!
  }
  const contactOf = async ({ meta }: Conversation) =>
    (await call<{ payload: Contact }>('GET', `contacts/${meta.sender.id}`)).payload
  // Who is found by their identifier is joined with the visitor, and is somebody else for a moment.
  const eventually = (check: () => Promise<boolean>) => until(() => check().catch(() => false))
  const visible = (locator: string) => page.locator(locator).isVisible()

  beforeAll(async () => {
    desk = await startDesk()
    browser = await startBrowser()
    call = await asAda(desk.url)
    const website = await call<{ id: number; website_token: string }>('POST', 'inboxes', {
      name: 'Words',
      channel: { type: 'web_widget', website_url: 'https://shop.example' },
      enable_auto_assignment: false,
      enable_email_collect: false,
    })
    inbox = website.id
    site = await openHostSite(desk.url, website.website_token)
    page = await open()
    widget = windowOn(page)
  })

  afterAll(async () => {
    await browser?.close()
    site?.close()
    await desk?.stop()
  })

  test('run tells both families of names that it is ready, and a second run changes nothing', async () => {
    await eventually(async () => (await heard(page, 'porchlight:ready')).length === 1)
    expect(await heard(page, 'chatwoot:ready')).toHaveLength(1)
    const same = `window.$chatwoot === window.porchlight && (chatwootSDK.run({ websiteToken: 'x', baseUrl: '' }), $chatwoot.hasLoaded)`
    expect(await page.evaluate(same)).toBe(true)
    expect(await page.locator('#cw-bubble-holder').count()).toBe(1)
  })

  test('toggle opens and closes, says so, and gives the keyboard back', async () => {
    await say(page, 'toggle', 'open')
    await widget.getByTestId('widget-composer').waitFor()
    await say(page, 'toggle', 'open')
    expect(await heard(page, 'chatwoot:opened')).toHaveLength(1)
    await widget.getByTestId('widget-close').click()
    await eventually(async () => (await heard(page, 'porchlight:closed')).length === 1)
    expect(await page.evaluate('document.activeElement.dataset.testid')).toBe('widget-bubble')
    await say(page, 'toggle')
    expect(await page.evaluate('$chatwoot.isOpen')).toBe(true)
  })

  test('toggleBubbleVisibility hides the bubble and shows it again', async () => {
    await say(page, 'toggleBubbleVisibility', 'hide')
    expect(await visible('#cw-bubble-holder button')).toBe(false)
    await say(page, 'toggleBubbleVisibility', 'show')
    expect(await visible('#cw-bubble-holder button')).toBe(true)
  })

  test('setUser wants a name, an address or a picture, and is kept until the visitor writes', async () => {
    await expect(say(page, 'setUser', 'mo-7', {})).rejects.toThrow(/setUser/)
    await say(page, 'setUser', 'mo-7', { name: 'Mo', email: 'mo@words.example' })
    await say(page, 'setCustomAttributes', { plan: 'gold', seats: 3 })
    await say(page, 'setLabel', 'vip')
    await say(page, 'setConversationCustomAttributes', { topic: 'lamps', page: 'cart' })
    await writeInWidget(widget, 'Hello with words')
    await widget.locator('[data-state=sent], [data-state=seen]').first().waitFor()
    await eventually(async () => (await contactOf(await newest())).custom_attributes['plan'] === 'gold')
    const contact = await contactOf(await newest())
    expect(contact).toMatchObject({ name: 'Mo', email: 'mo@words.example', identifier: 'mo-7' })
    expect(contact.custom_attributes).toEqual({ plan: 'gold', seats: 3 })
    await eventually(async () => (await newest()).labels.includes('vip'))
    await eventually(async () => (await newest()).custom_attributes['topic'] === 'lamps')
    expect(await heard(page, 'chatwoot:on-start-conversation')).toEqual([{ hasConversation: true }])
  })

  test('attributes and labels are taken away again', async () => {
    await say(page, 'deleteCustomAttribute', 'seats')
    await say(page, 'deleteConversationCustomAttribute', 'page')
    await say(page, 'removeLabel', 'vip')
    await eventually(async () => (await newest()).labels.length === 0)
    expect((await newest()).custom_attributes).toEqual({ topic: 'lamps' })
    expect((await contactOf(await newest())).custom_attributes).toEqual({ plan: 'gold' })
  })

  test('setLocale and setColorScheme change the open window', async () => {
    await say(page, 'setLocale', 'de')
    await widget.getByPlaceholder('Nachricht').waitFor()
    await say(page, 'setColorScheme', 'dark')
    await widget.locator('html[data-theme=dark]').waitFor()
    await say(page, 'setLocale', 'en')
    await say(page, 'setColorScheme', 'light')
    await widget.locator('html[data-theme=light]').waitFor()
  })

  test('an unread answer stands at the bubble, in the title and beside the bubble, and can be waved away', async () => {
    await say(page, 'toggle', 'close')
    const { id } = await newest()
    const answer = (content: string) => call('POST', `conversations/${id}/messages`, { content })
    await answer('Here is your lamp')
    const peek = widget.getByTestId('widget-peek')
    await peek.getByText('Here is your lamp').waitFor()
    expect(await page.locator('.woot--notification').innerText()).toBe('1')
    const messages = (await heard(page, 'chatwoot:on-message')) as { content: string }[]
    expect(messages.at(-1)?.content).toBe('Here is your lamp')
    const looksAway = (hidden: boolean) =>
      page.evaluate(`Object.defineProperty(document, 'hidden', { configurable: true, get: () => ${hidden} })`)
    await looksAway(true)
    await eventually(async () => (await page.title()) === '(1) Shop')
    await looksAway(false)
    await eventually(async () => (await page.title()) === 'Shop')
    await widget.getByTestId('widget-peek-dismiss').click()
    await peek.waitFor({ state: 'detached' })
    await page.locator('#cw-widget-holder').waitFor({ state: 'hidden' })
    expect(await page.locator('.woot--notification').innerText()).toBe('1')
    await answer('And its shade')
    await peek.getByText('And its shade').click()
    await widget.getByTestId('widget-composer').waitFor()
    await eventually(async () => !(await visible('.woot--notification')))
  })

  test('a card says its postback to the page', async () => {
    const actions = [{ type: 'postback', text: 'This one', payload: 'LAMP_7' }]
    const { id } = await newest()
    const content_attributes = { items: [{ title: 'Lamp', actions }] }
    await call('POST', `conversations/${id}/messages`, { content: 'Lamps', content_type: 'cards', content_attributes })
    await widget.getByRole('button', { name: 'This one' }).click()
    await eventually(async () => (await heard(page, 'porchlight:postback')).length === 1)
    expect((await heard(page, 'chatwoot:postback'))[0]).toMatchObject({ text: 'This one', payload: 'LAMP_7' })
  })

  test('what the desk refuses of a user is an error on the page', async () => {
    await say(page, 'setUser', 'somebody', { name: 'Mallory', identifier_hash: 'wrong' })
    await eventually(async () => (await heard(page, 'chatwoot:error')).length === 1)
    expect(await heard(page, 'porchlight:error')).toHaveLength(1)
  })

  test('popoutChatWindow goes on in a window of its own, and both stay the same', async () => {
    const other = page.context().waitForEvent('page')
    await say(page, 'popoutChatWindow')
    const popup = await other
    await popup.getByTestId('widget-message').filter({ hasText: 'And its shade' }).waitFor()
    await popup.getByTestId('widget-composer').fill('From the other window')
    await popup.getByTestId('widget-composer').press('Enter')
    await say(page, 'toggle', 'open')
    await widget.getByTestId('widget-message').filter({ hasText: 'From the other window' }).waitFor()
    await popup.close()
  })

  test('another page of the website has the same conversation, and what is read in one is read in both', async () => {
    const second = await page.context().newPage()
    await second.goto(site.page({}, { path: '/second' }))
    const closed = (await heard(page, 'porchlight:closed')).length
    await say(page, 'toggle', 'close')
    // What comes while it is still open is seen.
    await eventually(async () => (await heard(page, 'porchlight:closed')).length > closed)
    await page.locator('#cw-widget-holder').waitFor({ state: 'hidden' })
    const { id } = await newest()
    await call('POST', `conversations/${id}/messages`, { content: 'On both pages' })
    for (const one of [page, second]) await windowOn(one).getByText('On both pages').first().waitFor()
    await windowOn(second).getByTestId('widget-peek').getByText('On both pages').click()
    await widget.getByTestId('widget-peek').waitFor({ state: 'detached' })
    await eventually(async () => !(await visible('.woot--notification')))
    await second.close()
  })

  test('reset forgets the visitor, here and in other tabs', async () => {
    const second = await page.context().newPage()
    await second.goto(site.page({}, { path: '/second' }))
    await say(second, 'toggle', 'open')
    await windowOn(second).getByText('On both pages').waitFor()
    await say(page, 'reset')
    await windowOn(second).getByText('On both pages').waitFor({ state: 'detached' })
    expect(await page.evaluate('document.cookie')).not.toContain('cw_conversation=ey')
    await say(page, 'toggle', 'open')
    await widget.getByTestId('widget-composer').waitFor()
    expect(await widget.getByTestId('widget-message').count()).toBe(0)
    await second.close()
  })

  test('the settings of the page decide how the bubble looks and what it speaks', async () => {
    const type = 'expanded_bubble'
    const settings = { position: 'left', type, launcherTitle: 'Ask us', darkMode: 'auto', useBrowserLanguage: true }
    const other = await open(settings, { locale: 'fr-FR', colorScheme: 'dark' })
    const bubble = other.getByTestId('widget-bubble')
    expect(await bubble.innerText()).toBe('Ask us')
    expect((await bubble.boundingBox())!.x).toBeLessThan(60)
    await bubble.click()
    await windowOn(other).locator('html[data-theme=dark][lang^=fr]').waitFor()
    await other.context().close()
    const hidden = await open({ hideMessageBubble: true, showPopoutButton: true, baseDomain: 'shop.localhost' })
    expect(await hidden.locator('#cw-bubble-holder button').isVisible()).toBe(false)
    await say(hidden, 'toggle', 'open')
    await windowOn(hidden).getByRole('button', { name: 'Open in a new window' }).waitFor()
    await writeInWidget(windowOn(hidden), 'With a cookie for the whole domain')
    await eventually(async () => (await hidden.context().cookies()).some(({ domain }) => domain === '.shop.localhost'))
    await hidden.context().close()
  })

  test('a page with a strict content policy needs two directives, and none is broken', async () => {
    const { page: strict, complaints: wrong } = await openPage(browser)
    await strict.goto(site.page({}, { strict: true }))
    await strict.getByTestId('widget-bubble').click()
    await writeInWidget(windowOn(strict), 'Behind a policy')
    await windowOn(strict).locator('[data-state=sent], [data-state=seen]').waitFor()
    const box = (await strict.locator('#cw-widget-holder').boundingBox())!
    expect(Math.round(box.width)).toBe(392)
    expect(await heard(strict, 'violation')).toEqual([])
    expect(wrong).toEqual([])
    await strict.context().close()
  })

  test('nothing went wrong on the pages, but what was made to fail', () => {
    expect(complaints.flat().filter((line) => !/status of 401/.test(line))).toEqual([])
  })
})
