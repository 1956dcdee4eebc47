import { notFound } from '../../kernel/refusal.ts'
import type { Reader } from '../../platform/database/reader.ts'
import type { Campaign } from './campaign.ts'

/** The campaigns of an account, oldest first; of one inbox if it is named. */
export async function listCampaigns(db: Reader, accountId: number, inboxId?: number): Promise<Campaign[]> {
  const rows = await selectCampaigns(db, accountId)
    .$if(inboxId !== undefined, (query) => query.where('inbox_id', '=', inboxId ?? 0))
    .orderBy('number')
    .execute()
  return rows as unknown as Campaign[]
}

/** One campaign of the account by its number, or a refusal. */
export async function loadCampaign(db: Reader, accountId: number, number: number): Promise<Campaign> {
  const row = await selectCampaigns(db, accountId).where('number', '=', number).executeTakeFirst()
  if (!row) throw notFound()
  return row as unknown as Campaign
}

/** What a website's widget shows by itself: the enabled ongoing campaigns of its inbox. */
export async function listRunningCampaigns(db: Reader, accountId: number, inboxId: number): Promise<Campaign[]> {
  const rows = await selectCampaigns(db, accountId)
    .where('inbox_id', '=', inboxId)
    .where('campaign_type', '=', 'ongoing')
    .where('enabled', '=', true)
    .orderBy('number')
    .execute()
  return rows as unknown as Campaign[]
}

// Every page of every website with a campaign asks; more than this is somebody's mistake.
const MOST_INBOXES = 2000

/** The inboxes of all accounts whose widgets have something to say by themselves. */
export async function inboxesWithCampaigns(db: Reader): Promise<number[]> {
  const rows = await db
    .selectFrom('campaigns')
    .select('inbox_id')
    .distinct()
    .where('campaign_type', '=', 'ongoing')
    .where('enabled', '=', true)
    .orderBy('inbox_id', 'desc')
    .limit(MOST_INBOXES)
    .execute()
  return rows.map((row) => row.inbox_id)
}

function selectCampaigns(db: Reader, accountId: number) {
  return db
    .selectFrom('campaigns')
    .select([
      'number',
      'account_id as accountId',
      'inbox_id as inboxId',
      'title',
      'description',
      'message',
      'sender_id as senderId',
      'campaign_type as type',
      'status',
      'enabled',
      'trigger_rules as triggerRules',
      'trigger_only_during_business_hours as onlyDuringBusinessHours',
      'audience',
      'scheduled_at as scheduledAt',
      'template_params as templateParams',
      'created_at as createdAt',
      'updated_at as updatedAt',
    ])
    .where('account_id', '=', accountId)
}
