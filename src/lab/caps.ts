// Compiled in (lab.md §7): no policy, plan or option goes beyond these. A policy may stay below them.

/** What one run may do to a device at most. */
export const caps = {
  wrongTriesPerService: 30, // lock-out measurement
  credentialPairsPerService: 40,
  connectionsPerSecond: 2_000, // connecting to closed ports included
  connectionsAtOnce: 400,
  probesPerSecond: 25_000, // asking whether a port is open: closed at once, nothing is said
  probesAtOnce: 2_000, // only where nothing answers: a dropped packet costs the device nothing
  bytesPerConnection: 4_000_000, // received; more is cut off and noted
  bytesPerRun: 256_000_000,
  minutes: 60, // of automatic work
  openPorts: 200, // of one address that are looked at: more are the doing of somebody who answers for every port
  robustnessMessages: 200,
  observations: 20_000,
  observationBytes: 7_000_000, // of all together: evidence is refused above 16 MiB, and hiding secrets may make it longer
} as const
