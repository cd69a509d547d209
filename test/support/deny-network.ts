import dgram from 'node:dgram';
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

/**
 * Preloaded by bin/test into every process (`--import`): whatever tries to leave this machine throws and
 * names the host, so that no test depends on the network or writes to a real WhatsApp number.
 * TCP, TLS, HTTP, fetch and undici all pass through Socket.connect.
 */
const loopback = new net.BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');
loopback.addSubnet('::ffff:127.0.0.0', 104, 'ipv6');

const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
  const host = hostOf(args);
  if (host !== null) refuseUnlessLocal(host);
  return Reflect.apply(connect, this, args);
} as typeof connect;

const send = dgram.Socket.prototype.send;
dgram.Socket.prototype.send = function (this: dgram.Socket, ...args: unknown[]) {
  // The address is the last word that is not the callback: send(message, [offset, length,] port, address).
  const address = args.findLast((arg) => typeof arg === 'string');
  if (args.length > 1 && typeof address === 'string') refuseUnlessLocal(address);
  return Reflect.apply(send, this, args);
} as typeof send;

for (const names of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
  const functions = names as unknown as Record<string, unknown>;
  for (const name of ['lookup', ...Object.keys(functions).filter((key) => key.startsWith('resolve'))]) {
    const original = functions[name];
    if (typeof original !== 'function') continue;
    functions[name] = function (this: unknown, host: unknown, ...rest: unknown[]) {
      refuseUnlessLocal(String(host));
      return Reflect.apply(original, this, [host, ...rest]);
    };
  }
}

syncBuiltinESMExports(); // So that `import { lookup } from 'node:dns'` gets the guarded one too.

/** The host that connect(options), connect(port, host) or connect(path) means; null for a socket in a file. */
function hostOf(args: unknown[]): string | null {
  // Inside Node the arguments come already sorted, as one array.
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === 'object' && first !== null) {
    const { path, host } = first as net.TcpNetConnectOpts & net.IpcNetConnectOpts;
    return path ? null : (host ?? 'localhost');
  }
  if (typeof first === 'string' && !/^\d+$/.test(first)) return null;
  return typeof second === 'string' ? second : 'localhost';
}

function refuseUnlessLocal(host: string): void {
  const bare = host.replace(/^\[|\]$/g, '');
  if (bare === 'localhost' || bare.endsWith('.localhost')) return;
  const family = net.isIP(bare);
  if (family !== 0 && loopback.check(bare, family === 4 ? 'ipv4' : 'ipv6')) return;
  throw new Error(`A test tried to reach ${host}; only this machine itself may be reached in tests`);
}
