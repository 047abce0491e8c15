// The arithmetic of the capacity plan: from what was measured on one machine and what is assumed of the world to machines, bytes and
// limits. Pure, so that every figure in docs/capacity.md can be computed again, and with other assumptions.

/** Measured here by `npm run bench capacity`; all of it in bench/capacity/measured.json. */
export interface Measured {
  readonly pageCpuMs: number // of app server and database together, one label page
  readonly pageDatabaseShare: number // of these
  readonly pageBytes: number // gzipped
  readonly readCpuMs: number // GET /api/v1/labels/{id}, app server and database
  readonly searchCpuMs: number // one model search, app server and database
  readonly fileCpuMs: number // one published file from the app server
  readonly checkCpuMs: number // 300 rows, without reading the register
  readonly databaseBytesPerLabel: number
  readonly leafBytes: number // a credential as it stands in the log
  readonly entryBytesPerLeaf: number // in the entry bundles on disk
  readonly labelFileBytes: number // credential, proof, bundle, index: all files of one label on disk
  readonly labelFiles: number
  readonly bundleBytes: number
  readonly checkpointBytes: number
  readonly listBytes: number // one status list as sent (gzip within), `listShare` of its bits set at random
  readonly listShare: number
  readonly commitsPerSecond: number // acts that put a leaf into the outbox, one connection
  readonly sequencedPerSecond: number // leaves given their places under the one lock
  readonly publishedPerSecond: number // labels whose files are written and synced
  readonly indexBytesPerLabel: number // of the register that a server holds for checks
  readonly indexReadPerSecond: number // labels read from the database and made ready for checks, at the start of a server
  readonly indexRenewedPerSecond: number // labels made ready again, a hundred of them having been decided about
  readonly snapshotBytesPerLabel: number
  readonly snapshotPerSecond: number // labels written into a snapshot
}

/** Nobody measured these; each can be replaced by one who knows better. */
export interface Assumptions {
  readonly labels: number // in force
  readonly scansPerDay: number
  readonly modelsPerLabel: number
  readonly yearsOfValidity: number
  readonly years: number // of operation, for what only grows
  readonly eventsPerLabel: number // suspensions, changes of models, ends, over its validity
  readonly dailyPeak: number // the busiest hour against the mean of the day
  readonly eventPeak: number // on top of it: a product that everybody looks up because of the news
  readonly machineShare: number // of the scans, that verify files instead of reading the page
  readonly pageObjects: number // requests a page makes of which browsers keep nothing: style sheet and icon count at a first visit only
  readonly searchesPerScan: number
  readonly checksPerDay: number // lists of 300 rows
  readonly zipf: number // how unequal labels are looked at
  readonly edges: number // sites of the CDN
  readonly pageSeconds: number // a shared cache may keep a label page
  readonly listSeconds: number // and a status list
  readonly coresPerMachine: number
  readonly memoryPerMachine: number // bytes
  readonly busyAtMost: number // share of its processors that a machine is planned for
  readonly bitsPerList: number
  readonly lossOfMachines: number // machines more than needed, so that as many may fail
}

export const assumed: Assumptions = {
  labels: 10_000_000,
  scansPerDay: 1_000_000_000,
  modelsPerLabel: 10,
  yearsOfValidity: 2,
  years: 10,
  eventsPerLabel: 0.3,
  dailyPeak: 2.5,
  eventPeak: 4,
  machineShare: 0.1,
  pageObjects: 1,
  searchesPerScan: 0.02,
  checksPerDay: 20_000,
  zipf: 0.9,
  edges: 100,
  pageSeconds: 30,
  listSeconds: 60,
  coresPerMachine: 16,
  memoryPerMachine: 64e9,
  busyAtMost: 0.5,
  bitsPerList: 131_072,
  lossOfMachines: 1,
}

/**
 * Share of requests that caches answer, for objects that are asked for as unequally as Zipf's law says, at times independent of each
 * other, and kept for `seconds`: an object asked for at a rate r is fetched once and then answered r·T times.
 */
export function cacheHits(perSecond: number, objects: number, zipf: number, seconds: number): number {
  let [weights, hits] = [0, 0]
  // The first thousand one by one, then in steps of a hundredth: the sum over ten million changes by less than a thousandth.
  for (let rank = 1; rank <= objects; ) {
    const width = rank < 1_000 ? 1 : Math.min(Math.ceil(rank / 100), objects - rank + 1)
    weights += width * (rank + (width - 1) / 2) ** -zipf
    rank += width
  }
  for (let rank = 1; rank <= objects; ) {
    const width = rank < 1_000 ? 1 : Math.min(Math.ceil(rank / 100), objects - rank + 1)
    const share = (rank + (width - 1) / 2) ** -zipf / weights
    const kept = perSecond * share * seconds
    hits += width * share * (kept / (1 + kept))
    rank += width
  }
  return hits
}

const day = 86_400

