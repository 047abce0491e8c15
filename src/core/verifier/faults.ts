import type { FaultTexts } from '../kernel/fault.ts'
import type { BundleFault } from './bundle.ts'
import type { TrustFault } from './trust.ts'

export type VerifierFault = BundleFault | TrustFault

const again = {
  ja: 'ファイルをもう一度取得して、途中で切れていないか確認してください。',
  en: 'Fetch the file again and check that it is complete.',
}

const anchorAgain = {
  ja: '信頼の起点ファイルを、発行機関の案内する場所からもう一度取得してください。',
  en: 'Fetch the trust anchor again from the place its issuer names.',
}

/** What the refusals of this room say to a person. What a bundle's content says is in report.ts. */
export const verifierFaults: FaultTexts<VerifierFault> = {
  'bundle-not-json': {
    what: { ja: '検証用ファイルを読み取れません。', en: 'The bundle cannot be read.' },
    why: { ja: 'JSONとして正しくありません。', en: 'It is not JSON.' },
    next: again,
  },
  'bundle-member-malformed': {
    what: {
      ja: '検証用ファイルの項目「{member}」が正しくありません。',
      en: 'The member “{member}” of the bundle is not as it must be.',
    },
    why: { ja: 'この項目がないか、形が違います。', en: 'It is missing or has another form.' },
    next: again,
  },
  'trust-not-json': {
    what: { ja: '信頼の起点ファイルを読み取れません。', en: 'The trust anchor cannot be read.' },
    why: { ja: 'JSONとして正しくありません。', en: 'It is not JSON.' },
    next: anchorAgain,
  },
  'trust-member-malformed': {
    what: {
      ja: '信頼の起点ファイルの項目「{member}」が正しくありません。',
      en: 'The member “{member}” of the trust anchor is not as it must be.',
    },
    why: { ja: 'この項目がないか、形が違います。', en: 'It is missing or has another form.' },
    next: anchorAgain,
  },
  'trust-policy-malformed': {
    what: {
      ja: '信頼の起点ファイルの方針（policy）を読み取れません（{fault}）。',
      en: 'The policy in the trust anchor cannot be read ({fault}).',
    },
    why: {
      ja: 'どの記録と立会人を信頼するかが分かりません。',
      en: 'It does not say which log and witnesses to believe.',
    },
    next: anchorAgain,
  },
}
