/** Every key of the dashboard. What binds them, the palette and the help sheet all read this list. */
export const keyTable = [
  { command: 'next', keys: ['j'], group: 'move' },
  { command: 'previous', keys: ['k'], group: 'move' },
  { command: 'select', keys: ['x'], group: 'move' },
  { command: 'select_next', keys: ['J'], group: 'move' },
  { command: 'select_previous', keys: ['K'], group: 'move' },
  { command: 'select_all', keys: ['Mod+a'], group: 'move' },
  { command: 'open', keys: ['Enter', 'o'], group: 'move' },
  { command: 'close', keys: ['Escape', 'u'], group: 'move' },
  { command: 'go_mine', keys: ['g m'], group: 'views' },
  { command: 'go_unassigned', keys: ['g u'], group: 'views' },
  { command: 'go_all', keys: ['g a'], group: 'views' },
  { command: 'go_mention', keys: ['g n'], group: 'views' },
  { command: 'go_participating', keys: ['g p'], group: 'views' },
  { command: 'go_unattended', keys: ['g w'], group: 'views' },
  { command: 'go_contacts', keys: ['g c'], group: 'views' },
  { command: 'go_settings', keys: ['g s'], group: 'views' },
  { command: 'notifications', keys: ['g i'], group: 'views' },
  { command: 'previous_view', keys: ['['], group: 'views' },
  { command: 'next_view', keys: [']'], group: 'views' },
  { command: 'reply', keys: ['r'], group: 'write' },
  { command: 'reply_all', keys: ['R'], group: 'write' },
  { command: 'forward', keys: ['F'], group: 'write' },
  { command: 'note', keys: ['n'], group: 'write' },
  { command: 'attach', keys: ['A'], group: 'write' },
  { command: 'send', keys: ['Mod+Enter'], group: 'write', inText: true },
  { command: 'send_and_resolve', keys: ['Mod+Shift+Enter'], group: 'write', inText: true },
  { command: 'resolve', keys: ['e'], group: 'act' },
  { command: 'snooze', keys: ['h'], group: 'act' },
  { command: 'assign', keys: ['a'], group: 'act' },
  { command: 'assign_me', keys: ['i'], group: 'act' },
  { command: 'priority', keys: ['p'], group: 'act' },
  { command: 'mark_unread', keys: ['U'], group: 'act' },
  { command: 'menu', keys: ['.'], group: 'act' },
  { command: 'macro', keys: ['m'], group: 'act' },
  { command: 'label', keys: ['t'], group: 'act' },
  { command: 'team', keys: ['T'], group: 'act' },
  { command: 'people', keys: ['P'], group: 'act' },
  { command: 'mute', keys: ['M'], group: 'act' },
  { command: 'copy_link', keys: ['L'], group: 'act' },
  { command: 'new_contact', keys: ['c'], group: 'act' },
  { command: 'import_contacts', keys: ['I'], group: 'act' },
  { command: 'export_contacts', keys: ['E'], group: 'act' },
  { command: 'undo', keys: ['z'], group: 'act' },
  { command: 'search', keys: ['/'], group: 'find' },
  { command: 'filter', keys: ['f'], group: 'find' },
  { command: 'palette', keys: ['Mod+k'], group: 'find', inText: true },
  { command: 'details', keys: ['Mod+.'], group: 'find', inText: true },
  { command: 'why', keys: ['w'], group: 'find' },
  { command: 'load_images', keys: ['l'], group: 'find' },
  { command: 'help', keys: ['?'], group: 'find' },
  { command: 'macro_1', keys: ['Alt+1'], group: 'slots' },
  { command: 'macro_2', keys: ['Alt+2'], group: 'slots' },
  { command: 'macro_3', keys: ['Alt+3'], group: 'slots' },
  { command: 'macro_4', keys: ['Alt+4'], group: 'slots' },
  { command: 'macro_5', keys: ['Alt+5'], group: 'slots' },
  { command: 'macro_6', keys: ['Alt+6'], group: 'slots' },
  { command: 'macro_7', keys: ['Alt+7'], group: 'slots' },
  { command: 'macro_8', keys: ['Alt+8'], group: 'slots' },
  { command: 'macro_9', keys: ['Alt+9'], group: 'slots' },
] as const satisfies readonly KeyEntry[]

interface KeyEntry {
  command: string
  keys: readonly string[]
  group: 'move' | 'views' | 'write' | 'act' | 'find' | 'slots'
  /** Also heard while the focus is in a text field. */
  inText?: boolean
}

export type Command = (typeof keyTable)[number]['command']

export const keyGroups = ['move', 'views', 'write', 'act', 'find', 'slots'] as const

/** A chord as it is printed. */
export function printChord(chord: string, commandKey: string, shiftKey: string): string {
  const names: Record<string, string> = {
    Mod: commandKey,
    Shift: shiftKey,
    Enter: '↵',
    Escape: 'Esc',
    Alt: commandKey === '⌘' ? '⌥' : 'Alt',
  }
  return chord
    .split(/[+ ]/)
    .map((part) => names[part] ?? (/^[A-Z]$/.test(part) ? `${shiftKey} ${part}` : part.toUpperCase()))
    .join(' ')
}
