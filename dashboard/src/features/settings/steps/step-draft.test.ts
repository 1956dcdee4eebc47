import { expect, test } from 'vitest'
import { actionKinds, kindsFor } from '../../steps/action-kinds.ts'
import { blankStep, lackOf, movedTo } from './step-draft.ts'

const step = (name: string, ...params: unknown[]) => ({ key: 1, name, params })

test('a new step lacks only what has to be written', () => {
  const lacks = actionKinds.flatMap(({ name }) => {
    const lack = lackOf(blankStep(name, 'rule', 3))
    return lack ? [[name, lack]] : []
  })
  expect(lacks).toEqual([
    ['send_message', 'text'],
    ['add_private_note', 'text'],
    ['add_label', 'labels'],
    ['remove_label', 'labels'],
    ['send_email_to_team', 'text'],
  ])
  expect(lackOf(step('send_message', '  '))).toBe('text')
  expect(lackOf(step('send_message', 'Hi'))).toBeNull()
  expect(lackOf(step('send_email_transcript', ' '))).toBe('addresses')
  expect(lackOf(step('send_email_to_team', { team_ids: [], message: 'Hi' }))).toBe('team')
  expect(lackOf(step('send_email_to_team', { team_ids: [4], message: 'Hi' }))).toBeNull()
  expect([blankStep('assign_team', 'rule', 3).params, blankStep('assign_team', 'macro').params]).toEqual([[3], ['nil']])
})

test('macros may name whoever runs them, and are not offered what only rules can do', () => {
  expect(blankStep('assign_agent', 'macro').params).toEqual(['self'])
  expect(blankStep('assign_agent', 'rule').params).toEqual(['last_responding_agent'])
  const only = kindsFor('rule', '').filter((one) => !kindsFor('macro', '').includes(one))
  expect(only.map(({ name }) => name)).toEqual(['send_email_to_team', 'open_conversation', 'pending_conversation'])
  expect(kindsFor('macro', 'remove_assigned_team').map(({ name }) => name)).toContain('remove_assigned_team')
})

test('a step moves to another place, and never out of the list', () => {
  expect(movedTo(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a'])
  expect(movedTo(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'c', 'b'])
  expect(movedTo(['a', 'b'], 1, 2)).toEqual(['a', 'b'])
  expect(movedTo(['a', 'b'], 0, -1)).toEqual(['a', 'b'])
})
