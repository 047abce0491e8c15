import type { Assumptions, Measured, Plan } from './model.ts'
import { bytes, count, rate, share, table, time } from './words.ts'

/** In the order in which they give way as a register grows. */
export const breaksFirst = (m: Measured, a: Assumptions, p: Plan): string =>
  table(
    ['Where', 'Holds until', 'At the whole size', 'What then'],
    [
      [
        'The register that every app server reads for checks',
        `${count(p.checks.labelsInTime)} labels: beyond, making it ready again after a decision takes more than the 20 s for which the one before may still answer, and checks wait; ${count(p.checks.labelsInMemory)} in a quarter of a machine’s memory`,
        `${bytes(p.checks.indexBytes)}, read in ${time(p.checks.indexSeconds)} when a server starts, made ready again in ${time(p.checks.renewedSeconds)}`,
        'Make ready again only the parts that were read again, as reading does already; a few servers of their own for checks; large lists by `hoshirushi check` on a snapshot',
      ],
      [
        'Reading label pages from one database',
        `${count(p.origin.scansOfOneDatabase)} scans a day with all peaks, ${a.coresPerMachine} cores at ${share(a.busyAtMost)}`,
        `${count(p.origin.databaseCores)} cores`,
        `Keep pages until midnight in Japan and take them back with each event (the CDN’s purge by label): ${share(p.cdn.purgedHits)} are answered by the cache and ${count(p.origin.purgedCores)} cores are left for everything. Or standbys for reading; the server has one \`DATABASE_URL\` today`,
      ],
      [
        'Snapshots of the whole register',
        `${count((600 * m.snapshotPerSecond) / 11)} labels every ten minutes, by a tenth of one processor`,
        `${time(p.store.snapshotSeconds)} each, so one every ${time(11 * p.store.snapshotSeconds)}`,
        'They come less often by themselves; whoever needs more follows `/api/v1/changes`',
      ],
      [
        'Files of labels in one file system',
        'some hundred million files; copying and comparing them takes days before they take room',
        `${count(p.store.labelFiles)} files, ${bytes(p.store.labelFileBytes)}`,
        'An object store; proofs and credentials can be made from entries and tiles, so only bundles have to be there',
      ],
      [
        'Publishing',
        `${rate(m.publishedPerSecond)}, one publisher a folder, a disk that syncs`,
        `${count(p.log.publisherTimes)} × the peak of issuing; everything anew in ${time(p.log.publishAllSeconds)}`,
        'Larger batches between syncs; parts of the numbers to several publishers',
      ],
      [
        'The lock of the log’s head',
        `${rate(m.sequencedPerSecond)}`,
        `${count(p.log.sequencerTimes)} × the peak of issuing; everything anew in ${time(p.log.sequenceAllSeconds)}`,
        'A log for each scheme: the origin is part of the key’s name already',
      ],
      [
        'Status lists',
        'no limit in sight: a list never grows beyond its labels',
        `${count(2 * p.cdn.lists)} lists, ${bytes(p.store.listsBytes)} in all`,
        'Nothing',
      ],
    ],
  )
