/** The verifier for a browser: nothing but WebCrypto is needed to check labels offline. */
export { type Bundle, type BundleFault, type Growth, readBundle, writeBundle } from './bundle.ts'
export { growsFrom } from './consistency.ts'
export type { Crypto } from './crypto.ts'
export { webCrypto as crypto } from './crypto-web.ts'
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
