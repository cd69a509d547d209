import { join } from 'node:path';

/** The plain SQL files, wherever the command was started. */
export const MIGRATIONS_DIR = join(import.meta.dirname, '../../migrations');
