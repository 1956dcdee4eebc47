import { expect, test } from 'vitest'
import { effectOf } from './macro-effect.ts'
import type { Names } from './macro-effect.ts'

const me = { id: 1, name: 'Ada' }
const ben = { id: 2, name: 'Ben' }
const care = { id: 7, name: 'Care' }
const names: Names = {
  me,
  agent: (id) => [me, ben].find((one) => one.id === id),
  team: (id) => (id === care.id ? care : undefined),
}
type Row = [name: string, ...params: unknown[]]
const effect = (...rows: Row[]) =>
  effectOf(
    rows.map(([action_name, ...action_params]) => ({ action_name, action_params })),
    names,
  )

test('what is said last holds', () => {
  const { edit } = effect(['change_status', 'pending'], ['change_priority', 'high'], ['resolve_conversation'])
  expect(edit).toEqual({ status: 'resolved', priority: 'high' })
  expect(effect(['add_label', 'vip', 'late'], ['remove_label', 'late']).edit).toEqual({
    addLabels: ['vip'],
    removeLabels: ['late'],
  })
  expect(effect(['assign_agent', 2], ['assign_agent', 'self']).edit).toEqual({ assignee: me })
  expect(effect(['change_priority', 'nil'], ['remove_assigned_agent']).edit).toEqual({ priority: null, assignee: null })
})

test('what only the server knows is not shown, and can be brought back', () => {
  expect(effect(['assign_agent', 2], ['assign_agent', 'last_responding_agent'])).toMatchObject({
    edit: {},
    touched: { assignee: null },
  })
  // A team gives it to one of its members, whoever had it before.
  const toTeam = effect(['assign_agent', 2], ['assign_team', 7])
  expect(toTeam.edit).toEqual({ team: care })
  expect(Object.keys(toTeam.touched).toSorted()).toEqual(['assignee', 'team'])
  expect(effect(['assign_team', 7], ['assign_agent', 2]).edit).toEqual({ team: care, assignee: ben })
  expect(effect(['assign_team', 99]).edit).toEqual({})
  expect(effect(['remove_assigned_team'])).toMatchObject({ edit: { team: null }, touched: { team: null } })
})

test('muting resolves, and what follows holds', () => {
  expect(effect(['mute_conversation']).edit).toEqual({ status: 'resolved', muted: true })
  const opened = effect(['mute_conversation'], ['change_status', 'open'])
  expect([opened.edit, opened.touched.muted]).toEqual([{ status: 'open' }, true])
})

test('what is written cannot be taken back; an action that nobody knows changes nothing', () => {
  expect(effect(['send_message', 'Bye'])).toEqual({ edit: {}, touched: {}, writes: true })
  expect(effect(['add_private_note', 'Done']).writes).toBe(true)
  expect(effect(['dance', 'tango'], ['snooze_conversation'])).toEqual({
    edit: { status: 'snoozed' },
    touched: { status: 'snoozed' },
    writes: false,
  })
})
