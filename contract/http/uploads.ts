import { z } from 'zod'
import { text } from './fields.ts'

/** POST ~/upload (contract 2.12). */
export const uploadBody = z.object({ attachment: z.unknown().optional(), external_url: text.optional() })

/** POST …/direct_uploads, of agents, visitors and clients: the `blob` that is going to be sent. */
export const directUploadBody = z.object({
  filename: text.refine((value) => value.trim() !== '' && value.length <= 255, 'must have 1 to 255 characters'),
  byte_size: z.coerce.number().int().min(1),
  checksum: text.refine((value) => /^[A-Za-z0-9+/]{22}==$/.test(value), 'must be the MD5 of the bytes in base64'),
  content_type: text
    .refine((value) => value.length <= 200, 'must have at most 200 characters')
    .nullable()
    .optional(),
})
