/** localStorage that may be full, forbidden or hold something of an older release. */
export function recall<T>(key: string, fallback: T): T {
  try {
    const text = localStorage.getItem(`porchlight:${key}`)
    return text === null ? fallback : (JSON.parse(text) as T)
  } catch {
    return fallback
  }
}

export function remember(key: string, value: unknown): void {
  try {
    if (value === undefined || value === null) localStorage.removeItem(`porchlight:${key}`)
    else localStorage.setItem(`porchlight:${key}`, JSON.stringify(value))
  } catch {
    // Storage is a convenience here; the tab goes on without it.
  }
}

export function onRecalledElsewhere(key: string, heard: () => void): void {
  window.addEventListener('storage', (event) => {
    if (event.key === `porchlight:${key}`) heard()
  })
}
