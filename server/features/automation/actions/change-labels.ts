import { changeLabels } from '../../conversations/index.ts'
import type { Perform } from './turn.ts'

/** Gives labels, whether the account knows them or not (contract 2.23). */
export const addLabel: Perform = ({ work, conversation }, labels) =>
  changeLabels(work, conversation, { add: labels.map(String) })

/** Takes labels away. */
export const removeLabel: Perform = ({ work, conversation }, labels) =>
  changeLabels(work, conversation, { remove: labels.map(String) })
