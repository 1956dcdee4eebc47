import { useInboxes } from '../features/inboxes/inbox-store.ts'
import { useLabels } from '../features/labels/label-store.ts'
import { useTeams } from '../features/teams/team-store.ts'

/** The version of each list as the last frame named it. */
const known = new Map<string, string>()

/** Fetches again the lists whose version has moved (contract 3.3); the first frame names versions nobody here has seen. */
export function refreshOutdated(versions: Record<string, string> = {}): void {
  const lists: Record<string, () => { load: () => Promise<void> }> = {
    inbox: useInboxes,
    label: useLabels,
    team: useTeams,
  }
  for (const [name, version] of Object.entries(versions)) {
    if (known.get(name) === version) continue
    known.set(name, version)
    lists[name]?.()
      .load()
      .catch(() => undefined)
  }
}