/** What follows. */
export function plan(m: Measured, a: Assumptions) {
  const mean = a.scansPerDay / day
  const peak = mean * a.dailyPeak * a.eventPeak
  const people = 1 - a.machineShare

  // CDN: people read the page, machines fetch bundle, list and checkpoint.
  const pages = peak * people
  const files = peak * a.machineShare * 3
  const pageHits = cacheHits(pages / a.edges, a.labels, a.zipf, a.pageSeconds)
  const shieldHits = cacheHits(pages, a.labels, a.zipf, a.pageSeconds) // one cache in front of the app servers
  const meanHits = cacheHits(mean * people, a.labels, a.zipf, a.pageSeconds)
  const purgedHits = cacheHits(pages, a.labels, a.zipf, day) // kept for a day, and taken back with each event
  const bundleHits = cacheHits(peak * a.machineShare, a.labels, a.zipf, 7 * day)
  const lists = Math.ceil((a.labels * (a.years / a.yearsOfValidity)) / a.bitsPerList)
  const listsNow = Math.ceil(a.labels / a.bitsPerList)
  const listOrigin = (2 * lists * a.edges) / a.listSeconds // without a shield: each site asks for each list

  // App servers and database.
  const pageOrigin = pages * (1 - shieldHits)
  const searches = peak * a.searchesPerScan
  const checks = (a.checksPerDay / day) * a.dailyPeak * a.eventPeak
  const cpu = {
    pages: (pageOrigin * m.pageCpuMs) / 1000,
    searches: (searches * m.searchCpuMs) / 1000,
    checks: (checks * m.checkCpuMs) / 1000,
    without: (pages * m.pageCpuMs) / 1000, // nothing in front
  }
  const cores = cpu.pages + cpu.searches + cpu.checks
  const databaseCores = (cpu.pages + cpu.searches) * m.pageDatabaseShare
  const machines = (need: number) =>
    Math.max(2, Math.ceil(need / (a.coresPerMachine * a.busyAtMost)) + a.lossOfMachines)

  // What is written.
  const issuedPerDay = a.labels / (a.yearsOfValidity * 365.25)
  const leavesPerDay = issuedPerDay * (1 + a.eventsPerLabel)
  const leaves = leavesPerDay * 365.25 * a.years
  const writesPeak = (leavesPerDay / day) * a.dailyPeak * a.eventPeak
  const withinADay = a.labels / day // all labels again within a day: a key lost, an edition changed
  const versions = 1 + a.eventsPerLabel

  return {
    traffic: { mean, peak, pages, files, pagesMean: mean * people },
    cdn: {
      pageHits,
      shieldHits,
      purgedHits,
      meanHits,
      bundleHits,
      lists,
      listsNow,
      listOrigin,
      bytesPerDay:
        a.scansPerDay * (people * m.pageBytes + a.machineShare * (m.bundleBytes + m.listBytes + m.checkpointBytes)),
      bitsPerSecondPeak:
        8 * peak * (people * m.pageBytes + a.machineShare * (m.bundleBytes + m.listBytes + m.checkpointBytes)),
      requestsPerDay: a.scansPerDay * (people * a.pageObjects + a.machineShare * 3),
    },
    origin: {
      pages: pageOrigin,
      searches,
      checks,
      bundles: peak * a.machineShare * (1 - bundleHits),
      cores,
      databaseCores,
      purgedCores: (pages * (1 - purgedHits) * m.pageCpuMs) / 1000 + cpu.searches + cpu.checks,
      /** Scans a day that one database of this size carries at the mean, with all peaks left room for. */
      scansOfOneDatabase: (a.scansPerDay * a.coresPerMachine * a.busyAtMost) / databaseCores,
      appMachines: machines(cores - databaseCores),
      databaseMachines: machines(databaseCores),
      machinesWithoutCdn: machines(cpu.without + cpu.searches + cpu.checks),
      coresWithoutCdn: cpu.without + cpu.searches + cpu.checks,
    },
    store: {
      databaseBytes: a.labels * versions * (a.years / a.yearsOfValidity) * m.databaseBytesPerLabel,
      databaseBytesNow: a.labels * versions * m.databaseBytesPerLabel,
      labelFileBytes: leaves * m.labelFileBytes,
      labelFiles: leaves * m.labelFiles,
      entryBytes: leaves * m.entryBytesPerLeaf,
      tileBytes: leaves * 32 * (1 + 1 / 255),
      tiles: (leaves / 256) * (2 + 1 / 255),
      listsBytes: 2 * lists * m.listBytes,
      listBytes: m.listBytes,
      snapshotBytes: a.labels * m.snapshotBytesPerLabel,
      snapshotSeconds: a.labels / m.snapshotPerSecond,
      // All of a week (at most one every ten times as long as it takes), a day for a quarter, a month for ever.
      snapshotsKept: Math.floor((7 * day) / Math.max(600, (11 * a.labels) / m.snapshotPerSecond)) + 84 + 12 * a.years,
    },
    log: {
      issuedPerDay,
      leavesPerDay,
      leaves,
      writesPeak,
      sequencerTimes: m.sequencedPerSecond / writesPeak,
      publisherTimes: m.publishedPerSecond / writesPeak,
      commitTimes: m.commitsPerSecond / writesPeak,
      withinADay,
      sequenceAllSeconds: a.labels / m.sequencedPerSecond,
      publishAllSeconds: a.labels / m.publishedPerSecond,
      // As many as the narrowest of the three takes in a day.
      mostPerDay: day * Math.min(m.sequencedPerSecond, m.publishedPerSecond),
    },
    checks: {
      indexBytes: a.labels * m.indexBytesPerLabel,
      indexSeconds: a.labels / m.indexReadPerSecond,
      renewedSeconds: a.labels / m.indexRenewedPerSecond,
      /** Made ready again within the 20 s in which the one before still answers (15 s to 35 s after the last look). */
      labelsInTime: 20 * m.indexRenewedPerSecond,
      /** Held in a quarter of a machine's memory; while it is read anew it is there twice. */
      labelsInMemory: a.memoryPerMachine / 4 / m.indexBytesPerLabel,
    },
    suspension: {
      /** In seconds, at the 95th of a hundred readers who come at any time, where a copy is kept as long as it may be. */
      list: 0.95 * a.listSeconds,
      page: 0.95 * a.pageSeconds,
    },
  }
}

export type Plan = ReturnType<typeof plan>
