import { open } from 'node:fs/promises'

/** Makes new names in a directory survive a power cut (fsync of the directory itself). */
export async function flushDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
