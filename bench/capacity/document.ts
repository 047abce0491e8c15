import { join } from 'node:path'
import { breaksFirst } from './breaks.ts'
import { carriedFiles, carriedPages } from './carried.ts'
import { assumptionRows, measuredRows } from './given.ts'
import type { Inputs } from './inputs.ts'
import { type Assumptions, plan } from './model.ts'
import { bits, bytes, count, rate, share, table, time } from './words.ts'

/** The plan, written by the model: `npm run bench capacity` renews it, and a test holds it to the model. */
export const documentFile = join(import.meta.dirname, '../../docs/capacity.md')

/** The whole text of docs/capacity.md. */
export function document({ on, measured }: Inputs, assumed: Assumptions): string {
  const p = plan(measured, assumed)
  const many = count(assumed.labels)
  return `# Capacity: ${many} labels, ${count(assumed.scansPerDay)} scans a day

Computed by \`bench/capacity/model.ts\` from what was measured (${on.day}, ${on.cores} shared cores, Node ${on.node}) and what is assumed; both lists are
below. \`npm run bench capacity\` measures and writes this anew; change an assumption in the model and run it again. Nothing here was run at this
size: what was run is said under “Measured”, the rest is arithmetic.

## In short

${table(
  ['At the peak', ''],
  [
    [
      'scans',
      `${rate(p.traffic.mean)} in the mean of the day, ${rate(p.traffic.peak)} at the peak (×${assumed.dailyPeak} the busiest hour, ×${assumed.eventPeak} news of a product)`,
    ],
    [
      'carried by the CDN',
      `${count(p.cdn.requestsPerDay)} requests and ${bytes(p.cdn.bytesPerDay)} a day, ${bits(p.cdn.bitsPerSecondPeak)} at the peak`,
    ],
    [
      'left for app servers, one cache in front of them',
      `${rate(p.origin.pages)} label pages (${share(p.cdn.shieldHits)} answered by the cache), ${rate(p.origin.searches)} searches, ${rate(p.origin.checks)} checks of 300 rows`,
    ],
    [
      'app servers',
      `${p.origin.appMachines} machines of ${assumed.coresPerMachine} cores (${p.origin.machinesWithoutCdn} machines in all with nothing in front)`,
    ],
    [
      'PostgreSQL',
      `${count(p.origin.databaseCores)} cores for reading: ${p.origin.databaseMachines} machines, or far fewer pages (see “What breaks first”)`,
    ],
    [
      'database',
      `${bytes(p.store.databaseBytesNow)} now, ${bytes(p.store.databaseBytes)} after ${assumed.years} years, nothing ever deleted`,
    ],
    [
      'published files',
      `${bytes(p.store.labelFileBytes)} in ${count(p.store.labelFiles)} files of labels, ${bytes(p.store.entryBytes)} of entries, ${bytes(p.store.tileBytes)} of tiles after ${assumed.years} years`,
    ],
    [
      'issuing',
      `${count(p.log.issuedPerDay)} labels a day; the log takes ${count(p.log.sequencerTimes)} times the peak`,
    ],
    [
      'a suspension seen everywhere',
      `${time(p.suspension.list)} for 95 of 100 readers of a status list that is kept for its whole minute, ${time(p.suspension.page)} for a page; the way to the origin adds what \`npm run bench load\` measures`,
    ],
  ],
)}

## What stands where

    people ──────┐                     ┌─ label pages, badges, feed ─▶ cache (shield) ─▶ app servers × ${p.origin.appMachines} ─▶ PostgreSQL
    machines ────┼──▶ CDN, ${assumed.edges} sites ─┤                                              │
    procurers ───┘                     └─ files that never change ──▶ object store ◀── public/ ──┘

