import { expect, test } from 'vitest'
import { ApiError } from '../../api/client.ts'
import type { Outgoing } from './next-to-send.ts'
import { afterFailure } from './transmit.ts'

const message = { key: 'k', attempts: 2 } as Outgoing

test.each([0, 401, 408, 429, 500, 503])('a message that met status %i is tried again later', (status) => {
  expect(afterFailure(message, new ApiError(status, 'no'), 1000)).toEqual({
    state: 'queued',
    attempts: 3,
    problem: 'no',
    notBefore: 5000,
  })
})

test.each([403, 404, 422])('a message that met status %i waits for a person', (status) => {
  expect(afterFailure(message, new ApiError(status, 'too long'), 1000)).toMatchObject({
    state: 'failed',
    problem: 'too long',
  })
})
