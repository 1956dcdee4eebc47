import { expect, test } from 'vitest'
import type { FullInbox } from '../../../api/settings.ts'
import { readMessages, writeMessages } from './messages-draft.ts'

const inbox = {
  greeting_enabled: false,
  csat_config: { button_text: 'Rate', survey_rules: { operator: 'does_not_contain', values: ['spam'] } },
} as unknown as FullInbox

test('the survey is sent whole, with what no field shows', () => {
  const all = { ...readMessages(inbox), csatLabels: 'spam, test  vip' }
  expect(writeMessages({ csatLabels: all.csatLabels }, all, inbox.csat_config)).toEqual({
    csat_config: {
      button_text: 'Rate',
      display_type: 'emoji',
      message: '',
      survey_rules: { operator: 'does_not_contain', values: ['spam', 'test', 'vip'] },
    },
  })
})

test('a change elsewhere leaves the survey alone', () => {
  const all = { ...readMessages(inbox), greeting_enabled: true }
  expect(writeMessages({ greeting_enabled: true }, all, inbox.csat_config)).toEqual({ greeting_enabled: true })
})
