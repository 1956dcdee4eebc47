import { randomUUID } from 'node:crypto'
import type { AgentActor } from '../../kernel/actor.ts'
import type { Json } from '../../kernel/event.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { OpenWork, Work } from '../../platform/database/unit-of-work.ts'
import type { Log } from '../../platform/log/log.ts'
import { loadForChange } from '../conversations/index.ts'
import { findActor } from '../people/index.ts'
import type { Action } from './action.ts'
import type { Reach } from './actions/turn.ts'
import { loadMacro } from './macro-store.ts'
import { performActions, presentFor, refuseUndoable } from './perform-actions.ts'

/** The task that runs a macro on some conversations. */
export const macroTask = 'run-macro'

// So few that a batch is soon done and other jobs get their turn.
const BATCH = 50

/** Which conversations, by their numbers; who may ask twice gives the run a name, under which nothing is written twice. */
export interface MacroRun {
  numbers: number[]
  run?: string | undefined
}

/** Queues a macro's actions, as they are now, for conversations (contract 2.15). */
export async function executeMacro(work: Work, actor: AgentActor, id: number, asked: MacroRun): Promise<void> {
  const { actions } = await loadMacro(work.tx, work.accountId, actor, id)
  refuseUndoable(actions)
  const unique = [...new Set(asked.numbers)]
  const payload = {
    accountId: work.accountId,
    userId: actor.userId,
    run: asked.run ? `${id}:${asked.run}` : randomUUID(),
    actions: actions as never as Json,
  }
  for (let at = 0; at < unique.length; at += BATCH) {
    work.later({ task: macroTask, payload: { ...payload, numbers: unique.slice(at, at + BATCH) } })
  }
}

/**
 * Runs a macro on a batch of conversations, in their order, each in a unit of work of its own and with the rights that the agent has
 * now. What the agent may not see is left out.
 */
export async function runMacro(
  parts: { db: Reader; work: OpenWork; log: Log; reach: Reach },
  payload: { [key: string]: Json },
  whoTakesWork: (accountId: number) => Promise<number[]>,
): Promise<void> {
  const { accountId, userId, run, actions, numbers } = payload as unknown as Batch
  const actor = await findActor(parts.db, accountId, userId)
  if (!actor) return
  const present = await presentFor(actions, () => whoTakesWork(accountId))
  for (const number of numbers) {
    await parts
      .work(accountId, actor, async (work) => {
        const conversation = await loadForChange(work, actor, number)
        await performActions(work, conversation, { actions, actor, present, reach: parts.reach, id: run })
      })
      .catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error
        parts.log.info({ accountId, number, reason: error.message }, 'a macro left a conversation out')
      })
  }
}

interface Batch {
  accountId: number
  userId: number
  run: string
  actions: Action[]
  numbers: number[]
}
