import { ref } from 'vue'
import { wishToWrite } from '../../features/composer/focus-composer.ts'
import { useList } from '../../features/conversations/list-store.ts'
import { openPicker } from '../../features/conversations/open-picker.ts'
import { useUndo } from '../../features/conversations/undo-store.ts'
import { shares } from '../../features/conversations/view.ts'
import type { Share } from '../../features/conversations/view.ts'
import type { Command } from '../../features/keys/key-table.ts'
import type { Workspace } from './workspace.ts'

/** Which of the boxes over the page is open. */
export const openBox = ref<'palette' | 'search' | 'help' | null>(null)

type Run = () => void

/** What each command does now; a command that is absent has nothing to act on. */
export function commandsOf(workspace: Workspace): Partial<Record<Command, Run>> {
  return {
    ...everywhere(workspace),
    ...(workspace.isWorkspace.value ? moving(workspace) : {}),
    ...(workspace.isWorkspace.value && workspace.targetId.value !== null
      ? acting(workspace, workspace.targetId.value)
      : {}),
  }
}

function everywhere(workspace: Workspace): Partial<Record<Command, Run>> {
  const undo = useUndo()
  const go = (share: Share) => () => workspace.changeView({ share })
  return {
    go_mine: go('mine'),
    go_unassigned: go('unassigned'),
    go_all: go('all'),
    search: () => (openBox.value = 'search'),
    palette: () => (openBox.value = openBox.value === 'palette' ? null : 'palette'),
    help: () => (openBox.value = 'help'),
    ...(undo.last ? { undo: () => undo.undo() } : {}),
  }
}

function moving(workspace: Workspace): Partial<Record<Command, Run>> {
  const list = useList()
  const view = (step: number) => () => {
    const at = shares.indexOf(list.view.share)
    workspace.changeView({ share: shares[(at + step + shares.length) % shares.length] ?? 'mine' })
  }
  return {
    next: () => workspace.step(1),
    previous: () => workspace.step(-1),
    previous_view: view(-1),
    next_view: view(1),
    details: () => workspace.toggleDetails(),
    ...(workspace.openId.value === null ? {} : { close: () => workspace.close() }),
  }
}

function acting(workspace: Workspace, id: number): Partial<Record<Command, Run>> {
  /** Writing and picking happen in the open conversation; from the list it opens first. */
  const within = (run: Run) => () => {
    if (workspace.openId.value !== null) return run()
    workspace.open(id)
    setTimeout(run, 50)
  }
  return {
    ...(workspace.openId.value === null ? { open: () => workspace.open(id) } : {}),
    reply: within(() => wishToWrite('reply')),
    note: within(() => wishToWrite('note')),
    resolve: () => workspace.toggleResolved(id),
    snooze: within(() => (openPicker.value = 'snooze')),
    assign: within(() => (openPicker.value = 'assign')),
    assign_me: () => workspace.assignToMe(id),
    priority: within(() => (openPicker.value = 'priority')),
  }
}
