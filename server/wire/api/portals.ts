import { portalsQuery } from '../../../contract/http/portals.ts'
import { inAccount, member } from '../access.ts'
import { parse } from '../parse.ts'

/** Help centers (contract 2.17). There are none yet, and clients that ask at their start hear so. */
export const portalRoutes = [
  member(
    'GET',
    inAccount('/portals'),
    async (call) => {
      const { page } = parse(portalsQuery, call.query)
      return { payload: [], meta: { current_page: page, portals_count: 0 } }
    },
    { summary: 'Lists the help centers', query: portalsQuery, returns: 'portals' },
  ),
]
