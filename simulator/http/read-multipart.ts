/** One field of a multipart form. */
export type Part = { name: string; fileName: string | null; type: string | null; bytes: Buffer };

/** Reads a `multipart/form-data` body (RFC 7578); null when the content type or the body is not one. */
export function readMultipart(contentType: string | undefined, body: Buffer): Part[] | null {
  const boundary = /^multipart\/form-data\b.*?;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType ?? '');
  if (!boundary) return null;
  const mark = Buffer.from(`--${boundary[1] ?? boundary[2]}`);
  const parts: Part[] = [];
  let at = body.indexOf(mark);
  while (at >= 0) {
    const begin = at + mark.length;
    if (body.subarray(begin, begin + 2).toString() === '--') return parts;
    const end = body.indexOf(mark, begin);
    if (end < 0) return null;
    const part = readPart(body.subarray(begin + 2, end - 2));
    if (part) parts.push(part);
    at = end;
  }
  return null;
}

function readPart(raw: Buffer): Part | null {
  const gap = raw.indexOf('\r\n\r\n');
  if (gap < 0) return null;
  const headers = raw.subarray(0, gap).toString('utf8');
  const name = /content-disposition:[^\r\n]*[;\s]name="([^"]*)"/i.exec(headers)?.[1];
  if (name === undefined) return null;
  return {
    name,
    fileName: /filename="([^"]*)"/i.exec(headers)?.[1] ?? null,
    type: /content-type:\s*([^\r\n]+)/i.exec(headers)?.[1]?.trim() ?? null,
    bytes: raw.subarray(gap + 4),
  };
}
