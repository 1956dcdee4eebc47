import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPage, startBrowser, takePicture, whyNoBrowser, writeInWidget } from './browser.ts'
import { startDesk, type RunningDesk } from './desk.ts'
import { asAda, openHostSite, say, windowOn, type HostSite } from './host-site.ts'
import { until } from './until.ts'

interface Row {
  id: number
  content?: string
  custom_attributes: Record<string, unknown>
  meta: { sender: { id: number } }
}

const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }

describe.skipIf(whyNoBrowser)(`visits with the widget${whyNoBrowser ? ` (${whyNoBrowser})` : ''}`, () => {
  let desk: RunningDesk
  let browser: Browser
  let site: HostSite
  let axe: string
  let call: Awaited<ReturnType<typeof asAda>>
  let formInbox: { id: number; website_token: string }
  let campaignInbox: { id: number; website_token: string }

  const website = (name: string, channel: object) =>
    call<{ id: number; website_token: string }>('POST', 'inboxes', {
      name,
      channel: { type: 'web_widget', website_url: 'https://shop.example', ...channel },
      enable_auto_assignment: false,
      enable_email_collect: false,
    })
  const open = async (
    settings = {},
    options: BrowserContextOptions = {},
    at: { token?: string; path?: string } = {},
    inBrowser = browser,
  ) => {
    const { page } = await openPage(inBrowser, { bypassCSP: true, reducedMotion: 'reduce', ...options })
    await page.goto(site.page(settings, at))
    await page.getByTestId('widget-bubble').waitFor({ state: 'attached' })
    return page
  }
  const newest = async (inbox: number): Promise<Row> => {
    const path = `conversations?inbox_id=${inbox}&status=all`
    return (await call<{ data: { payload: Row[] } }>('GET', path)).data.payload[0]!
  }
  const barriers = async (page: Page): Promise<string[]> => {
    const frame = page.frames().find((one) => one.url().includes('/widget?'))!
    await frame.evaluate(axe)
    return frame.evaluate<string[]>(`axe.run(document).then((result) => result.violations
      .filter((one) => ['serious', 'critical'].includes(one.impact))
      .map((one) => one.id + ': ' + one.nodes.map((node) => node.target.join(' ')).join(', ')))`)
  }
  const focused = (page: Page) =>
    page
      .frames()
      .find((one) => one.url().includes('/widget?'))!
      .evaluate<string>(
        `document.hasFocus() ? document.activeElement.dataset.testid || document.activeElement.className : 'outside'`,
      )

  beforeAll(async () => {
    desk = await startDesk()
    browser = await startBrowser()
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    call = await asAda(desk.url)
    const field = (name: string, type: string, more: object = {}) => ({
      name,
      type,
      label: name,
      field_type: 'conversation_attribute',
      enabled: true,
      required: false,
      ...more,
    })
    const pre_chat_fields = [
      field('fullName', 'text', { field_type: 'standard', label: 'Name', required: true }),
      field('emailAddress', 'email', { field_type: 'standard', label: 'E-mail', required: true }),
      field('phoneNumber', 'text', { field_type: 'standard', label: 'Phone' }),
      field('topic', 'list', { values: ['Lamps', 'Spoons'], label: 'Topic', required: true }),
      field('order', 'text', { label: 'Order', regex_pattern: '^B-\\d+$', regex_cue: 'It begins with B-.' }),
      field('day', 'date', { label: 'Day' }),
      field('seats', 'number', { label: 'Seats', field_type: 'contact_attribute' }),
      field('page', 'link', { label: 'Page' }),
      field('terms', 'checkbox', { label: 'I agree', field_type: 'contact_attribute', required: true }),
      field('secret', 'text', { enabled: false }),
    ]
    const pre_chat_form_options = { pre_chat_message: 'Tell us a little first', pre_chat_fields }
    formInbox = await website('With a form', { pre_chat_form_enabled: true, pre_chat_form_options })
    campaignInbox = await website('With a campaign', {})
    const { id } = await call<{ id: number }>('GET', '../../profile')
    await call('POST', 'campaigns', {
      title: 'Cart',
      message: 'Any questions about your cart?',
      inbox_id: campaignInbox.id,
      sender_id: id,
      trigger_rules: { url: 'http://*/cart*', time_on_page: 1 },
    })
    site = await openHostSite(desk.url, formInbox.website_token)
  })

  afterAll(async () => {
    await browser?.close()
    site?.close()
    await desk?.stop()
  })

  test('the pre-chat form asks with the keyboard only, refuses with reasons, and its answers arrive where they belong', async () => {
    const page = await open()
    await page.getByTestId('widget-bubble').focus()
    await page.keyboard.press('Enter')
    const form = windowOn(page).getByTestId('widget-pre-chat')
    await form.getByText('Tell us a little first').waitFor()
    await windowOn(page).locator('input:focus').waitFor()
    await takePicture(page, 'widget-pre-chat-light')
    expect(await barriers(page)).toEqual([])
    await page.keyboard.press('Enter')
    await form.getByText('Please fill this in.').first().waitFor()
    expect(await form.getByText('Please fill this in.').count()).toBe(4)
    await takePicture(page, 'widget-pre-chat-refused')
    expect(await barriers(page)).toEqual([])
    const typed = ['Lu', 'lu@form.example', '+49 (30) 123456']
    for (const value of typed) {
      await page.keyboard.type(value)
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Tab')
    await page.keyboard.type('17')
    await page.keyboard.press('Enter')
    await form.getByText('It begins with B-.').waitFor()
    await form.getByLabel('Order').fill('B-17')
    await form.getByLabel('Day').fill('2031-05-04')
    await form.getByLabel('Seats').fill('3')
    await form.getByLabel('I agree').check()
    await form.getByRole('button').click()
    await writeInWidget(windowOn(page), 'I filled in everything')
    await windowOn(page).locator('[data-state=sent]').waitFor()
    const conversation = await newest(formInbox.id)
    expect(conversation.custom_attributes).toEqual({ topic: 'Lamps', order: 'B-17', day: '2031-05-04' })
    const contact = await call<{ payload: object }>('GET', `contacts/${conversation.meta.sender.id}`)
    expect(contact.payload).toMatchObject({
      name: 'Lu',
      email: 'lu@form.example',
      phone_number: '+4930123456',
      custom_attributes: { seats: 3, terms: true },
    })
    await page.context().close()
  })

  test('who is known is asked only for the rest', async () => {
    const page = await open()
    await say(page, 'setUser', 'known-1', { name: 'Known', email: 'known@form.example' })
    await say(page, 'toggle', 'open')
    const form = windowOn(page).getByTestId('widget-pre-chat')
    await form.getByLabel('Topic').waitFor()
    expect(await form.getByLabel('Name').count()).toBe(0)
    expect(await form.getByLabel('E-mail').count()).toBe(0)
    await page.context().close()
  })

  test('a campaign speaks up on its page, and is a conversation only when somebody answers', async () => {
    const token = campaignInbox.website_token
    const elsewhere = await open({}, {}, { token, path: '/about' })
    const page = await open({}, { colorScheme: 'dark' }, { token, path: '/cart' })
    const peek = windowOn(page).getByTestId('widget-peek')
    await peek.getByText('Any questions about your cart?').waitFor()
    await page.locator('#cw-widget-holder.woot--unread').waitFor()
    await takePicture(page, 'widget-campaign')
    expect(await barriers(page)).toEqual([])
    expect(await windowOn(elsewhere).getByTestId('widget-peek').count()).toBe(0)
    expect(await newest(campaignInbox.id)).toBeUndefined()
    await peek.getByText('Any questions').click()
    await writeInWidget(windowOn(page), 'Yes, about the lamp')
    await windowOn(page).locator('[data-direction=incoming][data-state=sent]').waitFor()
    const { id } = await newest(campaignInbox.id)
    const { payload } = await call<{ payload: Row[] }>('GET', `conversations/${id}/messages`)
    const said = payload.map(({ content }) => content)
    expect(said.filter((line) => /cart|lamp/.test(line ?? ''))).toEqual([
      'Any questions about your cart?',
      'Yes, about the lamp',
    ])
    await call('POST', `conversations/${id}/update_last_seen`)
    await windowOn(page).getByText('Seen').waitFor()
    const messages = windowOn(page).getByTestId('widget-message')
    expect(await messages.filter({ hasText: 'about your cart' }).count()).toBe(1)
    await page.context().close()
    const away = await open({}, PHONE, { token, path: '/cart/7' })
    await windowOn(away).getByTestId('widget-peek-dismiss').click()
    await away.locator('#cw-widget-holder').waitFor({ state: 'hidden' })
    expect(await away.evaluate('document.cookie')).toBe('')
    await elsewhere.context().close()
    await away.context().close()
  })

  test('on a phone the keyboard stays in the window, and goes back to the bubble', async () => {
    // Windows of other tests that close hand the keyboard around in a browser that they share.
    const own = await startBrowser()
    const page = await open({}, { ...PHONE }, { token: campaignInbox.website_token }, own)
    await page.getByTestId('widget-bubble').focus()
    await page.keyboard.press('Enter')
    await windowOn(page).getByTestId('widget-composer').waitFor()
    await until(async () => (await focused(page)) === 'window')
    const passed: string[] = []
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press('Tab')
      passed.push(await focused(page))
    }
    expect(passed).not.toContain('outside')
    expect(passed.filter((one) => one === 'widget-close').length).toBeGreaterThan(1)
    await page.keyboard.press('Shift+Tab')
    expect(await focused(page)).not.toBe('outside')
    await page.keyboard.press('Escape')
    await until(() => page.evaluate<boolean>(`document.activeElement.dataset.testid === 'widget-bubble'`))
    await own.close()
  })

  test('an emoji is picked with the arrow keys and stands where the cursor was', async () => {
    const own = await startBrowser()
    const page = await open({}, {}, { token: campaignInbox.website_token }, own)
    await page.getByTestId('widget-bubble').click()
    const composer = windowOn(page).getByTestId('widget-composer')
    await composer.fill('Hi!')
    await composer.press('ArrowLeft')
    await windowOn(page).getByTestId('widget-emoji').press('Enter')
    await windowOn(page).locator('[role=grid] button:focus').waitFor()
    await takePicture(page, 'widget-emoji')
    expect(await barriers(page)).toEqual([])
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    expect(await composer.inputValue()).toBe('Hi😀!')
    await windowOn(page).getByTestId('widget-emoji').click()
    await page.keyboard.press('Escape')
    await windowOn(page).getByTestId('widget-emojis').waitFor({ state: 'detached' })
    expect(await focused(page)).toBe('widget-composer')
    await own.close()
  })

  test('who reads from right to left sees everything the other way round', async () => {
    const page = await open({ locale: 'ar', position: 'left', darkMode: 'dark' }, PHONE)
    await page.getByTestId('widget-bubble').click()
    await windowOn(page).locator('html[dir=rtl]').waitFor()
    await windowOn(page).getByTestId('widget-pre-chat').waitFor()
    await takePicture(page, 'widget-pre-chat-arabic')
    expect(await barriers(page)).toEqual([])
    await page.context().close()
  })
})
