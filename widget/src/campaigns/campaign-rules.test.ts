import { expect, test } from 'vitest'
import type { WidgetConfig } from '../conversation/widget-config.ts'
import { campaignsFor, matchesPage, type Campaign } from './campaign-rules.ts'

test.each([
  ['https://shop.example/cart/*', 'https://shop.example/cart/7?coupon=x', true],
  ['https://shop.example/cart/*', 'https://shop.example/cart', true],
  ['https://shop.example/cart/*', 'https://shop.example/cartoon', false],
  ['https://shop.example/', 'https://shop.example', true],
  ['https://shop.example/', 'https://shop.example/cart', false],
  ['https://*.example/pay', 'https://shop.example/pay#top', true],
  ['https://shop.example/a?b=*', 'https://shop.example/a?b=1', true],
  ['https://shop.example/a?b=*', 'https://shop.example/a', false],
  ['https://shop.example/a.b', 'https://shop.example/axb', false],
])('%s and %s: %s', (rule, page, expected) => {
  expect(matchesPage(rule, page)).toBe(expected)
})

const one = (id: number, seconds: number, more: Partial<Campaign> = {}): Campaign => ({
  id,
  message: 'Hello',
  trigger_rules: { url: 'https://shop.example/*', time_on_page: seconds },
  ...more,
})
const config = (workingHoursEnabled: boolean) =>
  ({ workingHoursEnabled, workingHours: [], timezone: 'UTC' }) as unknown as WidgetConfig

test('the soonest comes first, and what is only for open hours waits for them', () => {
  const all = [one(1, 9), one(2, 3), one(3, 1, { trigger_only_during_business_hours: true })]
  const idsWhen = (closed: boolean) => campaignsFor(all, 'https://shop.example/', config(closed), 0).map(({ id }) => id)
  expect(idsWhen(false)).toEqual([3, 2, 1])
  expect(idsWhen(true)).toEqual([2, 1])
})
