import type { Places } from '../wire/access-matrix.ts'
import type { Answer, TestAgent } from './people.ts'

type Kept = Pick<Places, 'label' | 'cannedResponse' | 'attributeDefinition' | 'customFilter' | 'dashboardApp'>

/** One of everything that a company and its agents keep for their work, made by its administrator. */
export async function keptRows(ada: TestAgent): Promise<Kept> {
  const made = async (path: string, body: object) => idOf(await ada.post(path, body))
  return {
    label: await made('~/labels', { title: 'fragile' }),
    cannedResponse: await made('~/canned_responses', { short_code: 'hi', content: 'Hello!' }),
    attributeDefinition: await made('~/custom_attribute_definitions', {
      attribute_display_name: 'Plan',
      attribute_key: 'plan',
      attribute_display_type: 'text',
      attribute_model: 'contact_attribute',
    }),
    customFilter: await made('~/custom_filters', {
      name: 'Open',
      filter_type: 'conversation',
      query: { payload: [{ attribute_key: 'status', filter_operator: 'equal_to', values: ['open'] }] },
    }),
    dashboardApp: await made('~/dashboard_apps', {
      title: 'Orders',
      content: [{ type: 'frame', url: 'https://orders.lamp.example' }],
    }),
  }
}

function idOf({ status, body }: Answer): number {
  if (status !== 200) throw new Error(`It could not be made: ${JSON.stringify(body)}`)
  return body.id
}
