const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** How the command key is printed on this machine. */
export const commandKey = isApple ? '⌘' : 'Ctrl'
export const shiftKey = isApple ? '⇧' : 'Shift'
