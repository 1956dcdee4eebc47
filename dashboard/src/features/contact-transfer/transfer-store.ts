import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { fetchImport, listExports, listImports, startExport } from '../../api/contact-transfer.ts'
import type { ContactExport, ContactImport } from '../../api/contact-transfer.ts'
import { accountId } from '../../session/current-account.ts'
import { importEars } from './import-ears.ts'

const POLL_MS = 800
/** The socket says when an import has come further; this is for when it does not. */
const POLL_IMPORT_MS = 5000

/** Looks again after a while, at the account that is open now. */
function usePoll(look: (account: number) => Promise<void>): (afterMs: number) => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  return (afterMs) => {
    const account = accountId.value
    clearTimeout(timer)
    timer = setTimeout(() => void look(account), afterMs)
  }
}

const isRunning = (one: { status: string } | null) => one?.status === 'pending' || one?.status === 'processing'

/** The import and the export that are under way, or that ended last; both go on while people do other things. */
export const useTransfers = defineStore('transfers', () => {
  const current = shallowRef<ContactImport | null>(null)
  const file = shallowRef<ContactExport | null>(null)
  const failure = shallowRef<unknown>(null)
  const importing = computed(() => isRunning(current.value))
  const exporting = computed(() => isRunning(file.value))
  let onDone: () => void = () => undefined
  const again = usePoll(look)
  const poll = () => again(exporting.value ? POLL_MS : POLL_IMPORT_MS)
  importEars.add((id) => importing.value && current.value?.id === id && again(0))

  /** Follows an import to its end; `done` hears of it once. */
  function follow(one: ContactImport, done: () => void): void {
    current.value = one
    onDone = done
    // A short file is read before anybody listens.
    again(POLL_MS)
  }
  async function exportView(wanted: Parameters<typeof startExport>[1]): Promise<void> {
    file.value = await startExport(accountId.value, wanted)
    poll()
  }
  /** What is still running after a reload is followed again. */
  async function restore(done: () => void): Promise<void> {
    const [[latest], [written]] = await Promise.all([listImports(accountId.value), listExports(accountId.value)])
    if (latest && isRunning(latest)) follow(latest, done)
    if (written && isRunning(written)) {
      file.value = written
      poll()
    }
  }
  async function look(account: number): Promise<void> {
    if (account !== accountId.value) return forget()
    try {
      if (current.value && importing.value) {
        current.value = await fetchImport(account, current.value.id)
        if (!importing.value) onDone()
      }
      if (file.value && exporting.value) {
        const { id } = file.value
        file.value = (await listExports(account)).find((one) => one.id === id) ?? null
      }
      failure.value = null
    } catch (error) {
      // A network that is gone comes back; the import goes on without it.
      failure.value = error
    }
    if (importing.value || exporting.value) poll()
  }
  function forget(): void {
    current.value = null
    file.value = null
  }
  return { current, file, failure, importing, exporting, follow, exportView, restore, forget }
})
