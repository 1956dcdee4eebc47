import { z } from 'zod'
import { attributes, flag, handle, handleOrNone, id, list, text, textOrNone } from './fields.ts'
import { filterRow } from './filters.ts'

/** PATCH ~/contacts/:id (contract 2.8). */
export const contactBody = z.object({
  name: textOrNone.optional(),
  email: textOrNone.optional(),
  phone_number: textOrNone.optional(),
  identifier: handleOrNone.optional(),
  blocked: flag.optional(),
  additional_attributes: attributes.optional(),
  custom_attributes: attributes.optional(),
  /** An uploaded picture, or where one is. */
  avatar: z.unknown().optional(),
  avatar_url: textOrNone.optional(),
})

/** POST ~/contacts. */
export const newContactBody = contactBody.extend({ inbox_id: id.optional(), source_id: handle.optional() })

/** PATCH /api/v1/widget/contact and set_user (contract 2.20), POST and PATCH of the public API's contacts (2.19). */
export const visitorBody = contactBody
  .omit({ blocked: true, avatar: true })
  .extend({ identifier_hash: text.optional(), source_id: handle.optional(), ...socialDetails() })

function socialDetails() {
  const detail = textOrNone.optional()
  return {
    company_name: detail,
    city: detail,
    country: detail,
    country_code: detail,
    description: detail,
  }
}

/** PATCH /api/v1/widget/contact: who somebody is, is for set_user to say, which asks for proof. */
export const introductionBody = visitorBody.omit({ identifier: true, identifier_hash: true })

/** POST …/destroy_custom_attributes. */
export const attributeKeysBody = z.object({ custom_attributes: list(text) })

const paging = {
  page: z.coerce.number().int().min(1).max(100_000).optional(),
  per_page: z.coerce.number().int().min(1).max(100).optional(),
  cursor: text.optional(),
}

/** GET ~/contacts and ~/contacts/active (contract 2.8); per_page and cursor are our additions. */
export const contactsQuery = z.object({
  sort: text.optional(),
  labels: list(text).optional(),
  include_contact_inboxes: flag.default(true),
  ...paging,
})

/** GET ~/contacts/search. */
export const contactSearchQuery = contactsQuery.omit({ labels: true }).extend({
  q: text.refine((value) => value.trim() !== '' && value.length <= 255, 'must have 1 to 255 characters'),
})

/** GET …/attachments; page is our addition. */
export const contactFilesQuery = z.object({ page: paging.page })

/** POST …/contact_inboxes. */
export const newPlaceBody = z.object({
  inbox_id: id,
  source_id: handleOrNone.optional(),
  hmac_verified: flag.optional(),
})

/** POST ~/contact_inboxes/filter. */
export const placeBody = z.object({ inbox_id: id, source_id: handle })

/** POST and PATCH …/notes. */
export const noteBody = z.object({ content: text })

/** POST ~/actions/contact_merge. */
export const mergeBody = z.object({ base_contact_id: id, mergee_contact_id: id })

/** POST ~/contacts/import: the file, and our ?preview=true, which stores nothing. */
export const importBody = z.object({ import_file: z.unknown() })
export const importQuery = z.object({ preview: flag.default(false) })

/** POST ~/contacts/export. */
export const exportBody = z.object({
  column_names: list(handle).optional(),
  payload: list(filterRow).nullish(),
  label: handleOrNone.optional(),
})
