import { subscribeToPush, tryPush, unsubscribeFromPush } from '../../api/notifications.ts'
import { bootConfig } from '../../session/boot-config.ts'
import { isPushedHere, keepPushedHere } from '../../session/pushed-here.ts'

/** Why this browser cannot be pushed to, or whether it is. */
export type PushState = 'unsafe' | 'unsupported' | 'blocked' | 'off' | 'on'

/** The browser has no push service, or cannot reach it now. */
export class NoPushService extends Error {}

const base = bootConfig.base === '/' ? '' : bootConfig.base
const WORKER = `/dashboard/push-worker.js${base ? `?base=${encodeURIComponent(base)}` : ''}`

/** How it stands with pushing to this browser. */
export async function pushStateOf(userId: number): Promise<PushState> {
  if (!window.isSecureContext) return 'unsafe'
  const isAble = 'serviceWorker' in navigator && 'PushManager' in window && typeof Notification !== 'undefined'
  if (!isAble || bootConfig.vapidPublicKey === '') return 'unsupported'
  if (Notification.permission === 'denied') return 'blocked'
  const isOn = Notification.permission === 'granted' && isPushedHere(userId) && (await findSubscription())
  return isOn ? 'on' : 'off'
}

/** Asks for permission, subscribes, and tells the server; answers how it stands then. */
export async function turnOnPush(userId: number): Promise<PushState> {
  const permission = await Notification.requestPermission()
  if (permission !== 'granted') return permission === 'denied' ? 'blocked' : 'off'
  await tellServer(await subscribe())
  keepPushedHere(userId)
  return 'on'
}

/** Ends it here and on the server. */
export async function turnOffPush(): Promise<PushState> {
  keepPushedHere(null)
  const subscription = await findSubscription()
  if (!subscription) return 'off'
  await unsubscribeFromPush(subscription.endpoint)
  await subscription.unsubscribe().catch(() => undefined)
  return 'off'
}

/** After a new sign-in, or when the browser got another address: tells the server anew, once per visit. */
export async function renewPush(userId: number): Promise<void> {
  if (!isPushedHere(userId) || !['on', 'off'].includes(await pushStateOf(userId))) return
  if (Notification.permission !== 'granted') return keepPushedHere(null)
  await tellServer(await subscribe())
}

/** Sends this browser a note; answers why it could not be sent, or nothing. */
export async function tryPushHere(words: { title: string; body: string }): Promise<string | null> {
  const subscription = await findSubscription()
  if (!subscription) throw new NoPushService('push service')
  const { sent, answer } = await tryPush(subscription.endpoint, words)
  return sent ? null : answer
}

/** Takes a pushed note from the screen. */
export async function closeNote(id: number): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration(WORKER)
  for (const note of (await registration?.getNotifications({ tag: `porchlight-${id}` })) ?? []) note.close()
}

async function findSubscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration(WORKER)
  return (await registration?.pushManager.getSubscription()) ?? null
}

async function subscribe(): Promise<PushSubscription> {
  const registration = await active(await navigator.serviceWorker.register(WORKER))
  const before = await registration.pushManager.getSubscription()
  const key = fromBase64(bootConfig.vapidPublicKey)
  if (before && isSame(before.options.applicationServerKey, key)) return before
  // A subscription that was made under other keys is of no use to this server.
  await before?.unsubscribe()
  const options = { userVisibleOnly: true, applicationServerKey: key }
  return registration.pushManager.subscribe(options).catch((cause: unknown) => {
    throw new NoPushService('push service', { cause })
  })
}

/** A worker that is still being installed cannot subscribe. */
async function active(registration: ServiceWorkerRegistration): Promise<ServiceWorkerRegistration> {
  const worker = registration.installing ?? registration.waiting
  if (registration.active || !worker) return registration
  await new Promise<void>((resolve) => {
    worker.addEventListener('statechange', () => {
      if (worker.state === 'activated' || worker.state === 'redundant') resolve()
    })
  })
  return registration
}

async function tellServer(subscription: PushSubscription): Promise<void> {
  const { keys = {} } = subscription.toJSON()
  await subscribeToPush({
    endpoint: subscription.endpoint,
    p256dh: keys['p256dh'] ?? '',
    auth: keys['auth'] ?? '',
  })
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const letters = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(letters, (letter) => letter.codePointAt(0) ?? 0)
}

function isSame(one: ArrayBuffer | null, other: Uint8Array): boolean {
  return one !== null && new Uint8Array(one).join() === other.join()
}
