import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { StartError } from '../platform/config/index.ts'
import { CLIENT_ENTRIES, type BuiltClient, type ClientEntry } from '../wire/pages/built-client.ts'

const MANIFEST = 'vite/.vite/manifest.json'

const chunkSchema = z.object({
  file: z.string(),
  isEntry: z.boolean().optional(),
  css: z.array(z.string()).optional(),
  imports: z.array(z.string()).optional(),
})
const manifestSchema = z.record(z.string(), chunkSchema)

type Manifest = z.output<typeof manifestSchema>

/** Reads what the folder of CHATWOOT_CLIENT_DIR has: its entries, by the manifest of its build. A StartError says what is wrong with it. */
export function readClient(directory: string): BuiltClient {
  const folder = resolve(directory)
  const manifest = readManifest(folder)
  const entries = CLIENT_ENTRIES.map((name) => [name, entryOf(folder, manifest, name)] as const)
  return { folder, entries: Object.fromEntries(entries) as BuiltClient['entries'] }
}

function readManifest(folder: string): Manifest {
  const path = join(folder, MANIFEST)
  try {
    return manifestSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    throw new StartError(
      `CHATWOOT_CLIENT_DIR has no readable ${MANIFEST}: set it to the public folder of a built client, or leave it out (${path}).`,
    )
  }
}

function entryOf(folder: string, manifest: Manifest, name: string): ClientEntry {
  const [key] =
    Object.entries(manifest).find(([path, { isEntry }]) => isEntry && /([^/]+?)\.\w+$/.exec(path)?.[1] === name) ?? []
  const chunk = key === undefined ? undefined : manifest[key]
  if (key === undefined || !chunk || !existsSync(join(folder, 'vite', chunk.file))) {
    throw new StartError(
      `The client in CHATWOOT_CLIENT_DIR has no entry ${name} in ${MANIFEST}: build it anew, or leave the setting out.`,
    )
  }
  const chunks = importedBy(manifest, key)
  const styles = new Set([key, ...chunks].flatMap((one) => manifest[one]?.css ?? []))
  return {
    script: address(chunk.file),
    preloads: chunks.map((one) => address(manifest[one]?.file ?? '')),
    styles: [...styles].map(address),
  }
}

/** Every chunk that the entry imports, directly or through others, each once: chunks import each other in circles. */
function importedBy(manifest: Manifest, entry: string): string[] {
  const found = new Set<string>()
  const open = [entry]
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    for (const next of manifest[key]?.imports ?? []) {
      if (found.has(next) || next === entry || !manifest[next]) continue
      found.add(next)
      open.push(next)
    }
  }
  return [...found]
}

function address(file: string): string {
  return `/vite/${file}`
}
