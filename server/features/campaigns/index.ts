export { beginFromCampaign } from './begin-from-campaign.ts'
export { inboxesWithCampaigns, listCampaigns, listRunningCampaigns, loadCampaign } from './campaign-store.ts'
export type { Campaign } from './campaign.ts'
export { changeCampaign, createCampaign, removeCampaign } from './change-campaign.ts'
