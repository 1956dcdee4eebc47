import { answered, type Route } from '../../platform/http/route.ts'
import { open } from '../access.ts'

// Empty: the dashboard draws into it. Nothing in it runs, whoever opens it.
const PAGE = '<!doctype html><html><head></head><body></body></html>'
const POLICY = [
  'sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox',
  "default-src 'none'",
  "img-src 'self' data: https: http:",
  "style-src 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ')

/** The frame of a mail whose images somebody asked for: the only page of ours that lets images in from anywhere. */
export const mailFrameRoute: Route = open(
  'GET',
  '/mail-frame',
  async (call) => {
    call.reply
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': POLICY,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'private, max-age=86400',
      })
      .send(PAGE)
    return answered
  },
  { summary: 'Shows the empty frame in which the dashboard draws a mail with its remote images' },
)
