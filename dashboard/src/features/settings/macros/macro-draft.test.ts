import { expect, test } from 'vitest'
import { blankMacro, readMacro, writeMacro } from './macro-draft.ts'

test('what is read and written again is the same, also what this page has no field for', () => {
  const actions = [
    { action_name: 'add_label', action_params: ['vip', 'late'] },
    { action_name: 'send_webhook_event', action_params: ['https://example.com/hook'] },
    { action_name: 'resolve_conversation', action_params: [] },
  ]
  const macro = { id: 4, name: 'Close', visibility: 'global' as const, actions }
  expect(writeMacro(readMacro(macro))).toEqual({ name: 'Close', visibility: 'global', actions })
  expect(writeMacro({ ...blankMacro(), name: ' New ' })).toEqual({ name: 'New', visibility: 'personal', actions: [] })
})
