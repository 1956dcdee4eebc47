import { ref } from 'vue'
import type { Edit } from '../../features/changes/pending-change.ts'
import { attachWish, wishToWrite } from '../../features/composer/focus-composer.ts'
import { changeMuted, markUnread } from '../../features/conversations/change-conversation.ts'
import { changeMany } from '../../features/conversations/change-many.ts'
import { useConversations } from '../../features/conversations/conversation-store.ts'
import { copyLinkTo } from '../../features/conversations/copy-link.ts'
import { useList } from '../../features/conversations/list-store.ts'
import { openPicker } from '../../features/conversations/open-picker.ts'
import type { Picker } from '../../features/conversations/open-picker.ts'
import { openRowMenu } from '../../features/conversations/row-menu.ts'
import { useSelection } from '../../features/conversations/selection-store.ts'
import { useUndo } from '../../features/conversations/undo-store.ts'
import { everything, ownScopes, shares } from '../../features/conversations/view.ts'
import type { Command } from '../../features/keys/key-table.ts'
import { blockedMails, loadImages } from '../../features/messages/drawn-mails.ts'
import { pageCommands } from '../../features/keys/page-commands.ts'
import { useSession } from '../../session/session-store.ts'
import { searchWish } from '../search/search-text.ts'
import type { Workspace } from './workspace.ts'

/** Which of the boxes over the page is open. */
export const openBox = ref<'palette' | 'search' | 'notifications' | 'help' | null>(null)

type Run = () => void

/** What each command does now; a command that is absent has nothing to act on. */
export function commandsOf(workspace: Workspace): Partial<Record<Command, Run>> {
  return {
    ...everywhere(workspace),
    ...(workspace.isWorkspace.value ? moving(workspace) : {}),
    ...(workspace.isWorkspace.value && workspace.targetId.value !== null
      ? acting(workspace, workspace.targetId.value)
      : {}),
    ...(workspace.isWorkspace.value && useSelection().count > 0 ? actingOnMany(workspace) : {}),
    ...pageCommands(),
  }
}

function everywhere(workspace: Workspace): Partial<Record<Command, Run>> {
  const undo = useUndo()
  return {
    ...Object.fromEntries(
      shares.map((share) => [`go_${share}`, () => workspace.changeView({ share, scope: everything })]),
    ),
    ...Object.fromEntries(
      ownScopes.map((kind) => [`go_${kind}`, () => workspace.changeView({ share: 'all', scope: { kind } })]),
    ),
    go_contacts: () => workspace.goTo('contacts'),
    go_settings: () => workspace.goTo('settings'),
    search: () => search(workspace),
    notifications: () => (openBox.value = openBox.value === 'notifications' ? null : 'notifications'),
    palette: () => (openBox.value = openBox.value === 'palette' ? null : 'palette'),
    help: () => (openBox.value = 'help'),
    ...(undo.last ? { undo: () => undo.undo() } : {}),
  }
}

/** The search opens over the list, so it goes there first. */
function search(workspace: Workspace): void {
  if (!workspace.isWorkspace.value) workspace.open(null)
  openBox.value = 'search'
  searchWish.value++
}

function moving(workspace: Workspace): Partial<Record<Command, Run>> {
  return {
    next: () => workspace.step(1),
    select_all: () => useSelection().choose(useList().ids),
    previous: () => workspace.step(-1),
    previous_view: () => workspace.stepView(-1),
    next_view: () => workspace.stepView(1),
    filter: () => (openPicker.value = 'filter'),
    details: () => workspace.toggleDetails(),
    ...(workspace.openId.value === null ? {} : { close: () => workspace.close() }),
    ...(openBox.value === 'search' || openBox.value === 'notifications' ? { close: () => (openBox.value = null) } : {}),
    ...(useSelection().count > 0 ? { close: () => useSelection().clear() } : {}),
  }
}

function acting(workspace: Workspace, id: number): Partial<Record<Command, Run>> {
  /** Writing and picking happen in the open conversation; from the list it opens first. */
  const within = (run: Run) => () => {
    if (workspace.openId.value !== null) return run()
    workspace.open(id)
    setTimeout(run, 50)
  }
  const isMail = useConversations().rows.get(id)?.meta.channel === 'Channel::Email'
  return {
    ...(workspace.openId.value === null ? { open: () => workspace.open(id) } : {}),
    reply: within(() => wishToWrite('reply')),
    ...(isMail ? { reply_all: within(() => wishToWrite('reply_all')) } : {}),
    ...(isMail ? { forward: within(() => wishToWrite('forward')) } : {}),
    note: within(() => wishToWrite('note')),
    attach: within(() => attachWish.value++),
    resolve: () => workspace.toggleResolved(id),
    snooze: within(() => (openPicker.value = 'snooze')),
    assign: within(() => (openPicker.value = 'assign')),
    assign_me: () => workspace.assignToMe(id),
    priority: within(() => (openPicker.value = 'priority')),
    label: within(() => (openPicker.value = 'labels')),
    team: within(() => (openPicker.value = 'team')),
    people: within(() => (openPicker.value = 'people')),
    mute: () => void changeMuted(id, !useConversations().rows.get(id)?.muted),
    copy_link: () => void copyLinkTo(id),
    mark_unread: () => void markUnread(id),
    ...withMacros(workspace),
    ...(workspace.openId.value !== null && blockedMails.size > 0 ? { load_images: loadImages } : {}),
    why: within(() => (openPicker.value = 'why')),
    menu: () => openRowMenu(id),
    ...selecting(workspace, id),
  }
}

/** By choice from a box, or at once by the number of one. */
function withMacros(workspace: Workspace): Partial<Record<Command, Run>> {
  const run = (index: number) => () =>
    void import('../macros/run-here.ts').then(({ runSlot }) => runSlot(workspace, index))
  const slots = Array.from({ length: 9 }, (_, index) => [`macro_${index + 1}`, run(index)])
  return { macro: () => (openPicker.value = 'macros'), ...Object.fromEntries(slots) }
}

function selecting(workspace: Workspace, id: number): Partial<Record<Command, Run>> {
  const selection = useSelection()
  const extend = (step: 1 | -1) => () => {
    if (selection.count === 0) selection.toggle(id)
    workspace.step(step)
    const next = useList().cursorId
    if (next !== null) selection.extendTo(next, useList().ids)
  }
  if (!useList().ids.includes(id)) return {}
  return { select: () => selection.toggle(id), select_next: extend(1), select_previous: extend(-1) }
}

/** While rows are ticked, the keys mean all of them. */
function actingOnMany(workspace: Workspace): Partial<Record<Command, Run>> {
  const selection = useSelection()
  const ask = (picker: Picker) => () => (openPicker.value = picker)
  const { rows } = useConversations()
  const isDone = selection.ids.every((id) => ['resolved', 'snoozed'].includes(rows.get(id)?.status ?? ''))
  const act = (edit: Edit) => () => {
    changeMany(selection.ids, edit)
    selection.clear()
  }
  const me = useSession().user
  const assignee = me && { id: me.id, name: me.name, available_name: me.available_name, thumbnail: me.avatar_url }
  return {
    resolve: act({ status: isDone ? 'open' : 'resolved' }),
    snooze: ask('many_snooze'),
    assign: ask('many_assign'),
    priority: ask('many_priority'),
    ...withMacros(workspace),
    ...(assignee ? { assign_me: act({ assignee }) } : {}),
  }
}
