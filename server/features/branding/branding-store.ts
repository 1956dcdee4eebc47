import { sql } from 'kysely'
import type { Database } from '../../platform/database/connection.ts'
import type { Reader } from '../../platform/database/reader.ts'
import { PLAIN, type Brand, type BrandChoices, type BrandDefaults } from './branding.ts'

/** The brand in force, what administrators have chosen of it, and what holds otherwise. */
export interface BrandState {
  brand: Brand
  choices: BrandChoices
  defaults: BrandDefaults
}

/** Reads all there is to know of the brand. */
export async function readBranding(db: Reader): Promise<BrandState> {
  const row = await db
    .selectFrom('branding')
    .select([
      'defaults',
      'installation_name as installationName',
      'accent',
      'widget_color as widgetColor',
      'powered_by as poweredBy',
      'logo_blob_key as logo',
      'logo_dark_blob_key as logo_dark',
      'thumbnail_blob_key as thumbnail',
      'favicon_blob_key as favicon',
    ])
    .executeTakeFirstOrThrow()
  const { defaults: noted, logo, logo_dark, thumbnail, favicon, ...choices } = row
  const defaults = { ...PLAIN, ...(noted as Partial<BrandDefaults>) }
  const brand = {
    installationName: choices.installationName ?? defaults.installationName,
    accent: choices.accent ?? defaults.accent,
    widgetColor: choices.widgetColor ?? defaults.widgetColor,
    poweredBy: choices.poweredBy ?? defaults.poweredBy,
    pictures: { logo, logo_dark, thumbnail, favicon },
  }
  return { brand, choices, defaults }
}

/** The brand in force. */
export async function findBrand(db: Reader): Promise<Brand> {
  return (await readBranding(db)).brand
}

/** Notes what the environment says, for every process and for whoever asks the database; at the start of a process. */
export async function keepBrandDefaults(db: Database, defaults: BrandDefaults): Promise<void> {
  const text = JSON.stringify(defaults)
  await db
    .updateTable('branding')
    .set({ defaults: text })
    .where(sql`defaults`, 'is distinct from', sql`${text}::jsonb`)
    .execute()
}

/**
 * The account whose administrators decide how the installation looks: the first one. Others live in it as guests, and what
 * one of them chose would be seen by all.
 */
export async function brandingAccountId(db: Reader): Promise<number> {
  const row = await db.selectFrom('accounts').select('id').orderBy('id').limit(1).executeTakeFirst()
  return row?.id ?? 0
}
