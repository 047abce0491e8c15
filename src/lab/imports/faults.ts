import type { FaultTexts } from '../../core/kernel/fault.ts'

/** Why the result of another tool cannot be taken in. */
export type ImportFault =
  | { readonly code: 'import-too-large'; readonly tool: string; readonly limit: number }
  | { readonly code: 'import-not-text'; readonly tool: string }
  | { readonly code: 'import-broken'; readonly tool: string; readonly reason: string }
  | { readonly code: 'import-of-another-format'; readonly tool: string }
  | { readonly code: 'import-xml-entities'; readonly tool: string }
  | { readonly code: 'import-nested-too-deep'; readonly tool: string; readonly limit: number }
  | { readonly code: 'import-too-many'; readonly tool: string; readonly limit: number }
  | { readonly code: 'import-several-devices'; readonly tool: string; readonly hosts: number }
  | { readonly code: 'import-of-another-device'; readonly tool: string; readonly found: string }
  | { readonly code: 'import-needs-address'; readonly tool: string }
  | { readonly code: 'import-run-full'; readonly tool: string }

const again = {
  ja: '{tool} をもう一度実行し、その出力をそのまま使ってください。',
  en: 'Run {tool} again and take its output as it is.',
}

export const importFaultTexts: FaultTexts<ImportFault> = {
  'import-too-large': {
    what: { ja: '{tool} の結果が大きすぎます。', en: 'The result of {tool} is too large.' },
    why: { ja: '読み込めるのは {limit} バイトまでです。', en: 'At most {limit} bytes are read.' },
    next: {
      ja: '対象の機器1台だけに絞って、もう一度実行してください。',
      en: 'Run it again for the one device only.',
    },
  },
  'import-not-text': {
    what: { ja: '{tool} の結果は文字のファイルではありません。', en: 'The result of {tool} is no text.' },
    why: { ja: 'UTF-8 として読めません。', en: 'It cannot be read as UTF-8.' },
    next: again,
  },
  'import-broken': {
    what: { ja: '{tool} の結果を読み取れません。', en: 'The result of {tool} cannot be read.' },
    why: {
      ja: 'ファイルが壊れているか、途中で切れています（{reason}）。',
      en: 'It is damaged or incomplete ({reason}).',
    },
    next: again,
  },
  'import-of-another-format': {
    what: { ja: 'このファイルは {tool} の結果ではありません。', en: 'This file is no result of {tool}.' },
    why: { ja: '{tool} の出力にあるはずの項目がありません。', en: 'What {tool} always writes is not in it.' },
    next: {
      ja: 'ツールの指定を確かめてください。nmap は -oX、testssl は --jsonfile、ssh-audit は -j、sslscan は --xml、nuclei は -jsonl の出力を読み込めます。',
      en: 'Check which tool it is from. What is read: nmap -oX, testssl --jsonfile, ssh-audit -j, sslscan --xml, nuclei -jsonl.',
    },
  },
  'import-xml-entities': {
    what: {
      ja: '{tool} の結果に、読み込まない XML の仕組みが使われています。',
      en: 'The result of {tool} uses a part of XML that is not read.',
    },
    why: {
      ja: '実体（ENTITY）の宣言があります。数行のファイルが何ギガバイトにもふくらむ仕掛けに使われます。',
      en: 'It declares entities, by which a few lines can swell to gigabytes.',
    },
    next: again,
  },
  'import-nested-too-deep': {
    what: { ja: '{tool} の結果は、入れ子が深すぎます。', en: 'The result of {tool} is nested too deeply.' },
    why: { ja: '{limit} 段までです。', en: 'At most {limit} levels are read.' },
    next: again,
  },
  'import-too-many': {
    what: { ja: '{tool} の結果は、項目が多すぎます。', en: 'The result of {tool} has too many entries.' },
    why: { ja: '{limit} 件までです。', en: 'At most {limit} are read.' },
    next: {
      ja: '対象の機器1台だけに絞って、もう一度実行してください。',
      en: 'Run it again for the one device only.',
    },
  },
  'import-several-devices': {
    what: {
      ja: '{tool} の結果に、{hosts} 台の機器が含まれています。',
      en: 'The result of {tool} is about {hosts} devices.',
    },
    why: {
      ja: 'どれが試験中の機器か分かりません。',
      en: 'It cannot be told which one is on the bench.',
    },
    next: {
      ja: '--address で機器のアドレスを指定してください。',
      en: 'Name the address of the device with --address.',
    },
  },
  'import-of-another-device': {
    what: {
      ja: '{tool} の結果は、別の機器のものです（{found}）。',
      en: 'The result of {tool} is about another device ({found}).',
    },
    why: {
      ja: '試験中の機器のアドレスが、結果の中にありません。',
      en: 'The address of the device on the bench is not in it.',
    },
    next: {
      ja: 'アドレスを確かめるか、この機器に対してもう一度実行してください。',
      en: 'Check the address, or run it again for this device.',
    },
  },
  'import-needs-address': {
    what: {
      ja: '通信の記録だけでは、どの機器を見ればよいか分かりません。',
      en: 'From a capture alone it cannot be told which device to look at.',
    },
    why: { ja: '記録には、ほかの機器の通信も含まれます。', en: 'Other devices speak in it, too.' },
    next: {
      ja: '--address で機器のアドレスを指定してください。',
      en: 'Name the address of the device with --address.',
    },
  },
  'import-run-full': {
    what: {
      ja: '{tool} の結果を、この試験に加えられません。',
      en: 'The result of {tool} cannot be added to this run.',
    },
    why: {
      ja: '加えると、証拠に入れられる観測の量を超え、署名できなくなります。',
      en: 'With it the run would hold more than evidence may, and could not be signed any more.',
    },
    next: {
      ja: '対象の機器1台だけ、必要な項目だけに絞って、もう一度実行してください。',
      en: 'Run it again for the one device only, and for what is needed.',
    },
  },
}
