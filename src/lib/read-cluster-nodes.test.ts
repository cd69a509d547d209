import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ClusterNodes, readClusterNodes } from './read-cluster-nodes.ts';

const node = (host: string, port = 6379) => ({ host, port });

const cases: [text: string, read: ClusterNodes | undefined][] = [
  ['redis://one', { nodes: [node('one')], tls: false }],
  ['redis://one:7000,two:7001', { nodes: [node('one', 7000), node('two', 7001)], tls: false }],
  ['rediss://one:7000, two', { nodes: [node('one', 7000), node('two')], tls: true }],
  [
    'redis://chautari:p%40ss%2C%3A@10.0.0.1,10.0.0.2',
    { nodes: [node('10.0.0.1'), node('10.0.0.2')], username: 'chautari', password: 'p@ss,:', tls: false },
  ],
  ['rediss://:secret@one', { nodes: [node('one')], password: 'secret', tls: true }],
  ['redis://[::1]:7000', { nodes: [node('::1', 7000)], tls: false }],
  ['one:7000,two:7001', undefined],
  ['http://one:7000', undefined],
  ['redis://', undefined],
  ['redis://one,', undefined],
  ['redis://one:70000', undefined],
  ['redis://one:6379/1', undefined],
  ['redis://one,redis://two', undefined],
];

for (const [text, read] of cases) {
  test(`${text}: ${read ? `${read.nodes.length} nodes` : 'no cluster'}`, () =>
    assert.deepEqual(readClusterNodes(text), read));
}
