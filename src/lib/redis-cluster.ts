import { Cluster, type ClusterOptions } from 'ioredis';
import type { ClusterNodes } from '#lib/read-cluster-nodes.ts';

/** A connection to a Redis Cluster, and the copies that BullMQ's workers make of it to wait on. */
export type ClusterConnection = {
  cluster: Cluster;
  /** Ends the copies, also those that are still looking for the cluster: their workers' waiting ends with them. */
  endCopies(): void;
};

const CONNECT_WITHIN_MS = 3_000;

/** Connects to a cluster. Errors come as the events `error` and `node error` of `cluster`. */
export function connectCluster(
  { nodes, username, password, tls }: ClusterNodes,
  options: Pick<ClusterOptions, 'clusterRetryStrategy' | 'redisOptions'>,
): ClusterConnection {
  const copies = new Set<Cluster>();
  let ended = false;
  const cluster = new Cluster(nodes, {
    ...options,
    redisOptions: { ...options.redisOptions, username, password, ...(tls ? { tls: {} } : {}) },
    // A certificate is made out to a name, so names are kept as they are and not looked up beforehand.
    ...(tls ? { dnsLookup: (host, done) => done(null, host) } : {}),
  });
  const duplicate = cluster.duplicate.bind(cluster);
  cluster.duplicate = (...how) => {
    const copy = duplicate(...how);
    copies.add(copy);
    settleConnect(copy, () => ended);
    return copy;
  };
  return {
    cluster,
    endCopies() {
      ended = true;
      for (const copy of copies) end(copy);
    },
  };
}

/** Between two tries there is no connection whose end would be told, so a worker that waits for it is told here. */
function end(copy: Cluster): void {
  copy.disconnect();
  setImmediate(() => {
    if (copy.status === 'end') return;
    copy.status = 'end';
    copy.emit('end');
  });
}

/**
 * With one of its masters away, the first try of a `connect` often fails and a later one succeeds; ioredis (6.0) then
 * never tells whoever asked, and BullMQ (6.7), which asks after every cut, would leave the worker waiting for good.
 */
function settleConnect(copy: Cluster, isEnded: () => boolean): void {
  const connect = copy.connect.bind(copy);
  copy.connect = () =>
    new Promise<void>((resolve, reject) => {
      if (isEnded()) return reject(new Error('Connection is closed.'));
      const settle = (how: () => void) => () => {
        clearTimeout(patience);
        copy.off('ready', ready);
        how();
      };
      const ready = settle(resolve);
      const patience = setTimeout(
        settle(() => reject(new Error('the redis cluster does not answer'))),
        CONNECT_WITHIN_MS,
      );
      copy.once('ready', ready);
      connect().then(ready, (error) => settle(() => reject(error))());
    });
}
