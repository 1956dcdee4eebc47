import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDataFolder } from './data-folder.ts'

// Root may write everywhere, so there is nothing to refuse.
test.skipIf(process.geteuid?.() === 0)(
  'a data folder that this user may not write in is refused in one sentence',
  async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'porchlight-unwritable-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    await chmod(folder, 0o555)
    const sentence = `This user may not write in the data folder ${folder}: choose another one with DATA_DIR, or change its owner or permissions.`
    await expect(openDataFolder(folder)).rejects.toThrow(sentence)
    await expect(openDataFolder(path.join(folder, 'data'))).rejects.toThrow(
      'This user may not write in the data folder',
    )
  },
)
