import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, normalize, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Answer, SimRequest } from '../http/answer.ts';
import { wrong } from './plain-answers.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.webmanifest': 'application/manifest+json',
  '.ogg': 'audio/ogg',
  '.pdf': 'application/pdf',
};

const fonts: Readonly<Record<string, string>> = {
  'noto-sans-devanagari-400.woff2': 'noto-sans-devanagari-devanagari-400-normal.woff2',
  'noto-sans-devanagari-600.woff2': 'noto-sans-devanagari-devanagari-600-normal.woff2',
};

const policy =
  "default-src 'self'; img-src 'self' data: blob: https: http:; media-src 'self' blob: https: http:; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'";

type Kept = { at: number; etag: string; bytes: Buffer; zipped: Buffer | null };

/**
 * Serves the files of the page: `/` is its index.html, `/page/…` the rest, `/page/fonts/…` the Devanagari font
 * from its package. Files are kept in memory and read again when they change.
 */
export function pageServer(folder: string) {
  const kept = new Map<string, Kept>();
  return (request: SimRequest): Answer => {
    const name = request.path === '/' ? 'index.html' : decodeURI(request.path.slice('/page/'.length));
    const file = name.startsWith('fonts/') ? fontFile(name.slice('fonts/'.length)) : fileIn(folder, name);
    const found = file === null ? null : read(kept, file);
    if (!file || !found) return wrong(404, `There is no page ${request.path}.`);
    const headers: Record<string, string> = {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': policy,
      'x-content-type-options': 'nosniff',
      'cache-control': extname(file) === '.woff2' ? 'public, max-age=31536000, immutable' : 'no-cache',
      etag: found.etag,
      vary: 'accept-encoding',
    };
    if (request.raw.headers['if-none-match'] === found.etag) return { status: 304, bytes: '', headers };
    if (!found.zipped || !String(request.raw.headers['accept-encoding'] ?? '').includes('gzip')) {
      return { status: 200, bytes: found.bytes, headers };
    }
    return { status: 200, bytes: found.zipped, headers: { ...headers, 'content-encoding': 'gzip' } };
  };
}

function fileIn(folder: string, name: string): string | null {
  const file = normalize(join(folder, name));
  return file.startsWith(folder + sep) ? file : null;
}

function fontFile(name: string): string | null {
  const asked = fonts[name] ?? (Object.values(fonts).includes(name) ? name : null);
  if (!asked) return null;
  const manifest = createRequire(import.meta.url).resolve('@fontsource/noto-sans-devanagari/package.json');
  return join(dirname(manifest), 'files', asked);
}

function read(kept: Map<string, Kept>, file: string): Kept | null {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat?.isFile()) return null;
  const known = kept.get(file);
  if (known && known.at === stat.mtimeMs) return known;
  const bytes = readFileSync(file);
  const zipped = /\.(html|js|css|svg|json|webmanifest)$/.test(file) ? gzipSync(bytes) : null;
  const fresh = {
    at: stat.mtimeMs,
    etag: `"${stat.mtimeMs.toString(36)}-${bytes.length.toString(36)}"`,
    bytes,
    zipped,
  };
  kept.set(file, fresh);
  return fresh;
}
