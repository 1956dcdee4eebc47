export { PICTURES, brandColour, brandPicturePath, type Brand, type Picture } from './branding.ts'
export { brandingAccountId, findBrand, keepBrandDefaults, readBranding, type BrandState } from './branding-store.ts'
export { changeBranding, type BrandChanges } from './change-branding.ts'
export { tonesOf, widgetTonesOf, type Tones } from './tones.ts'
