/** What a webhook's secret is encrypted for; the same word decrypts it. */
export const WEBHOOK_SECRET = 'webhook-secret'
