/** What the embedded server runs with: durable, reachable from this machine only, and small. */
const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '64MB',
  effective_cache_size: '512MB',
  work_mem: '4MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '512MB',
  // Disks no longer have heads that move, and a plan made while a table was small must not read all of it later.
  random_page_cost: '1.1',
  // A new desk that is filled at once soon gets statistics.
  autovacuum_naptime: '20s',
  fsync: 'on',
  synchronous_commit: 'on',
  // One process fewer per worker: a desk's tables are small enough to be read without helpers.
  io_method: 'sync',
  max_worker_processes: '4',
  max_parallel_workers_per_gather: '1',
  max_logical_replication_workers: '0',
  autovacuum_max_workers: '2',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_line_prefix: '%m [%p] ',
  log_checkpoints: 'off',
  log_min_error_statement: 'panic',
}

/** The text of the configuration file, written anew at each start. */
export function serverSettings(overrides: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries({ ...settings, ...overrides }).map(
    ([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`,
  )
  return [
    '# Written by Porchlight at each start. Your own settings: ALTER SYSTEM SET …, which wins over this file.',
    ...lines,
    '',
  ].join('\n')
}
