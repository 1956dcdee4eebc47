import { expect, test } from 'vitest'
import { choicesFrom, PRODUCT_ACCENT } from './brand-draft.ts'

const defaults = { installation_name: 'Lampworks', accent: null, widget_color: '#123456', powered_by: true }

test('what holds anyway is left to the environment', () => {
  expect(choicesFrom({ accent: PRODUCT_ACCENT, installation_name: 'Lampworks', powered_by: false }, defaults)).toEqual({
    accent: null,
    installation_name: null,
    powered_by: false,
  })
})

test('an accent of the environment can be changed for the one of the product', () => {
  expect(choicesFrom({ accent: PRODUCT_ACCENT }, { ...defaults, accent: '#00ff00' })).toEqual({
    accent: PRODUCT_ACCENT,
  })
})
