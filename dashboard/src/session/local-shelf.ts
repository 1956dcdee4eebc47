const NAME = 'porchlight-outbox'
const VERSION = 2
const STORES = ['messages', 'changes'] as const

/** What this browser has not sent yet, in IndexedDB. Without it (private windows) it lives as long as the tab. */
export function localShelf<Value extends { key: string }>(name: (typeof STORES)[number]) {
  return {
    async all(): Promise<Value[]> {
      return (await use<Value[]>(name, 'readonly', (store) => store.getAll() as IDBRequest<Value[]>)) ?? []
    },
    /** The keys of what is kept; null when nothing can be kept here. */
    keys(): Promise<string[] | null> {
      return use<string[]>(name, 'readonly', (store) => store.getAllKeys() as IDBRequest<string[]>)
    },
    /** False when it could not be kept. */
    async put(value: Value): Promise<boolean> {
      return (await use<IDBValidKey>(name, 'readwrite', (store) => store.put(value))) !== null
    },
    async delete(key: string): Promise<void> {
      await use(name, 'readwrite', (store) => store.delete(key))
    },
  }
}

let opened: Promise<IDBDatabase> | null = null

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION)
    request.addEventListener('upgradeneeded', () => {
      for (const name of STORES)
        if (!request.result.objectStoreNames.contains(name)) request.result.createObjectStore(name, { keyPath: 'key' })
    })
    request.addEventListener('success', () => {
      // A tab of a newer release wants to change the stores; this one opens them again when it next needs them.
      request.result.addEventListener('versionchange', () => {
        request.result.close()
        opened = null
      })
      resolve(request.result)
    })
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')))
  })
  return opened
}

async function use<T>(
  name: string,
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest,
): Promise<T | null> {
  try {
    const database = await open()
    return await new Promise<T>((resolve, reject) => {
      const request = ask(database.transaction(name, mode).objectStore(name))
      request.addEventListener('success', () => resolve(request.result as T))
      request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')))
    })
  } catch {
    return null
  }
}
