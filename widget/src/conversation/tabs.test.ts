import { afterEach, expect, test, vi } from 'vitest'
import { joinTabs } from './tabs.ts'

afterEach(() => vi.unstubAllGlobals())

function tabsWithLocks(request: (name: string, work: () => Promise<void>) => Promise<void>) {
  vi.stubGlobal('window', {})
  vi.stubGlobal('navigator', { locks: { request } })
  return joinTabs('token', () => undefined)
}

test('a tab does its work in its turn', async () => {
  const done: string[] = []
  const tabs = tabsWithLocks(async (name, work) => {
    done.push(name)
    await work()
  })
  await tabs.alone(async () => void done.push('work'))
  expect(done).toEqual(['porchlight:token', 'work'])
})

test('a frame that is denied locks does its work all the same', async () => {
  const work = vi.fn(async () => undefined)
  await tabsWithLocks(() => Promise.reject(new DOMException('denied', 'SecurityError'))).alone(work)
  expect(work).toHaveBeenCalledOnce()
})

test('work that fails in its turn is not done again', async () => {
  const work = vi.fn(() => Promise.reject(new Error('no')))
  await expect(tabsWithLocks((_name, turn) => turn()).alone(work)).rejects.toThrow('no')
  expect(work).toHaveBeenCalledOnce()
})
