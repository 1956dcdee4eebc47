import { decodeText, cleanText } from './decode-text.ts'
import type { MimeFile } from './parse-mime.ts'
import type { CalendarPart, CalendarTime } from './read-result.ts'

interface Property {
  name: string
  parameters: string
  value: string
}

// An invitation with a picture inside is larger, but what is read stands at its beginning.
const LOOKED_AT = 200_000

/** The event of the first calendar among the files; null when there is none, or no event in it. */
export function readCalendar(files: MimeFile[]): CalendarPart | null {
  const file = files.find(({ contentType }) => contentType === 'text/calendar' || contentType === 'application/ics')
  if (!file) return null
  const properties = propertiesOf(decodeText(file.content.subarray(0, LOOKED_AT), file.parameters['charset'] ?? null))
  const start = properties.findIndex(({ name, value }) => name === 'BEGIN' && value === 'VEVENT')
  if (start === -1) return null
  const event = properties.slice(start + 1, endOf(properties, start + 1))
  const get = (name: string) => event.find((property) => property.name === name)
  const words = (name: string) => (get(name) ? unescape(get(name)?.value ?? '') : '') || null
  const method = properties.find(({ name }) => name === 'METHOD')?.value ?? file.parameters['method']
  return {
    method: method?.toUpperCase() ?? null,
    summary: words('SUMMARY'),
    start: timeOf(get('DTSTART')),
    end: timeOf(get('DTEND')),
    location: words('LOCATION'),
    organizer: organizerOf(get('ORGANIZER')),
  }
}

// A reminder inside the event has times and a summary of its own.
function endOf(properties: Property[], start: number): number {
  const end = properties.findIndex(({ name }, at) => at >= start && (name === 'BEGIN' || name === 'END'))
  return end === -1 ? properties.length : end
}

/** Lines of RFC 5545 §3.1: folded by a space, with parameters before the colon. */
function propertiesOf(text: string): Property[] {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n', 5000)
  return lines.flatMap((line) => {
    const found = /^([A-Za-z-]{1,60})((?:;[A-Za-z-]{1,60}=(?:"[^"]{0,500}"|[^";:]{0,500}))*):/.exec(line.slice(0, 4000))
    if (!found) return []
    const [whole, name = '', parameters = ''] = found
    return [{ name: name.toUpperCase(), parameters, value: line.slice(whole.length, whole.length + 10_000).trim() }]
  })
}

function timeOf(property: Property | undefined): CalendarTime | null {
  const found = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z)?)?$/.exec(property?.value ?? '')
  if (!found) return null
  const [, year, month, day, hour, minute, second, utc] = found
  const date = `${year}-${month}-${day}`
  if (hour === undefined) return { at: date, zone: null, isWholeDay: true }
  return {
    at: `${date}T${hour}:${minute}:${second}${utc ?? ''}`,
    zone: utc ? null : parameter(property, 'TZID'),
    isWholeDay: false,
  }
}

function organizerOf(property: Property | undefined): CalendarPart['organizer'] {
  const address = /^mailto:\s*(\S+@\S+)$/i.exec(property?.value ?? '')?.[1]?.toLowerCase()
  return address ? { name: parameter(property, 'CN'), address } : null
}

function parameter(property: Property | undefined, name: string): string | null {
  const found = new RegExp(`;${name}=(?:"([^"]*)"|([^;:]*))`, 'i').exec(property?.parameters ?? '')
  return (found?.[1] ?? found?.[2])?.trim() || null
}

function unescape(value: string): string {
  return cleanText(
    value.replace(/\\([nN,;\\])/g, (_all, char: string) => (char.toLowerCase() === 'n' ? '\n' : char)),
  ).trim()
}
