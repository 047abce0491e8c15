import { snapshotFaults, verifySnapshot } from '../adapters/snapshot/verify-snapshot.ts'
import { nodeCrypto } from '../core/verifier/crypto-node.ts'
import type { Trust } from '../core/verifier/trust.ts'
import { tellFaults } from './faults.ts'
import './compose-check.ts' // tells what is wrong with a register file

// What the check of a published register needs of the world. Like compose.ts, allowed to name adapters.

tellFaults(snapshotFaults)

/** Verifies the files of a snapshot that lie in a folder. */
export const openSnapshotFolder = (folder: string, trust: Trust) =>
  verifySnapshot(folder, { trust, crypto: nodeCrypto })
