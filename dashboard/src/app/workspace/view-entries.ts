import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ChannelType } from '../../api/wire.ts'
import { ownScopes, scopeKey, shares } from '../../features/conversations/view.ts'
import type { Scope, View } from '../../features/conversations/view.ts'
import { useFolders } from '../../features/filters/folder-store.ts'
import { useInboxes } from '../../features/inboxes/inbox-store.ts'
import type { Command } from '../../features/keys/key-table.ts'
import { useLabels } from '../../features/labels/label-store.ts'
import { useTeams } from '../../features/teams/team-store.ts'

export type ViewGroup = 'views' | 'folders' | 'inboxes' | 'teams' | 'labels'

/** One place of the navigation: where it leads and how it looks. */
export interface ViewEntry {
  key: string
  group: ViewGroup
  label: string
  change: Partial<View>
  scope: Scope
  command?: Command
  channel?: ChannelType
  color?: string
}

/** Every view that an agent can go to, in the order of the navigation. */
export function useViewEntries() {
  const { t } = useI18n()
  const folders = useFolders()
  const inboxes = useInboxes()
  const teams = useTeams()
  const labels = useLabels()

  const entry = (group: ViewGroup, scope: Scope, label: string, more: Partial<ViewEntry> = {}): ViewEntry => ({
    key: scopeKey(scope),
    group,
    scope,
    label,
    change: { scope, share: 'all' },
    ...more,
  })
  const own = computed(() => [
    ...shares.map((share) =>
      entry('views', { kind: 'everything' }, t(`list.share.${share}`), {
        key: share,
        change: { scope: { kind: 'everything' }, share },
        command: `go_${share}`,
      }),
    ),
    ...ownScopes.map((kind) => entry('views', { kind }, t(`view.${kind}`), { command: `go_${kind}` })),
  ])
  return computed<ViewEntry[]>(() => [
    ...own.value,
    ...folders.all.map((one) => entry('folders', { kind: 'folder', id: one.id }, one.name)),
    ...inboxes.all.map((one) =>
      entry('inboxes', { kind: 'inbox', id: one.id }, one.name, { channel: one.channel_type }),
    ),
    ...teams.all.map((one) => entry('teams', { kind: 'team', id: one.id }, one.name)),
    ...labels.all
      .filter((one) => one.show_on_sidebar)
      .map((one) => entry('labels', { kind: 'label', title: one.title }, one.title, { color: one.color })),
  ])
}

/** The entry that a view belongs to; a filter that is not kept belongs to none. */
export function entryOf(entries: readonly ViewEntry[], view: View): ViewEntry | undefined {
  const key = view.scope.kind === 'everything' ? view.share : scopeKey(view.scope)
  return entries.find((one) => one.key === key)
}
