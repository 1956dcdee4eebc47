import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createSSRApp, h, nextTick, ref } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { useCombobox } from './use-combobox.ts'

const scrolledTo: string[] = []
beforeAll(() => {
  const getElementById = (id: string) => ({ scrollIntoView: () => scrolledTo.push(id) })
  vi.stubGlobal('document', { getElementById })
})
afterAll(() => vi.unstubAllGlobals())

/** A box over so many options, inside a component as it is used. */
async function aBox(options: number) {
  const count = ref(options)
  const taken: number[] = []
  let box: ReturnType<typeof useCombobox> | undefined
  const app = createSSRApp({
    setup: () => {
      box = useCombobox(
        () => count.value,
        (index) => taken.push(index),
      )
      return () => h('i')
    },
  })
  await renderToString(app)
  if (!box) throw new Error('The component was not set up')
  const { heard } = box
  const press = (key: string) => {
    const preventDefault = vi.fn()
    heard({ key, preventDefault })
    return preventDefault.mock.calls.length > 0
  }
  return { box, count, taken, press }
}

test('arrows go round, and the field says which option is meant', async () => {
  const { box, press } = await aBox(3)
  const ids = [0, 1, 2].map((index) => box.optionProps(index).id)
  const visited = ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp'].map((key) => {
    press(key)
    return box.inputProps.value['aria-activedescendant']
  })
  expect(visited).toEqual([ids[1], ids[2], ids[0], ids[2]])
  expect([0, 1, 2].map((index) => box.optionProps(index)['data-active'])).toEqual([undefined, undefined, true])
  await nextTick()
  expect(scrolledTo.at(-1)).toBe(ids[2])
})

test('Enter takes the one that is meant; the keys for writing are left to the field', async () => {
  const { taken, press } = await aBox(2)
  expect(['ArrowDown', 'Enter', 'ArrowLeft', 'a', 'Tab', 'Escape'].map(press)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ])
  expect(taken).toEqual([1])
})

test('an empty list means none, and arrows stay where they are', async () => {
  const { box, count, press } = await aBox(0)
  expect([press('ArrowDown'), box.active.value]).toEqual([true, 0])
  expect(box.inputProps.value['aria-activedescendant']).toBeUndefined()
  count.value = 1
  expect(box.inputProps.value['aria-activedescendant']).toBe(box.optionProps(0).id)
})
