import { chown, lchown, lstat, readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Account } from './spawn-as.ts'

/** Gives a folder and all it holds to a user; the folder itself last, so that a crash in the middle is noticed. */
export async function takeOwnership(folder: string, owner: Account | undefined): Promise<void> {
  if (!owner || (await lstat(folder)).uid === owner.uid) return
  for (const name of await readdir(folder, { recursive: true })) {
    await lchown(path.join(folder, name), owner.uid, owner.gid)
  }
  await chown(folder, owner.uid, owner.gid)
}