* **App servers** hold nothing that another does not have: sessions, codes, limits on sign-in, mails, jobs and the log's order are in PostgreSQL,
  evidence and \`public/\` in the shared \`HOSHIRUSHI_HOME\`. What each keeps for itself may be lost at any time: the register made ready for checks (at
  most 35 s old), totals of the home page (20 s), limits on searching (per server). They are added and taken away freely; \`tests/faults/two-servers.test.ts\`
  kills them in turn.
* **One sequencer** at a time gives out places in the log (the row of \`log_head\`), and one publisher at a time writes into a folder (the row of
  \`publishing_turn\`); whoever holds a row and dies gives it back with its connection.
* **\`public/\`** is copied to the object store as it grows. It needs no order but one: \`log/checkpoint\` after what it promises, as it is written.
* **Clocks** are kept by NTP: a server that is a second behind knows of a suspension a second later.

## The traffic

${table(
  ['', 'Mean', 'Peak'],
  [
    ['label pages, people', rate(p.traffic.pagesMean), rate(p.traffic.pages)],
    [
      'files, machines that verify',
      rate(p.traffic.files / assumed.dailyPeak / assumed.eventPeak),
      rate(p.traffic.files),
    ],
    [`pages answered by one cache, kept ${assumed.pageSeconds} s`, share(p.cdn.meanHits), share(p.cdn.shieldHits)],
    [`the same by ${assumed.edges} sites, each for itself`, '', share(p.cdn.pageHits)],
    ['bundles answered by one cache, kept a week', '', `${share(p.cdn.bundleHits)}, ${rate(p.origin.bundles)} left`],
    [
      'status lists fetched by all sites',
      '',
      `${rate(p.cdn.listOrigin)} without a shield, a ${assumed.edges}th with one`,
    ],
  ],
)}

A label page changes with its label and with the day, so it may be kept only for as long as a suspension may stay unseen; ${share(1 - p.cdn.shieldHits)} of
the pages at the peak are asked of the app servers. Files are named by what is in them and are kept for ever.

## Storage

${table(
  ['', 'Size'],
  [
    ['database, a label with its models, versions and indexes', bytes(measured.databaseBytesPerLabel)],
    [`database, ${many} labels and their events`, bytes(p.store.databaseBytesNow)],
    [
      `after ${assumed.years} years (${assumed.years / assumed.yearsOfValidity} validities)`,
      bytes(p.store.databaseBytes),
    ],
    ['files of one label', `${bytes(measured.labelFileBytes)} in ${count(measured.labelFiles)} files`],
    [
      `log after ${assumed.years} years`,
      `${count(p.log.leaves)} entries: ${bytes(p.store.entryBytes)}; ${count(p.store.tiles)} tiles and entry bundles, tiles ${bytes(p.store.tileBytes)}`,
    ],
    [
      'one status list',
      `${bytes(measured.listBytes)} with one label in a hundred suspended (${count(assumed.bitsPerList)} labels)`,
    ],
    [
      'all status lists',
      `${count(p.cdn.listsNow)} × 2 for the labels in force, ${count(p.cdn.lists)} × 2 (${bytes(p.store.listsBytes)}) after ${assumed.years} years`,
    ],
    ['one snapshot of the register', `${bytes(p.store.snapshotBytes)}, made in ${time(p.store.snapshotSeconds)}`],
    [
      'snapshots kept',
      `about ${count(p.store.snapshotsKept)}: ${bytes(p.store.snapshotsKept * p.store.snapshotBytes)}`,
    ],
  ],
)}

## The log and its one lock

${table(
  ['', 'Takes', 'Times the peak of issuing'],
  [
    ['acts that issue, one connection', rate(measured.commitsPerSecond), count(p.log.commitTimes)],
    ['sequencer, under the lock of the head', rate(measured.sequencedPerSecond), count(p.log.sequencerTimes)],
    ['publisher, every file of a label synced', rate(measured.publishedPerSecond), count(p.log.publisherTimes)],
  ],
)}

Issuing needs ${rate(p.log.writesPeak)} at its peak. The hard day is another: all ${many} labels issued anew (a key that leaked). Sequencing them takes
${time(p.log.sequenceAllSeconds)}, writing their files ${time(p.log.publishAllSeconds)}; within one day ${count(p.log.mostPerDay)} are possible.

## What breaks first, and what then

${breaksFirst(measured, assumed, p)}

## Does it need a distributed PostgreSQL?

Not for writing: ${rate(p.log.writesPeak)} at the peak, and ${bytes(p.store.databaseBytes)} after ${assumed.years} years are one machine with a standby. Not for reading either, once what many
read is read from files. It would be bought for staying up when a whole site is lost, and nothing in the SQL stands in its way: no advisory locks, no
listening, no sequences whose gaps matter; locks are rows, and transactions are run again when the database undoes them (40001). Three points would be
slower there and have to be measured first: the row of \`log_head\` and that of a folder's turn live in one range, so sequencing costs a round trip between
sites a batch (2,048 leaves); a case's acts lock its events; and \`count(*)\` over \`label_version\`, by which servers see that something was decided,
is cheap on one machine only.

## What others may carry

Files of \`public/\`, from the app servers or from any file server with the same bytes:

${table(
  ['Path', 'Cache-Control', 'Changes'],
  carriedFiles.map(({ path, cache, changes }) => [`\`${path}\``, `\`${cache}\``, changes]),
)}

Every answer has an \`ETag\`, and a question with \`If-None-Match\` gets 304. Made by the app servers:

${table(
  ['Path', 'Cache-Control', 'Changes'],
  carriedPages.map(({ path, cache, changes }) => [`\`${path}\``, `\`${cache}\``, changes]),
)}

All other pages, searches and the API answer for this moment and are not to be kept; what is behind a sign-in says \`no-store\`. Answers differ by
\`Accept-Language\` and say so (\`Vary\`). A refusal (404, 429, 503) is never marked as one that shared caches may keep.
\`tests/interop/carried-files.test.ts\` holds the server to these tables; \`npm run bench register-reads\` serves the same folder by nginx.

## Measured

${table(['What', 'Value', 'How'], measuredRows(measured))}

## Assumed

${table(['What', 'Value', 'Why'], assumptionRows(assumed))}

## Not in the model

Lines between sites and their delays, prices, TLS (which a CDN or the server in front does), witnesses of the log, attacks beyond the limits of
\`SECURITY.md\`, and people: ${count(p.log.issuedPerDay)} decisions a day are some thousand reviewers long before they are a load.
`
}
