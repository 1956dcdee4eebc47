import { z } from 'zod'

/** GET ~/portals (contract 2.17). */
export const portalsQuery = z.object({ page: z.coerce.number().int().min(1).max(100_000).default(1) })
