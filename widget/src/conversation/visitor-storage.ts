/** What the window keeps in its own origin, apart for each website. Falls back to memory where storage is refused. */
export interface VisitorStorage {
  read(key: string): string | undefined
  write(key: string, value: string): void
  remove(key: string): void
  keys(start: string): string[]
  wipe(): void
}

function usableStorage(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> & { names(): string[] } {
  try {
    const storage = window.localStorage
    storage.setItem('porchlight', '1')
    storage.removeItem('porchlight')
    return {
      getItem: (key) => storage.getItem(key),
      setItem: (key, value) => storage.setItem(key, value),
      removeItem: (key) => storage.removeItem(key),
      names: () => Object.keys(storage),
    }
  } catch {
    const memory = new Map<string, string>()
    return {
      getItem: (key) => memory.get(key) ?? null,
      setItem: (key, value) => void memory.set(key, value),
      removeItem: (key) => void memory.delete(key),
      names: () => [...memory.keys()],
    }
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
