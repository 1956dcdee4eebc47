import type { Reader } from '../../platform/database/reader.ts'
import type { MailInstallation } from '../../platform/mail/mail-port.ts'
import { brandPicturePath, findBrand, tonesOf, widgetTonesOf } from '../branding/index.ts'

/** A fill and what stands on it. */
interface Fill {
  ground: string
  ink: string
}

/** How a mail of the product looks: whose name is over it, in which colours, by day and by night. */
export interface MailLook {
  name: string
  /** Where the name leads. */
  origin: string
  day: Fill
  night: Fill
  /** Full addresses; null: the name is written. */
  logo: string | null
  logoDark: string | null
}

/** The installation under the name of its brand, and how its mails look. */
export interface BrandedInstallation extends MailInstallation {
  look: MailLook
}

/** What the installation is called in mails, and how they look, as its administrators chose. */
export async function inItsBrand(db: Reader, installation: MailInstallation): Promise<BrandedInstallation> {
  const brand = await findBrand(db)
  const { installationName: name } = brand
  const { origin, from } = installation
  const { light, dark } = tonesOf(brand.accent ?? installation.accent)
  const picture = (which: 'logo' | 'logo_dark') => {
    const path = brandPicturePath(brand, which)
    return path && origin ? origin + path : null
  }
  const [logo, logoDark] = [picture('logo'), picture('logo_dark')]
  const look = {
    name,
    origin,
    day: { ground: light.accent, ink: light.onAccent },
    night: { ground: dark.accent, ink: dark.onAccent },
    // A picture for the night alone is for nobody who reads by day.
    logo,
    logoDark: logo && logoDark,
  }
  return { ...installation, name, from: from && { ...from, name }, look }
}

/** The look of what a website's company writes: its own name and colour, and nothing of the installation. */
export function lookOfBusiness(name: string, origin: string, colour: string): MailLook {
  const { brand, onBrand } = widgetTonesOf(colour)
  const fill = { ground: brand, ink: onBrand }
  return { name, origin, day: fill, night: fill, logo: null, logoDark: null }
}
