import { recall, remember } from './remember.ts'

const KEY = 'pushed-to'

/** Whether this browser is pushed to for this person, as they chose here. */
export const isPushedHere = (userId: number | undefined) =>
  userId !== undefined && recall<unknown>(KEY, null) === userId

/** Keeps for whom this browser is pushed to; null: for nobody. */
export const keepPushedHere = (userId: number | null) => remember(KEY, userId)
