/** Some nodes of a Redis Cluster, from which the others are learnt, and what all of them ask for. */
export type ClusterNodes = {
  nodes: { host: string; port: number }[];
  username?: string;
  password?: string;
  tls: boolean;
};

const REDIS_PORT = 6379;

/**
 * Reads an address with several hosts: `rediss://user:password@first:6379,second:6379`. A port left out is 6379, and
 * `rediss:` stands for TLS. Undefined for anything else; a cluster has no numbered databases, so no path either.
 */
export function readClusterNodes(text: string): ClusterNodes | undefined {
  const [, protocol, login = '', hosts] = /^(rediss?:)\/\/([^@/]*@)?([^@/?#]+)$/.exec(text) ?? [];
  const addresses = (hosts ?? '').split(',').map((host) => `${protocol}//${login}${host.trim()}`);
  if (!hosts || !addresses.every((address) => URL.canParse(address))) return undefined;
  const urls = addresses.map((address) => new URL(address));
  if (urls.some((url) => url.hostname === '')) return undefined;
  const { username, password } = urls[0]!;
  return {
    nodes: urls.map(({ hostname, port }) => ({
      host: hostname.replace(/^\[|\]$/g, ''), // IPv6
      port: port === '' ? REDIS_PORT : Number(port),
    })),
    ...(username ? { username: decodeURIComponent(username) } : {}),
    ...(password ? { password: decodeURIComponent(password) } : {}),
    tls: protocol === 'rediss:',
  };
}
