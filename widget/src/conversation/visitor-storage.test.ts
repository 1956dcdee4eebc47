import { afterEach, expect, test, vi } from 'vitest'
import { openVisitorStorage } from './visitor-storage.ts'

afterEach(() => vi.unstubAllGlobals())

/** As much of a browser's storage as the window uses; when it is full it takes nothing more. */
function aStorage(kept: Record<string, string>, isFull: () => boolean): Storage {
  const methods = {
    getItem: (key: string) => kept[key] ?? null,
    setItem(key: string, value: string) {
      if (isFull()) throw new DOMException('full', 'QuotaExceededError')
      kept[key] = value
    },
    removeItem: (key: string) => delete kept[key],
  }
  return new Proxy(kept, {
    get: (target, key) => methods[key as keyof typeof methods] ?? target[String(key)],
  }) as unknown as Storage
}

test('what a full storage refuses is kept until the page closes', () => {
  let full = false
  const kept: Record<string, string> = {}
  vi.stubGlobal('window', { localStorage: aStorage(kept, () => full) })
  const storage = openVisitorStorage('site')
  storage.write('draft', 'one')
  full = true
  storage.write('draft', 'two')
  storage.write('letter:1', 'hello')
  expect([storage.read('draft'), storage.read('letter:1')]).toEqual(['two', 'hello'])
  expect(storage.keys('letter:')).toEqual(['letter:1'])
  full = false
  storage.write('draft', 'three')
  expect(kept['porchlight:site:draft']).toBe('three')
  storage.wipe()
  expect(storage.keys('')).toEqual([])
  expect(kept).toEqual({})
})

test('a browser that refuses storage altogether leaves the memory', () => {
  const refused = {}
  Object.defineProperty(refused, 'localStorage', {
    get() {
      throw new DOMException('no', 'SecurityError')
    },
  })
  vi.stubGlobal('window', refused)
  const storage = openVisitorStorage('site')
  storage.write('token', 'abc')
  expect(storage.read('token')).toBe('abc')
  storage.remove('token')
  expect(storage.read('token')).toBeUndefined()
})
