import { tryEngine } from './try-engine.ts';

tryEngine('PostgreSQL');
tryEngine('Redis');
tryEngine('Valkey');
