/**
 * Shows pushed notes while no page of the desk is looked at, and leads to the conversation when one is clicked. It is built as a file
 * of its own without imports, and has no say in what pages load.
 */
import { readPush } from './read-push.ts'

/** As much of a service worker's surroundings as this one uses; the library of pages does not describe them. */
interface Surroundings {
  location: Location
  registration: ServiceWorkerRegistration
  clients: {
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<WindowOfDesk[]>
    openWindow(url: string): Promise<unknown>
  }
  skipWaiting(): Promise<void>
  addEventListener(name: string, hear: (event: WorkerEvent) => void): void
}

interface WindowOfDesk {
  url: string
  focused: boolean
  visibilityState: 'hidden' | 'visible'
  focus(): Promise<WindowOfDesk>
  postMessage(message: unknown): void
}

interface WorkerEvent {
  data?: { text(): string } | null
  notification?: Notification
  waitUntil(work: Promise<unknown>): void
}

const here = globalThis as unknown as Surroundings
/** What the addresses of our dashboard begin with, where another client is at /app. */
const base = new URLSearchParams(here.location.search).get('base') ?? ''

async function windows(): Promise<WindowOfDesk[]> {
  const all = await here.clients.matchAll({ type: 'window', includeUncontrolled: true })
  return all.filter((one) => new URL(one.url).pathname.startsWith(`${base}/app/accounts/`))
}

async function show(text: string): Promise<void> {
  const note = readPush(text)
  // Whoever looks at the desk sees it there.
  if (!note || (!note.isTrial && (await windows()).some((one) => one.focused))) return
  await here.registration.showNotification(note.title, note.options)
}

async function lead(url: string): Promise<void> {
  const account = `${base}${url.split('/').slice(0, 4).join('/')}/`
  const [fitting] = (await windows())
    .filter((one) => new URL(one.url).pathname.startsWith(account))
    .toSorted((one, other) => Number(other.visibilityState === 'visible') - Number(one.visibilityState === 'visible'))
  if (!fitting) return void (await here.clients.openWindow(`${base}${url}`))
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a window of ours, told by its worker
  fitting.postMessage({ type: 'porchlight:open', url })
  await fitting.focus().catch(() => undefined)
}

here.addEventListener('install', (event) => event.waitUntil(here.skipWaiting()))
here.addEventListener('push', (event) => event.waitUntil(show(event.data?.text() ?? '')))
here.addEventListener('notificationclick', (event) => {
  const { url } = (event.notification?.data ?? {}) as { url?: string }
  event.notification?.close()
  event.waitUntil(lead(url ?? '/app'))
})
