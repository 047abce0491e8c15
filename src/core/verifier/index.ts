/** The verifier for Node: everything a program needs to check labels offline. */
export { type Bundle, type BundleFault, type Growth, readBundle, writeBundle } from './bundle.ts'
export { growsFrom } from './consistency.ts'
export type { Crypto } from './crypto.ts'
export { nodeCrypto as crypto } from './crypto-node.ts'
export { complete, fetchBundle, type ReadPublished } from './gather.ts'
export { fetchGrowth } from './growth.ts'
export {
  type KnownCheckpoint,
  type Report,
  type ReportVerdict,
  reportVerdicts,
  reportVerdictText,
  type Step,
  stepText,
  whyText,
} from './report.ts'
export { readTrust, type Trust, type TrustFault, type TrustFile } from './trust.ts'
export { type VerifyOptions, verify } from './verify.ts'
