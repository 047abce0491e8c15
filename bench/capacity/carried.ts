import { kinds } from '../../src/apps/web/static-files.ts'

/** An address that others may keep and hand on: for how long, and when its content changes. */
export interface Carried {
  readonly path: string // for people
  readonly example: string // matched by exactly one kind of published file, or asked of the server by the test
  readonly cache: string
  readonly changes: string
}

const cacheOf = (example: string): string => {
  const kind = kinds.find(({ pattern }) => pattern.test(example.slice(1)))
  if (kind === undefined) throw new Error(`${example} is no published file`)
  return kind.cache
}

const file = (path: string, example: string, changes: string): Carried => ({
  path,
  example,
  cache: cacheOf(example),
  changes,
})
const never = 'never'

/** Files of the public folder: any object store or plain file server can carry them. */
export const carriedFiles: readonly Carried[] = [
  file('/log/checkpoint', '/log/checkpoint', 'with every batch of the log'),
  file('/log/checkpoints/SIZE', '/log/checkpoints/17', never),
  file('/log/tile/…', '/log/tile/0/000.p/17', never),
  file('/log/policy', '/log/policy', 'with a key of the log'),
  file('/.well-known/did.json', '/.well-known/did.json', 'with a key of the issuer'),
  file('/trust/root.N.json', '/trust/root.1.json', never),
  file('/trust/root.json', '/trust/root.json', 'with a new anchor'),
  file('/credentials/LABEL/LEAF.jwt', '/credentials/7K3M9QXP2C/0.jwt', never),
  file('/credentials/LABEL/LEAF.tlog-proof', '/credentials/7K3M9QXP2C/0.tlog-proof', never),
  file('/bundle/LABEL/LEAF.json', '/bundle/7K3M9QXP2C/0.json', never),
  file('/bundle/LABEL/index.json', '/bundle/7K3M9QXP2C/index.json', 'with an event of the label'),
  file('/models/DIGEST.json', `/models/${'0'.repeat(64)}.json`, never),
  file('/gtins/DIGEST.json', `/gtins/${'0'.repeat(64)}.json`, never),
  file('/status/PURPOSE/K', '/status/suspension/0', 'with an event, at least daily'),
  file('/status/PURPOSE/K.json', '/status/suspension/0.json', 'with the list'),
  file('/status/at/SIZE/PURPOSE/K', '/status/at/17/suspension/0', never),
  file('/bulk/latest.json', '/bulk/latest.json', 'with a snapshot'),
  file('/bulk/MOMENT/manifest.json', '/bulk/20261123T150000Z/manifest.json', never),
  file('/bulk/MOMENT/manifest.jws', '/bulk/20261123T150000Z/manifest.jws', never),
  file('/bulk/MOMENT/register.jsonl.zst', '/bulk/20261123T150000Z/register.jsonl.zst', never),
  file('/bulk/MOMENT/….csv', '/bulk/20261123T150000Z/labels.csv', never),
  file('/bulk/MOMENT/….parquet', '/bulk/20261123T150000Z/labels.parquet', never),
]

/** Pages and pictures that app servers make, and a shared cache may keep. */
export const carriedPages: readonly Carried[] = [
  {
    path: '/l/LABEL',
    example: '/l/{label}',
    cache: 'public, max-age=0, s-maxage=30',
    changes: 'with an event, and with the day',
  },
  {
    path: '/l/LABEL/badge.svg',
    example: '/l/{label}/badge.svg',
    cache: 'public, max-age=60',
    changes: 'with an event',
  },
  { path: '/feed.atom', example: '/feed.atom', cache: 'public, max-age=60', changes: 'with every event' },
]
