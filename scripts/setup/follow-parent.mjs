import process from 'node:process'

/**
 * Ends this process like SIGTERM does when the shell between npm and us is gone: npm passes a SIGTERM to that shell
 * only, and most shells die of it without a word to us.
 */
export function followParent() {
  if (!process.env.npm_lifecycle_event || process.platform === 'win32') return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, 200)
  timer.unref()
}
