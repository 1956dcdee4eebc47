import { expect, test } from 'vitest'
import { actionKinds } from '../../macros/action-kinds.ts'
import { blankMacro, blankStep, lackOf, movedTo, readMacro, writeMacro } from './macro-draft.ts'

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

test('a new step lacks only what has to be written', () => {
  const lacks = actionKinds.flatMap(({ name }) => {
    const lack = lackOf(blankStep(name, 3))
    return lack ? [[name, lack]] : []
  })
  expect(lacks).toEqual([
    ['send_message', 'text'],
    ['add_private_note', 'text'],
    ['add_label', 'labels'],
    ['remove_label', 'labels'],
  ])
  expect(lackOf({ key: 1, name: 'send_message', params: ['  '] })).toBe('text')
  expect(lackOf({ key: 1, name: 'send_message', params: ['Hi'] })).toBeNull()
  expect([blankStep('assign_team', 3).params, blankStep('assign_team', 'nil').params]).toEqual([[3], ['nil']])
})

test('a step moves to another place, and never out of the list', () => {
  expect(movedTo(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
  expect(movedTo(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'c', 'b'])
  expect(movedTo(['a', 'b'], 1, 2)).toEqual(['a', 'b'])
  expect(movedTo(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
})
