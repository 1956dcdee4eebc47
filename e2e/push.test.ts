import type { Browser, Page, Worker } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserKeys } from '../server/testing/push-endpoint.ts'
import { openPage, signInAs, startBrowser, takePicture, whyNoBrowser } from './browser.ts'
import { startDesk, type RunningDesk } from './desk.ts'
import { deliverPushes, openPushPlace, subscribeWith, type PushPlace } from './push-place.ts'
import { until } from './until.ts'

/** What the worker shows now. */
const shown = (worker: Worker) =>
  worker.evaluate<{ title: string; body: string }[]>(
    'registration.getNotifications().then((all) => all.map(({ title, body }) => ({ title, body })))',
  )

const closeAll = (worker: Worker) =>
  worker.evaluate('registration.getNotifications().then((all) => all.forEach((note) => note.close()))')

const click = (worker: Worker) =>
  worker.evaluate(`registration.getNotifications().then(([notification]) => {
    dispatchEvent(new NotificationEvent('notificationclick', { notification }))
  })`)

describe.skipIf(whyNoBrowser)(`pushed notifications${whyNoBrowser ? ` (${whyNoBrowser})` : ''}`, () => {
  let place: PushPlace
  let desk: RunningDesk
  let browser: Browser
  let ada: Page
  let complaints: string[]
  const keys = browserKeys()

  const mentionAda = async (words: string) => {
    const { page: ben } = await openPage(browser)
    await signInAs(ben, desk.url, 'Ben')
    await ben.locator('[data-view="all"]').click()
    await ben.getByTestId('conversation-row').filter({ hasText: 'Tomasz' }).click()
    await ben.getByTestId('note-tab').click()
    await ben.getByTestId('composer').fill('')
    await ben.getByTestId('composer').pressSequentially(`${words}, @ada`)
    await ben.getByTestId('completions').waitFor()
    await ben.keyboard.press('Enter')
    await ben.getByTestId('send').click()
    await ben.getByTestId('message').filter({ hasText: words }).waitFor()
    return ben
  }

  beforeAll(async () => {
    place = await openPushPlace()
    desk = await startDesk(place.environment)
    browser = await startBrowser()
    ;({ page: ada, complaints } = await openPage(browser))
    await ada.context().grantPermissions(['notifications'], { origin: new URL(desk.url).origin })
    await subscribeWith(ada, { endpoint: place.url, p256dh: keys.p256dh, auth: keys.auth })
    await signInAs(ada, desk.url, 'Ada')
  })

  afterAll(async () => {
    await browser?.close()
    await desk?.stop()
    await place?.close()
  })

  test('a switch subscribes this browser; what is said while the desk is closed is shown, and a click opens it', async () => {
    await ada.goto(ada.url().replace(/\/conversations.*/, '/settings/notifications'))
    const account = ada.url().replace(/\/settings.*/, '')
    await ada.getByTestId('push-switch').click()
    await until(async () => (await ada.getByTestId('push-switch').getAttribute('aria-checked')) === 'true')
    await takePicture(ada, 'push-switch')
    const worker = ada.context().serviceWorkers()[0] ?? (await ada.context().waitForEvent('serviceworker'))
    const deliver = await deliverPushes(ada)

    // Whoever tries it out sees it, although they look at the desk.
    await ada.getByTestId('try-push').click()
    await until(() => place.bodies.length === 1)
    await deliver(keys.open(place.bodies.pop() ?? Buffer.alloc(0)))
    await until(async () => (await shown(worker)).length === 1)
    await closeAll(worker)

    // The desk is closed.
    await ada.goto('about:blank')
    const ben = await mentionAda('The van is late')
    await until(() => place.bodies.length > 0)
    const pushed = keys.open(place.bodies[0] ?? Buffer.alloc(0))
    expect(place.bodies[0]?.includes('van')).toBe(false)
    expect(pushed).toContain('The van is late')
    await deliver(pushed)
    await until(async () => (await shown(worker)).length === 1)
    expect((await shown(worker))[0]?.body).toContain('The van is late')

    // A tab of the desk is open again: it is led to the message.
    await ada.goto(`${account}/contacts`)
    await ada.getByTestId('contact-row').first().waitFor()
    await click(worker)
    await ada.waitForURL(/conversations\/\d+\?.*message=\d+/)
    await ada.getByTestId('message').filter({ hasText: 'The van is late' }).waitFor()
    expect(await shown(worker)).toEqual([])
    await ben.context().close()
    expect(complaints).toEqual([])
  })

  test('the switch ends it, here and on the server', async () => {
    await ada.goto(ada.url().replace(/\/conversations.*/, '/settings/notifications'))
    await ada.getByTestId('push-switch').waitFor()
    const ended = ada.waitForResponse(
      (response) => response.url().endsWith('/notification_subscriptions') && response.request().method() === 'DELETE',
    )
    await ada.getByTestId('push-switch').click()
    expect((await ended).status()).toBe(200)
    await until(async () => (await ada.getByTestId('push-switch').getAttribute('aria-checked')) === 'false')
  })

  test('a browser that blocks notifications is told what to do, and one without a push service as well', async () => {
    const { page: blocked } = await openPage(browser)
    await blocked.addInitScript(`Object.defineProperty(Notification, 'permission', { get: () => 'denied' })`)
    await signInAs(blocked, desk.url, 'Chiara')
    await blocked.goto(blocked.url().replace(/\/conversations.*/, '/settings/notifications'))
    await blocked.getByTestId('push-state').getByText('Your browser blocks notifications').waitFor()
    await blocked.addInitScript(`delete window.PushManager`)
    await blocked.reload()
    await blocked.getByTestId('push-state').getByText('This browser cannot').waitFor()
    await blocked.context().close()
  })
})
