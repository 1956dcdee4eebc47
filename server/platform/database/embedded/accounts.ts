import { readFile } from 'node:fs/promises'
import os from 'node:os'
import type { Account } from './spawn-as.ts'

interface NamedAccount extends Account {
  readonly name: string
}

/** A named user other than root for the database to run as: `postgres`, else `nobody`, else any. */
export async function unprivilegedAccount(): Promise<NamedAccount | undefined> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const accounts = text.split('\n').flatMap(parse)
  return (
    accounts.find((account) => account.name === 'postgres') ??
    accounts.find((account) => account.name === 'nobody') ??
    accounts[0]
  )
}

/** Whether the current user has a name on this system; `initdb` refuses to run for one that has none. */
export function hasName(): boolean {
  try {
    return os.userInfo().username !== ''
  } catch {
    return false
  }
}

function parse(line: string): NamedAccount[] {
  const [name = '', , uid = '', gid = ''] = line.split(':')
  return /^\d+$/.test(uid) && /^\d+$/.test(gid) && uid !== '0' ? [{ name, uid: Number(uid), gid: Number(gid) }] : []
}
