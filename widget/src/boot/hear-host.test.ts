import { expect, test } from 'vitest'
import { requestFor } from './hear-host.ts'

test.each([
  ['set-user', { identifier: 7, user: { name: 'Mo' } }, 'PATCH contact/set_user', { name: 'Mo', identifier: '7' }],
  ['set-label', { label: 'vip' }, 'POST labels', { label: 'vip' }],
  ['set-custom-attributes', { customAttributes: { a: 1 } }, 'PATCH contact', { custom_attributes: { a: 1 } }],
  [
    'delete-custom-attribute',
    { customAttribute: 'a' },
    'POST contact/destroy_custom_attributes',
    { custom_attributes: ['a'] },
  ],
  [
    'set-conversation-custom-attributes',
    { customAttributes: { a: 1 } },
    'POST conversations/set_custom_attributes',
    { custom_attributes: { a: 1 } },
  ],
  [
    'delete-conversation-custom-attribute',
    { customAttribute: 'a' },
    'POST conversations/destroy_custom_attributes',
    { custom_attribute: ['a'] },
  ],
  ['remove-label', { label: 'a b' }, 'DELETE labels/a%20b', {}],
])('%s becomes the request of the contract', (event, payload, line, body) => {
  const request = requestFor({ event, ...payload })!
  expect(`${request.method} ${request.path}`).toBe(line)
  expect(request.body).toEqual(body)
})
