import type { Text } from '../../core/kernel/text.ts'
import type { EvidenceFault } from './faults.ts'

/** What is looked at, in this order. */
export const evidenceStepNames = ['container', 'schema', 'digests', 'signature', 'replay', 'expected'] as const
export type EvidenceStepName = (typeof evidenceStepNames)[number]

/** Why a step failed: permanent codes. */
export const evidenceWhys = [
  'digest-differs',
  'attachment-not-listed',
  'outcomes-differ',
  'key-of-another',
  'envelope-malformed',
  'statement-differs',
  'signature-wrong',
  'policy-unknown',
  'replay-impossible',
  'verdicts-differ',
  'checks-not-named',
  'judged-by-other-checks',
  'verdicts-differ-by-version',
  'nonce-differs',
  'order-differs',
  'not-as-expected',
] as const
export type EvidenceWhy = (typeof evidenceWhys)[number]

/** One step of the verification; `ok: null` was not looked at, because an earlier one failed. */
export interface EvidenceStep {
  readonly step: EvidenceStepName
  readonly ok: boolean | null
  readonly why?: EvidenceWhy | EvidenceFault['code']
  readonly about?: string
}

export const evidenceStepText: Record<EvidenceStepName, Text> = {
  container: { ja: 'ファイルの形', en: 'The file as a whole' },
  schema: { ja: '中身の形式', en: 'The form of what is in it' },
  digests: { ja: '各ファイルのダイジェスト', en: 'The digest of every file' },
  signature: { ja: '署名', en: 'Signature' },
  replay: { ja: '判定のやり直し', en: 'Verdicts, judged again' },
  expected: { ja: '依頼との一致', en: 'Agreement with what was ordered' },
}

export const evidenceWhyText: Record<EvidenceWhy, Text> = {
  'digest-differs': {
    ja: '「{about}」が、記録されたダイジェストと一致しません。あとから差し替えられた可能性があります。',
    en: '{about} does not have the digest in the record; it may have been replaced.',
  },
  'attachment-not-listed': {
    ja: '添付ファイル「{about}」が、記録と対応していません。',
    en: 'The attachment {about} and the record do not agree.',
  },
  'outcomes-differ': {
    ja: '記録の結果と、判定の内容が一致しません。',
    en: 'The record gives other outcomes than the verdicts do.',
  },
  'key-of-another': {
    ja: '「{about}」という名前の鍵は知っていますが、この署名は別の鍵によるものです。なりすましの可能性があります。',
    en: 'A key named {about} is known, but this was signed with another one: somebody may be posing as its holder.',
  },
  'envelope-malformed': {
    ja: '署名のファイル「{about}」が、決まった形になっていません。',
    en: 'The signature file {about} does not have the form it should.',
  },
  'statement-differs': {
    ja: '署名された内容（{about}）が、証拠のファイルと一致しません。',
    en: 'What was signed ({about}) is not what the files say.',
  },
  'signature-wrong': {
    ja: '署名（{about}）が正しくありません。内容が変えられたか、別の鍵で署名されています。',
    en: 'The signature in {about} is wrong: the content was changed, or another key signed it.',
  },
  'policy-unknown': {
    ja: '知らない方針（{about}）で判定されているため、やり直していません。',
    en: 'It was judged by a policy that is not known ({about}), so it was not judged again.',
  },
  'replay-impossible': {
    ja: '記録された観測から、判定をやり直すことができません。',
    en: 'The verdicts cannot be judged again from what was recorded.',
  },
  'verdicts-differ': {
    ja: '記録された観測から、記録と同じ検査で判定をやり直すと、別の結果になります。書き換えられたか、壊れています。',
    en: 'Judging the recorded observations again by the same checks gives other verdicts: it was altered, or is damaged.',
  },
  'checks-not-named': {
    ja: '記録された観測から判定をやり直すと、別の結果になります。どの検査で判定したかが記録にないため（以前のビルドの記録です）、書き換えられたのか、検査が変わったのかは分かりません。',
    en: 'Judging the recorded observations again gives other verdicts. It does not name the checks that judged it, as records of earlier builds do not: whether it was altered or the checks have changed cannot be told.',
  },
  'judged-by-other-checks': {
    ja: 'ほかの検査（{about}）で判定されていて、この検査でやり直すと別の結果になります。どちらが正しいかは、人が確かめる必要があります。',
    en: 'It was judged by other checks ({about}); judging again by these gives other verdicts. A person has to find out which are right.',
  },
  'verdicts-differ-by-version': {
    ja: '別の版（{about}）で判定されていて、この版でやり直すと別の結果になります。どちらが正しいかは、人が確かめる必要があります。',
    en: 'It was judged with version {about}; judging again with this one gives other verdicts. A person has to find out which are right.',
  },
  'nonce-differs': {
    ja: '依頼したときの番号（ノンス）と違います。以前の試験の使い回しかもしれません。',
    en: 'It does not carry the number (nonce) that was issued: it may be from an earlier run.',
  },
  'order-differs': {
    ja: '別の依頼に対する証拠です。',
    en: 'This is evidence for another order.',
  },
  'not-as-expected': {
    ja: '「{about}」が、想定していたものと違います。',
    en: 'It was made with another {about} than expected.',
  },
}
