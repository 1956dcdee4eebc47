import { changeStatus as changeStatusOf, type Status } from '../../conversations/index.ts'
import type { Perform } from './turn.ts'

/** Opens, resolves, parks or snoozes the conversation; one that is snoozed sleeps until the customer writes. */
export const changeStatus: Perform = ({ work, conversation }, [status]) =>
  changeStatusOf(work, conversation, { status: status as Status })

/** The same to a status that the action's name says. */
export const changeStatusTo =
  (status: Status): Perform =>
  (turn) =>
    changeStatus(turn, [status])
