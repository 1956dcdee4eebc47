import type { Row } from './row.ts'

const rows = [{ attribute_key: 'labels', filter_operator: 'is_present', values: [], query_operator: null }]
const app = { title: 'Orders', content: [{ type: 'frame', url: 'https://orders.lamp.example' }] }

/** What a company and its agents keep for their work, and lists by filter rows. */
export const kept: Row[] = [
  ['GET ~/labels/:id', '401 401 401 401 401 200'],
  ['PATCH ~/labels/:id', '401 401 401 401 401 200', { body: { description: 'Breaks easily' } }],
  ['DELETE ~/labels/:id', '401 401 401 401 401 200'],
  ['GET ~/contacts/:id/labels', '401 401 401 200 200 200'],
  ['POST ~/contacts/:id/labels', '401 401 401 200 200 200', { body: { labels: ['fragile'] } }],
  ['POST ~/conversations/filter', '401 401 401 200 200 200', { body: { payload: rows } }],
  ['POST ~/contacts/filter', '401 401 401 200 200 200', { body: { payload: rows } }],
  ['GET ~/custom_filters', '401 401 401 200 200 200'],
  [
    'POST ~/custom_filters',
    '401 401 401 200 200 200',
    { body: { name: 'Labelled', filter_type: 'contact', query: { payload: rows } } },
  ],
  ['GET ~/custom_filters/:id', '401 401 401 404 404 200'],
  ['PATCH ~/custom_filters/:id', '401 401 401 404 404 200', { body: { name: 'Still open' } }],
  ['DELETE ~/custom_filters/:id', '401 401 401 404 404 204'],
  ['GET ~/custom_attribute_definitions', '401 401 401 200 200 200'],
  ['GET ~/custom_attribute_definitions/:id', '401 401 401 200 200 200'],
  [
    'POST ~/custom_attribute_definitions',
    '401 401 401 401 401 200',
    { body: { attribute_display_name: 'Size', attribute_key: 'size', attribute_model: 0 } },
  ],
  [
    'PATCH ~/custom_attribute_definitions/:id',
    '401 401 401 401 401 200',
    { body: { attribute_description: 'What they pay for' } },
  ],
  ['DELETE ~/custom_attribute_definitions/:id', '401 401 401 401 401 204'],
  ['GET ~/canned_responses', '401 401 401 200 200 200'],
  // Only one reply has that code.
  ['POST ~/canned_responses', '401 401 401 200 422 422', { body: { short_code: 'bye', content: 'Good bye!' } }],
  ['PATCH ~/canned_responses/:id', '401 401 401 200 200 200', { body: { content: 'Hello there!' } }],
  // The first who removes it has removed it.
  ['DELETE ~/canned_responses/:id', '401 401 401 200 404 404'],
  ['GET ~/dashboard_apps', '401 401 401 200 200 200'],
  ['POST ~/dashboard_apps', '401 401 401 200 200 200', { body: app }],
  ['GET ~/dashboard_apps/:id', '401 401 401 200 200 200'],
  ['PATCH ~/dashboard_apps/:id', '401 401 401 200 200 200', { body: { title: 'Our orders' } }],
  ['DELETE ~/dashboard_apps/:id', '401 401 401 204 404 404'],
]
