import { z } from 'zod'
import { attributes, flag, handle, handleOrNone, id, list, text, textOrNone } from './fields.ts'

/** PATCH ~/contacts/:id (contract 2.8). */
export const contactBody = z.object({
  name: textOrNone.optional(),
  email: textOrNone.optional(),
  phone_number: textOrNone.optional(),
  identifier: handleOrNone.optional(),
  blocked: flag.optional(),
  additional_attributes: attributes.optional(),
  custom_attributes: attributes.optional(),
})

/** POST ~/contacts. */
export const newContactBody = contactBody.extend({ inbox_id: id.optional(), source_id: handle.optional() })

/** PATCH /api/v1/widget/contact and set_user (contract 2.20), POST and PATCH of the public API's contacts (2.19). */
export const visitorBody = contactBody
  .omit({ blocked: true })
  .extend({ identifier_hash: text.optional(), source_id: handle.optional(), ...socialDetails() })

function socialDetails() {
  const detail = textOrNone.optional()
  return {
    company_name: detail,
    city: detail,
    country: detail,
    country_code: detail,
    description: detail,
    avatar_url: detail,
  }
}

/** PATCH /api/v1/widget/contact: who somebody is, is for set_user to say, which asks for proof. */
export const introductionBody = visitorBody.omit({ identifier: true, identifier_hash: true })

/** POST …/destroy_custom_attributes. */
export const attributeKeysBody = z.object({ custom_attributes: list(text) })
