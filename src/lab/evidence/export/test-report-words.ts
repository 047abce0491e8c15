import type { Verdict } from '../../../core/determination/verdict.ts'
import type { Text } from '../../../core/kernel/text.ts'
import type { Ending } from '../run-record.ts'

// The words of the printed report. It is shaped by ISO/IEC 17025:2017, 7.8; the letters in the comments are those of 7.8.2.1.

export const endingText: Record<Ending, Text> = {
  finished: { ja: '計画どおりに終了', en: 'finished as planned' },
  stopped: { ja: '途中で中止', en: 'stopped before its end' },
  'device-in-distress': { ja: '機器が応答しなくなり中止', en: 'stopped because the device no longer answered' },
  cap: { ja: '上限に達して終了', en: 'ended by a cap' },
}

/** What follows from each verdict, told beside the count. */
export const verdictMeaning: Record<Verdict, Text> = {
  pass: { ja: '申告と一致', en: 'as declared' },
  fail: { ja: '申告または方針に反する', en: 'not as required' },
  inconclusive: { ja: '示せなかった', en: 'could not be shown' },
  'not-applicable': { ja: '当てはまらない', en: 'does not apply' },
  'not-evaluated': { ja: '見ていない', en: 'not looked at' },
}

/** What somebody at the bench may consent to (run/plan.ts). */
export const consentTexts: Readonly<Record<string, Text>> = {
  wrongTries: { ja: '誤ったログインを試すこと', en: 'wrong logins' },
  realAccount: { ja: '使用中のアカウントでのロックの測定', en: 'lock-out of an account in use' },
  robustness: { ja: '不正な形式のデータを送ること', en: 'malformed messages' },
  publishedPages: { ja: '製造業者の公開ページの取得', en: "fetching the maker's published pages" },
}

export const reportWords = {
  title: { ja: '試験報告書', en: 'Test report' }, // a)
  subtitle: { ja: 'IoT機器の実機試験', en: 'Test of an IoT device on the bench' },
  number: { ja: '報告書番号', en: 'Report number' }, // d)
  laboratory: { ja: '試験所', en: 'Laboratory' }, // b)
  customer: { ja: '依頼者', en: 'Customer' }, // e)
  order: { ja: '依頼', en: 'Order' },
  product: { ja: '製品', en: 'Product' },
  maker: { ja: '製造業者', en: 'Maker' },
  firmware: { ja: 'ソフトウェアの版', en: 'Software version' },
  method: { ja: '試験方法', en: 'Method' }, // f)
  policy: { ja: '判定の方針', en: 'Policy' },
  began: { ja: '試験の開始', en: 'Test began' }, // i)
  ended: { ja: '試験の終了', en: 'Test ended' },
  issued: { ja: '発行', en: 'Issued' }, // j)
  ending: { ja: '終わり方', en: 'How it ended' },

  summary: { ja: '結果のまとめ（試験単位 {count} 件）', en: 'Summary ({count} test units)' },
  sample: { ja: '試料', en: 'Sample' }, // g)
  label: { ja: '表示', en: 'Marking' },
  condition: { ja: '受領時の状態', en: 'Condition as received' },
  addresses: { ja: 'アドレス', en: 'Addresses' },
  mac: { ja: 'MACアドレス', en: 'MAC address' },
  serial: { ja: '製造番号', en: 'Serial number' },
  sshHostKeys: { ja: 'SSHホスト鍵', en: 'SSH host keys' },
  tlsCertificates: { ja: 'TLS証明書', en: 'TLS certificates' },
  firmwareImage: { ja: 'ファームウェアのハッシュ', en: 'Firmware image' },
  deviceDigest: { ja: '識別のダイジェスト', en: 'Digest of the identity' },

  results: { ja: '結果', en: 'Results' }, // m)
  notLookedAt: { ja: '見ていないもの、対象外のもの', en: 'Not looked at, or not applicable' },
  unit: { ja: '試験単位', en: 'Test unit' },
  question: { ja: '問い', en: 'Question' },
  about: { ja: '対象', en: 'About' },
  declared: { ja: '申告', en: 'Declared' },
  seen: { ja: '観測', en: 'Seen' },
  verdict: { ja: '判定', en: 'Verdict' },
  reason: { ja: '理由', en: 'Reason' },
  device: { ja: '機器', en: 'device' },
  nothingDeclared: { ja: '申告なし', en: 'nothing declared' },
  nothingSeen: { ja: '観測によらない', en: 'rests on no observation' },
  noResults: { ja: '判定した試験単位はありません。', en: 'No test unit was judged.' },

  environment: { ja: '試験の条件', en: 'Conditions of the test' }, // 7.8.3.1 a
  tool: { ja: '試験ソフトウェア', en: 'Test software' },
  os: { ja: '試験台', en: 'Bench' },
  benchAddresses: { ja: '試験台のアドレス', en: 'Addresses of the bench' },
  options: { ja: '設定', en: 'Options' },
  conditions: { ja: '環境', en: 'Environment' },
  consent: { ja: '同意', en: 'Consent' },
  nonce: { ja: 'ノンス', en: 'Nonce' },
  plan: { ja: '計画', en: 'Plan' },
  ixit: { ja: 'IXIT', en: 'IXIT' },
  checks: { ja: '判定に使った検査', en: 'Checks that judged' },
  corpus: { ja: '認証情報の一覧', en: 'List of credentials' },
  observations: { ja: '観測の記録', en: 'Observations' },
  verdicts: { ja: '判定の記録', en: 'Verdicts' },
  minutes: { ja: '所要時間', en: 'Time taken' },
  externalTools: { ja: 'ツール', en: 'Tools' },
  differ: {
    ja: 'この試験と食い違うところがあります。どちらが正しいかは、審査する人が確かめます。',
    en: 'They differ from this run as follows. Which side is right is for the reviewer to find out.',
  },
  agree: {
    ja: '比べられるもの（開いている口、TLS、SSH）に、この試験との食い違いはありません。判定には使っていません。',
    en: 'Where they can be compared (open ports, TLS, SSH), they agree with this run. No verdict rests on them.',
  },
  external: { ja: 'ほかのツールの結果', en: 'Results of other tools' }, // p)

  deviations: { ja: '逸脱・追加・除外', en: 'Deviations, additions, exclusions' }, // n)
  none: { ja: 'ありません。', en: 'None.' },
  unfinished: {
    ja: '{instrument}：最後まで観測できませんでした（{trouble}）。',
    en: '{instrument}: could not be finished ({trouble}).',
  },
  leftOut: {
    ja: '見ていない試験単位が {count} 件あります（「見ていないもの、対象外のもの」に示します）。',
    en: '{count} test units were not looked at; they are listed under “Not looked at, or not applicable”.',
  },

  rule: { ja: '判定の規則', en: 'Decision rule' }, // 7.8.6
  opinions: { ja: '意見と解釈', en: 'Opinions and interpretations' }, // 7.8.7
  statements: { ja: 'この報告書について', en: 'About this report' }, // l)
  authorised: { ja: '責任者と署名', en: 'Responsibility and signature' }, // o)
  person: { ja: '試験の実施者', en: 'Tested by' },
  key: { ja: '署名の鍵', en: 'Key' },
  publicKey: { ja: '公開鍵（Ed25519）', en: 'Public key (Ed25519)' },
  evidence: { ja: '証拠のダイジェスト', en: 'Digest of the evidence' },
  end: { ja: '以上', en: 'End of report' },
} as const satisfies Record<string, Text>

