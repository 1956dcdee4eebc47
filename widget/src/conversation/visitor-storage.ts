/** What the window keeps in its own origin, apart for each website. Falls back to memory where storage is refused. */
export interface VisitorStorage {
  read(key: string): string | undefined
  write(key: string, value: string): void
  remove(key: string): void
  keys(start: string): string[]
  wipe(): void
}

function storageOfBrowser(): Storage | undefined {
  try {
    return window.localStorage
  } catch {
    return undefined
  }
}

/** What the browser does not take, because it is refused or full, is kept in memory: nothing that was typed is lost. */
function usableStorage() {
  const storage = storageOfBrowser()
  const memory = new Map<string, string>()
  return {
    getItem: (key: string) => memory.get(key) ?? storage?.getItem(key),
    setItem(key: string, value: string) {
      memory.set(key, value)
      try {
        storage?.setItem(key, value)
        if (storage) memory.delete(key)
      } catch {}
    },
    removeItem(key: string) {
      memory.delete(key)
      storage?.removeItem(key)
    },
    names: () => [...new Set([...memory.keys(), ...Object.keys(storage ?? {})])],
  }
}

export function openVisitorStorage(websiteToken: string): VisitorStorage {
  const prefix = `porchlight:${websiteToken}:`
  const storage = usableStorage()
  const keys = (start: string) =>
    storage
      .names()
      .filter((name) => name.startsWith(prefix + start))
      .map((name) => name.slice(prefix.length))
  const remove = (key: string) => storage.removeItem(prefix + key)
  return {
    keys,
    remove,
    read: (key) => storage.getItem(prefix + key) ?? undefined,
    write: (key, value) => storage.setItem(prefix + key, value),
    wipe: () => keys('').forEach(remove),
  }
}
