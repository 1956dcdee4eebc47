import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { inRoot } from './paths.mjs'

/** What a browser fetches first, in bytes after gzip, of every part that is built. */
export function bundleSizes() {
  const sizes = {}
  const loader = inRoot('dist', 'loader', 'sdk.js')
  if (existsSync(loader)) sizes.loader = gzipped(loader)
  const widget = firstLoad('widget')
  if (widget) {
    sizes.widgetScript = widget.scripts
    sizes.widgetStyle = widget.styles
    sizes.widget = widget.scripts + widget.styles
  }
  const dashboard = firstLoad('dashboard')
  if (dashboard) {
    sizes.dashboardScript = dashboard.scripts
    sizes.dashboardStyle = dashboard.styles
  }
  return sizes
}

/** Keeps the sizes in dist/sizes.json, where the check of budgets reads them. */
export function writeSizes(sizes) {
  writeFileSync(inRoot('dist', 'sizes.json'), `${JSON.stringify(sizes, null, 2)}\n`)
}

// The page names its scripts, the modules they load at once, and its styles; lazy chunks are not named.
function firstLoad(part) {
  const page = inRoot('dist', part, 'index.html')
  if (!existsSync(page)) return undefined
  const tags = readFileSync(page, 'utf8').match(/<(?:script|link)\b[^>]*>/g) ?? []
  const scripts = tags.filter((tag) => /^<script\b.*\bsrc=/.test(tag) || /\brel="?modulepreload/.test(tag))
  const styles = tags.filter((tag) => /\brel="?stylesheet/.test(tag))
  return { scripts: sum(part, scripts), styles: sum(part, styles) }
}

function sum(part, tags) {
  const addresses = new Set(tags.map((tag) => /\b(?:src|href)="?([^"\s>]+)/.exec(tag)?.[1] ?? ''))
  return [...addresses].reduce((total, address) => total + gzipped(fileOf(part, address)), 0)
}

// The first segment of an address is the base of the part.
function fileOf(part, address) {
  return inRoot('dist', part, ...address.split('/').filter(Boolean).slice(1))
}

function gzipped(file) {
  return gzipSync(readFileSync(file), { level: 9 }).length
}
