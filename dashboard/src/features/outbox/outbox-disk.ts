import type { Outgoing } from './next-to-send.ts'

const NAME = 'porchlight-outbox'
const STORE = 'messages'

/** Unsent messages with their files, in IndexedDB. Without it (private windows) they live as long as the tab. */
export const outboxDisk = {
  async all(): Promise<Outgoing[]> {
    const rows = await use<Outgoing[]>('readonly', (store) => store.getAll() as IDBRequest<Outgoing[]>)
    return rows ?? []
  },
  async put(message: Outgoing): Promise<void> {
    await use('readwrite', (store) => store.put(message))
  },
  async delete(key: string): Promise<void> {
    await use('readwrite', (store) => store.delete(key))
  },
}

let opened: Promise<IDBDatabase> | null = null

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1)
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(STORE, { keyPath: 'key' }))
    request.addEventListener('success', () => resolve(request.result))
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')))
  })
  return opened
}

async function use<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest): Promise<T | null> {
  try {
    const database = await open()
    return await new Promise<T>((resolve, reject) => {
      const request = ask(database.transaction(STORE, mode).objectStore(STORE))
      request.addEventListener('success', () => resolve(request.result as T))
      request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')))
    })
  } catch {
    return null
  }
}
