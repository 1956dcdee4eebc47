import { describe, test } from 'vitest'
import type { TestDesk } from './desk.ts'
import { fits } from './fits.ts'

/** The shapes of reports (contract 2.16). */
export function reportShapes(desk: () => TestDesk): void {
  describe('Reports', () => {
    const ask = (path: string) => desk().ada.get(`~2${path}`)

    test('figures over time and altogether have the keys of contract 2.16, and ours beside them', async () => {
      await desk().settle()
      fits(await ask('/reports?metric=conversations_count'), 'report_counts')
      fits(await ask('/reports?metric=avg_first_response_time'), 'report_averages')
      fits(await ask('/reports/summary'), 'report_summary')
      fits(await ask('/reports/bot_summary'), 'bot_summary')
      fits(await ask('/reports/bot_metrics'), 'bot_metrics')
      fits(await ask('/year_in_review'), 'year_in_review')
      const year = desk().ports.now().getUTCFullYear()
      fits(await ask(`/year_in_review?year=${year}`), 'year_in_review')
    })

    test('figures side by side have the keys of contract 2.16', async () => {
      fits(await ask('/summary_reports/agent'), 'summaries')
      fits(await ask('/summary_reports/team'), 'summaries')
      fits(await ask('/summary_reports/inbox'), 'summaries')
      fits(await ask('/summary_reports/label'), 'label_summaries')
      fits(await ask('/summary_reports/channel'), 'channel_summary')
      fits(await ask('/reports/first_response_time_distribution'), 'response_time_distribution')
      fits(await ask('/reports/outgoing_messages_count?group_by=agent'), 'outgoing_messages_counts')
      fits(await ask('/reports/inbox_label_matrix'), 'inbox_label_matrix')
    })

    test('figures of now have the keys of contract 2.16', async () => {
      fits(await ask('/reports/conversations?type=account'), 'live_counts')
      fits(await ask('/reports/conversations?type=agent'), 'agent_live_counts')
      fits(await ask('/live_reports/conversation_metrics'), 'live_counts')
      fits(await ask('/live_reports/grouped_conversation_metrics?group_by=assignee_id'), 'grouped_live_counts')
      fits(await ask('/live_reports/grouped_conversation_metrics?group_by=team_id'), 'grouped_live_counts')
    })
  })
}
