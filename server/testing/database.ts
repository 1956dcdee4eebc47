import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { connect, type DatabaseConnection } from '../platform/database/connection.ts'

/** A database of a test's own, up to date and empty. */
export interface TestDatabase extends DatabaseConnection {
  url: string
}

/** Copies the template, which takes a few dozen milliseconds; closing drops the copy. */
export async function aDatabase(size = 10): Promise<TestDatabase> {
  const templateUrl = new URL(inject('templateUrl'))
  return copyOf(templateUrl, templateUrl.pathname.slice(1), size)
}

/** A database without any tables. */
export async function anEmptyDatabase(size = 10): Promise<TestDatabase> {
  return copyOf(new URL(inject('templateUrl')), 'template1', size)
}

async function copyOf(templateUrl: URL, template: string, size: number): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(templateUrl, `create database ${name} template ${template}`)
  const url = new URL(templateUrl)
  url.pathname = `/${name}`
  const connection = connect(url.href, { size, onError: () => undefined })
  return {
    ...connection,
    url: url.href,
    close: async () => {
      await connection.close()
      await administer(templateUrl, `drop database if exists ${name} with (force)`)
    },
  }
}

// Copying a template needs it to be unused, so tests take turns.
const COPYING = 7_203_599

async function administer(templateUrl: URL, statement: string) {
  const url = new URL(templateUrl)
  url.pathname = '/postgres'
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [COPYING])
    await client.query(statement)
  } finally {
    await client.end()
  }
}
