import { notAllowed } from '../../kernel/refusal.ts'
import type { Work } from '../../platform/database/unit-of-work.ts'
import { brandColour, brandName, type Picture } from './branding.ts'
import { brandingAccountId } from './branding-store.ts'

/** What may be changed about the brand; null gives a value back to the environment. */
export interface BrandChanges {
  installationName?: string | null | undefined
  accent?: string | null | undefined
  widgetColor?: string | null | undefined
  poweredBy?: boolean | null | undefined
  pictures?: Partial<Record<Picture, string | null>>
}

/** Changes how the installation looks, for everybody in it. */
export async function changeBranding(work: Work, changes: BrandChanges): Promise<void> {
  if ((await brandingAccountId(work.tx)) !== work.accountId) throw notAllowed()
  const { installationName: name, accent, widgetColor, poweredBy, pictures = {} } = changes
  await work.tx
    .updateTable('branding')
    .set({
      ...(name !== undefined && { installation_name: name === null ? null : brandName(name) }),
      ...(accent !== undefined && { accent: accent === null ? null : brandColour('accent', accent) }),
      ...(widgetColor !== undefined && {
        widget_color: widgetColor === null ? null : brandColour('widget_color', widgetColor),
      }),
      ...(poweredBy !== undefined && { powered_by: poweredBy }),
      ...Object.fromEntries(Object.entries(pictures).map(([picture, key]) => [`${picture}_blob_key`, key])),
      updated_at: work.now,
    })
    .execute()
}
