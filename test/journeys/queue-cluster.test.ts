import { tryEngine } from './try-engine.ts';

tryEngine('Redis Cluster');
