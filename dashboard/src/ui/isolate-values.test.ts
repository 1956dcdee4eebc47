import { expect, test } from 'vitest'
import { isolateValues } from './isolate-values.ts'

test('names in a text are set apart, counts and words stay as they are', () => {
  expect(isolateValues({ undo: { assigned: 'أُسندت {name} إلى {agent}' }, many: 'لا شيء | {count} من {total}' })).toEqual(
    {
      undo: { assigned: 'أُسندت \u2068{name}\u2069 إلى \u2068{agent}\u2069' },
      many: 'لا شيء | {count} من \u2068{total}\u2069',
    },
  )
})
