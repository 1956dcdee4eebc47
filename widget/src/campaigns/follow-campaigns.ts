import { watch } from 'vue'
import type { Visit } from '../conversation/visit.ts'
import { campaignsFor, secondsOf, type Campaign } from './campaign-rules.ts'

const goodForMs = 3_600_000

async function fetchCampaigns({ api, storage }: Visit): Promise<Campaign[]> {
  const kept = JSON.parse(storage.read('campaigns') ?? 'null') as { at: number; list: Campaign[] } | null
  if (kept && Date.now() - kept.at < goodForMs) return kept.list
  const list = await api.call<Campaign[]>('GET', api.address('campaigns'))
  storage.write('campaigns', JSON.stringify({ at: Date.now(), list }))
  return list
}

/** Who is in a conversation, or waved one away within the hour, is left alone. */
function mayDisturb({ preferences, thread, storage, campaign, outbox }: Visit): boolean {
  const snoozed = Math.max(Number(storage.read('snoozed')) || 0, Number(preferences.campaignsSnoozedTill) || 0)
  const talking = thread.state.conversation && thread.state.conversation.status !== 'resolved'
  return !talking && !outbox.letters.value.length && !preferences.isOpen && !campaign.value && Date.now() > snoozed
}

/** Shows what the website says by itself: on the pages that it is meant for, after its time there. */
export function followCampaigns(visit: Visit): void {
  let waiting: ReturnType<typeof setTimeout>[] = []
  const show = ({ id, message, sender }: Campaign): void => {
    if (!mayDisturb(visit)) return
    visit.campaign.value = { id, message, sender, shownAt: Math.floor(Date.now() / 1000) }
  }
  watch(
    () => visit.preferences.referrerURL,
    async (page) => {
      waiting.forEach(clearTimeout)
      if (!page) return
      const campaigns = await fetchCampaigns(visit).catch(() => [])
      if (page !== visit.preferences.referrerURL) return
      waiting = campaignsFor(campaigns, page, visit.config, Date.now()).map((one) =>
        setTimeout(show, secondsOf(one) * 1000, one),
      )
    },
    { immediate: true },
  )
}
