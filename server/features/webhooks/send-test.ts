import { randomUUID } from 'node:crypto'
import type { Actor } from '../../kernel/actor.ts'
import type { DeliveryPorts, DeliveryRules } from './deliver.ts'
import type { Endpoint } from './endpoint.ts'
import { noteArrival } from './endpoint-health.ts'
import { makeAttempt } from './make-attempt.ts'
import { bodyOf } from './notice.ts'

/** The event of a test: none that a program takes for the real thing. */
export const TEST_EVENT = 'webhook_test'

/** Sends something harmless to an address at once, switched off or not, and keeps it in the log. Returns its id there. */
export async function sendTest(
  ports: DeliveryPorts,
  rules: DeliveryRules,
  who: { actor: Actor; endpoint: Endpoint; body: { [key: string]: unknown } },
): Promise<number> {
  const { actor, endpoint } = who
  const uuid = randomUUID()
  const body = bodyOf({ name: TEST_EVENT, body: who.body })
  const startedAt = ports.now()
  const outcome = await makeAttempt(ports, endpoint, { uuid, body, timeoutMs: rules.timeoutMs })
  return ports.work(endpoint.accountId, actor, async (work) => {
    if (outcome.delivered && !endpoint.switchedOffAt) await noteArrival(work, endpoint)
    const { id } = await work.tx
      .insertInto('webhook_deliveries')
      .values({
        account_id: endpoint.accountId,
        endpoint_id: endpoint.id,
        uuid,
        event_name: TEST_EVENT,
        lane: 'test',
        body,
        state: outcome.delivered ? 'delivered' : 'failed',
        attempts: 1,
        failures: outcome.delivered ? 0 : 1,
        created_at: startedAt,
        settled_at: work.now,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await work.tx
      .insertInto('webhook_attempts')
      .values({
        delivery_id: id,
        number: 1,
        started_at: startedAt,
        ended_at: work.now,
        outcome: outcome.delivered ? 'delivered' : 'failed',
        request: JSON.stringify(outcome.request),
        status: outcome.status,
        response_headers: outcome.responseHeaders && JSON.stringify(outcome.responseHeaders),
        response_body: outcome.responseBody,
        error: outcome.error,
      })
      .execute()
    return id
  })
}