export const ruleText: Text = {
  ja: '試験単位ごとに、製造業者が申告した内容（IXIT）、機器で観測した事実、方針を比べます。申告と異なるもの、申告にないもの、方針が認めないものが一つでもあれば不合格です。観測が最後までできなかったもの、申告が足りず比べられないものは判定不能とし、合格にはしません。一つの試験単位に複数の対象がある場合は、最も重い判定（不合格、判定不能、未実施、合格、対象外の順）をとります。測定の不確かさは考慮しません。時間と回数は、方針にある境界の値とそのまま比べます。',
  en: 'For every test unit, what the maker declares (IXIT), what was seen on the device, and the policy are compared. One thing that differs from the declaration, is not declared, or is not allowed by the policy makes the unit fail. What could not be observed to its end, and what cannot be compared because the declaration is incomplete, is inconclusive and never a pass. Where a unit is about several things, the heaviest verdict counts (fail, inconclusive, not evaluated, pass, not applicable). Measurement uncertainty is not taken into account: times and counts are compared with the limits of the policy as they are.',
}

export const statementTexts: readonly Text[] = [
  {
    ja: '結果は、ここに示した試料にだけ関係します。同じ型番のほかの機器や、ほかの版のソフトウェアについて述べるものではありません。',
    en: 'The results relate only to the samples described here. They say nothing of other units of the model, or of other versions of its software.',
  },
  {
    ja: '試験所の承認なしに、この報告書の一部だけを複製しないでください。',
    en: 'This report shall not be reproduced except in full without approval of the laboratory.',
  },
  {
    ja: '理由と判定は、証拠のファイル（evidence.zip）の観測から、誰でも同じようにやり直せます。署名は証拠のファイルにあり、この印刷物にはありません。',
    en: 'Reasons and verdicts can be judged again by anyone from the observations in the evidence file (evidence.zip). The signature is in that file, not on this paper.',
  },
]

export const notices = {
  partial: {
    ja: '途中で終わった試験の記録です（{ending}）。見ていない試験単位は「未実施」です。',
    en: 'This is the record of a run that did not finish ({ending}). Units that were not looked at are “not evaluated”.',
  },
  'no-laboratory': {
    ja: '試験所の名称が記録されていません。試験所による報告書としては使えません。',
    en: 'No laboratory is recorded. This is not the report of a laboratory.',
  },
  'not-verified': {
    ja: 'もとの証拠は検証できませんでした。内容を信用しないでください。',
    en: 'The evidence behind this report could not be verified. Do not rely on it.',
  },
  'unknown-key': {
    ja: 'もとの証拠は改ざんされていませんが、署名した鍵の持ち主を確かめていません。',
    en: 'The evidence behind this report is intact, but whose key signed it was not established.',
  },
} as const satisfies Record<string, Text>

export const noOpinions: Text = {
  ja: 'この報告書に意見や解釈は含まれません。',
  en: 'This report contains no opinions or interpretations.',
}
