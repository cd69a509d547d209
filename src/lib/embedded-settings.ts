/**
 * Server settings of the embedded PostgreSQL, given on its command line at every start so that a new
 * release brings its own. Meant for one machine with 2 cores and a few GB; durability is never traded.
 */
export const EMBEDDED_SETTINGS: Readonly<Record<string, string>> = {
  // Reachable from this machine alone, over TCP: a socket's path may be too long in a deep folder.
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  password_encryption: 'scram-sha-256',

  // A commit that was answered survives a power cut.
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',

  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  random_page_cost: '1.1',

  // No replica reads this log, so it carries only what recovery needs, and checkpoints come seldom.
  wal_level: 'minimal',
  max_wal_senders: '0',
  wal_buffers: '16MB',
  min_wal_size: '256MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',

  // Queue-like tables die young: vacuum often, a little at a time.
  autovacuum_naptime: '15s',
  autovacuum_vacuum_scale_factor: '0.05',
  autovacuum_vacuum_insert_scale_factor: '0.1',
  autovacuum_analyze_scale_factor: '0.05',

  // Two cores serve many short statements: compiling or splitting one costs more than it gives, and
  // parallel workers need shared memory that small containers do not have.
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',

  // The log must hold no personal data: neither statements nor the values of a violated constraint.
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] ',
  log_timezone: 'UTC',
  timezone: 'UTC',
  lc_messages: 'C',
  cluster_name: 'chautari',
};

/** `-c name=value` for every setting; `overrides` win. */
export function settingArguments(overrides: Readonly<Record<string, string>>): string[] {
  return Object.entries({ ...EMBEDDED_SETTINGS, ...overrides }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
}
