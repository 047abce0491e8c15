import type { Assumptions, Measured } from './model.ts'
import { bytes, count, rate, share } from './words.ts'

type Row = readonly string[]
const ms = (n: number): string => `${Number(n.toPrecision(3))} ms`

/** What was measured, and how. */
export const measuredRows = (m: Measured): readonly Row[] => [
  [
    'label page',
    `${ms(m.pageCpuMs)} of a processor, ${bytes(m.pageBytes)} gzipped`,
    `app server and PostgreSQL (${share(m.pageDatabaseShare)}), their own processor time`,
  ],
  ['GET /api/v1/labels/{id}', ms(m.readCpuMs), 'the same'],
  ['model search', ms(m.searchCpuMs), 'the same'],
  ['check of 300 rows', ms(m.checkCpuMs), 'the same, the register being read'],
  ['published file from an app server', ms(m.fileCpuMs), 'the same'],
  ['database, one label', bytes(m.databaseBytesPerLabel), 'size of the database with ten models a label, all indexes'],
  ['credential', bytes(m.leafBytes), 'signed, as it stands in the log'],
  ['entry bundles, one entry', bytes(m.entryBytesPerLeaf), 'as published, partial bundles included'],
  ['bundle of a label', bytes(m.bundleBytes), 'as published'],
  ['checkpoint', bytes(m.checkpointBytes), 'without witnesses'],
  ['status list', bytes(m.listBytes), `${share(m.listShare)} of its labels suspended, at random`],
  ['acts that issue', rate(m.commitsPerSecond), 'one connection, each acknowledged when it is on disk'],
  ['sequencer', rate(m.sequencedPerSecond), 'batches of 2,048, all nodes of the tree kept'],
  ['publisher', rate(m.publishedPerSecond), 'tiles, bundles, proofs; every file and folder synced'],
  [
    'register ready for checks',
    `${bytes(m.indexBytesPerLabel)} a label, ${rate(m.indexReadPerSecond)}; again ${rate(m.indexRenewedPerSecond)}`,
    'read from the database and packed; again when a hundred labels were decided about',
  ],
  ['snapshot', `${bytes(m.snapshotBytesPerLabel)} a label, ${rate(m.snapshotPerSecond)}`, 'all files, on disk'],
]

/** What is assumed, and why so. */
export const assumptionRows = (a: Assumptions): readonly Row[] => [
  ['labels in force', count(a.labels), 'the size asked for'],
  ['scans a day', count(a.scansPerDay), 'the size asked for; one a week for each of seven thousand million people'],
  [
    'models a label',
    count(a.modelsPerLabel),
    '18 in one published batch (26 applications, 477 models), fewer for small makers',
  ],
  ['validity', `${a.yearsOfValidity} years`, 'that of the level with most labels'],
  ['years of operation', count(a.years), 'nothing is ever deleted, so the years count'],
  ['events a label', count(a.eventsPerLabel), 'suspensions, changes of models, ends'],
  ['busiest hour', `× ${a.dailyPeak}`, 'one country, mostly awake at the same time'],
  ['news of a product', `× ${a.eventPeak}`, 'on top of the busiest hour'],
  [
    'scans by machines that verify files',
    share(a.machineShare),
    'shops, gateways, procurers; the rest are people who read the page',
  ],
  ['searches a scan', count(a.searchesPerScan), 'most follow the code'],
  ['checks of 300 rows a day', count(a.checksPerDay), 'some ten a working day for every municipality'],
  ['how unequal labels are', `Zipf ${a.zipf}`, 'between 0.8 and 1.0 for shops and web pages'],
  ['sites of the CDN', count(a.edges), ''],
  ['label page kept by shared caches', `${a.pageSeconds} s`, 'half of the minute in which a suspension has to be seen'],
  ['status list kept', `${a.listSeconds} s`, 'its own `ttl`'],
  [
    'machine',
    `${a.coresPerMachine} cores, ${bytes(a.memoryPerMachine)}, busy for ${share(a.busyAtMost)} at the peak`,
    'a processor here is one of those measured',
  ],
  ['machines that may fail', count(a.lossOfMachines), 'of each kind'],
]
