import type { FaultTexts } from '../core/kernel/fault.ts'
import type { Text } from '../core/kernel/text.ts'
import type { BrokenEvidence, EvidenceJudgedOtherwise, EvidenceQueueFull } from './device-runs.ts'

/** Why a run on the bench is not taken into a case, or what its absence or its evaluator stands in the way of. */
export type RunFault =
  | BrokenEvidence
  | EvidenceJudgedOtherwise
  | EvidenceQueueFull
  | { readonly code: 'device-run-missing'; readonly criteria: readonly string[]; readonly count: number }
  | { readonly code: 'run-orders-too-many'; readonly limit: number }
  | { readonly code: 'runs-too-many'; readonly limit: number }
  | { readonly code: 'run-unknown'; readonly run: string }
  | { readonly code: 'run-not-ordered-here' }
  | { readonly code: 'run-order-used'; readonly order: string; readonly run: string }
  | { readonly code: 'run-order-unknown'; readonly order: string }
  | { readonly code: 'step-notes-too-many'; readonly limit: number }
  | { readonly code: 'step-pictures-too-many'; readonly limit: number; readonly megabytes: number }
  | { readonly code: 'run-out-of-time'; readonly began: string; readonly ended: string; readonly ordered: string }
  | { readonly code: 'run-policy-unknown'; readonly policy: string }
  | { readonly code: 'run-declaration-differs'; readonly found: string; readonly expected: string }
  | { readonly code: 'run-not-replayed'; readonly runs: readonly string[]; readonly count: number }
  | { readonly code: 'run-replay-differs'; readonly runs: readonly string[]; readonly count: number }
  | { readonly code: 'evaluator-key-unknown'; readonly key: string }
  | {
      readonly code: 'evaluator-not-qualified'
      readonly name: string
      readonly day: string
      readonly validFrom: string
      readonly validUntil: string
      readonly state: Text
    }
  | { readonly code: 'evaluator-qualification-lost'; readonly name: string; readonly run: string }
  | { readonly code: 'evaluator-of-this-case'; readonly run: string }
  | { readonly code: 'file-of-a-run' }

const t = (ja: string, en: string): Text => ({ ja, en })

export const runFaultTexts: FaultTexts<RunFault> = {
  'evidence-broken': {
    what: t('この証拠ファイルは、受け付けられません。', 'This evidence file cannot be taken.'),
    why: t('ファイルを確かめた結果は、次のとおりです。{why}', 'This is what verifying it found: {why}'),
    next: t(
      '試験をした評価者から、元のファイル（evidence.zip）を受け取り直してください。',
      'Ask the evaluator for the original file (evidence.zip).',
    ),
  },
  'evidence-judged-otherwise': {
    what: t(
      'この証拠ファイルの判定は、ここでやり直すと変わります。',
      'Judged again here, this evidence file comes to other verdicts.',
    ),
    why: t('{why}違いは次のとおりです。{differs}', '{why} This is what differs: {differs}'),
    next: t(
      '試験台のソフトウェアをここと同じ版にして、証拠に署名し直してもらってください（probe guide または probe import）。',
      'Ask the evaluator to bring the software of the bench to the version used here, and to seal the evidence anew (probe guide or probe import).',
    ),
  },
  'evidence-queue-full': {
    what: t('証拠の検証が混み合っています。', 'Too many evidence files are being verified at this moment.'),
    why: t(
      '検証は順番に行います。このファイルは、まだ調べていません。',
      'They are verified one after the other; this one was not looked at yet.',
    ),
    next: t('数分たってから、もう一度実行してください。', 'Try again in a few minutes.'),
  },
  'evidence-queue-yours': {
    what: t(
      'この組織の証拠ファイルが、もう{limit}件、検証を待っています。',
      '{limit} evidence files of your organisation are waiting to be verified already.',
    ),
    why: t(
      'どの組織も順番に検証できるように、一度に待てるのは組織ごとに{limit}件までです。このファイルは、まだ調べていません。',
      'Organisations take turns, so at most {limit} files of each wait at a time. This one was not looked at yet.',
    ),
    next: t(
      '先に送ったファイルの結果が出てから、もう一度実行してください。',
      'Try again when the files you sent before have their results.',
    ),
  },
  'device-run-missing': {
    what: t(
      '評価者による実機試験が必要な要件が、{count}件残っています。',
      '{count} criteria still wait for a test on the device by an evaluator.',
    ),
    why: t(
      '次の要件は、登録された評価者の試験でしか示せません：{criteria}',
      'These are shown by nothing but the tests of a registered evaluator: {criteria}',
    ),
    next: t(
      '実機試験を依頼し、署名された証拠ファイルを申請に付けてください。',
      'Order a test on the device and attach the signed evidence file.',
    ),
  },
  'run-orders-too-many': {
    what: t('結果を待っている依頼が多すぎます。', 'Too many orders wait for their result.'),
    why: t('一度に待てる依頼は{limit}件までです。', 'At most {limit} may wait at a time.'),
    next: t('いまある依頼の番号（ノンス）を使ってください。', 'Use the number (nonce) of one of them.'),
  },
  'runs-too-many': {
    what: t('この申請では、これ以上試験を依頼できません。', 'No further run can be ordered in this application.'),
    why: t('ひとつの申請に付けられる試験は{limit}件までです。', 'An application holds at most {limit} runs.'),
    next: t('製品を直してから、新しく申請してください。', 'Correct the product and apply anew.'),
  },
  'run-unknown': {
    what: t('その試験は、この案件にありません。', 'There is no such run in this case.'),
    why: t(
      '番号が違うか、あとの試験に置き換わっています。',
      'The number is wrong, or a later run has taken its place.',
    ),
    next: t('案件を開きなおして、試験を確かめてください。', 'Open the case again and check the runs.'),
  },
  'run-not-ordered-here': {
    what: t('この証拠は、この申請のためのものではありません。', 'This evidence was not made for this application.'),
    why: t(
      '証拠の中の番号（ノンス）が、この申請で発行したどの番号とも一致しません。別の申請や、以前の試験の使い回しを防ぐための番号です。',
      'Its number (nonce) is none that was issued here. The number keeps runs for other applications, and earlier ones, from being used again.',
    ),
    next: t(
      'この申請で試験を依頼し、その番号を試験台に入力して試験してください。',
      'Order a run in this application and test with its number.',
    ),
  },
  'run-order-used': {
    what: t(
      'この依頼（{order}）の結果は、もう付いています。',
      'The result of this order ({order}) is attached already.',
    ),
    why: t('ひとつの番号（ノンス）を使えるのは一度だけです。', 'A number (nonce) serves once.'),
    next: t(
      '試験をやり直すときは、新しく依頼して、その番号で試験してください。',
      'To test again, order another run and use its number.',
    ),
  },
  'run-order-unknown': {
    what: t('その依頼（{order}）は、この申請にありません。', 'There is no such order ({order}) in this application.'),
    why: t('番号が違うか、別の申請の依頼です。', 'The number is wrong, or the order belongs to another application.'),
    next: t('実機試験のページを開きなおしてください。', 'Open the page of the device tests again.'),
  },
  'step-notes-too-many': {
    what: t('手順の記録が多すぎます。', 'There are too many records of steps.'),
    why: t('ひとつの依頼に残せる記録は{limit}件までです。', 'An order holds at most {limit} of them.'),
    next: t(
      'この記録を書き出してから、新しく試験を依頼してください。',
      'Download what there is, and order another test.',
    ),
  },
  'step-pictures-too-many': {
    what: t('手順の写真が多すぎます。', 'There are too many pictures of steps.'),
    why: t(
      'ひとつの依頼に残せる写真は{limit}枚、合わせて{megabytes} MBまでです。',
      'An order holds at most {limit} pictures and {megabytes} MB.',
    ),
    next: t('試験台のコンピューターで、証拠に直接付けてください。', 'Attach further ones at the bench.'),
  },
  'run-out-of-time': {
    what: t('試験の日時が、依頼と合いません。', 'The time of the run does not fit its order.'),
    why: t(
      '依頼は {ordered} ですが、証拠には {began} から {ended} までの試験とあります（時計のずれは1日まで認めています）。',
      'It was ordered at {ordered}, but the evidence says that it ran from {began} to {ended} (a day is allowed for clocks).',
    ),
    next: t('試験台の時計を合わせて、試験し直してください。', 'Set the clock of the bench and test again.'),
  },
  'run-policy-unknown': {
    what: t('この試験の方針は、ここでは使えません。', 'The policy of this run is not accepted here.'),
    why: t(
      '試験がよりどころにした方針（{policy}）が、カタログにありません。',
      'The policy it was judged by ({policy}) is not in the catalogue.',
    ),
    next: t('カタログにある方針で試験し直してください。', 'Test again with a policy of the catalogue.'),
  },
  'run-declaration-differs': {
    what: t(
      '試験に使った申告（IXIT）が、この申請のものと違います。',
      'The run used another declaration (IXIT) than this application.',
    ),
    why: t(
      '証拠の中の申告は {found}、この申請の申告は {expected} です。',
      'The declaration in the evidence is {found}, that of the application {expected}.',
    ),
    next: t(
      '同じ申告で試験し直してください。申告を直したときは、新しい申告で依頼してください。',
      'Test again with the same declaration. If you corrected it, order a run with the new one.',
    ),
  },
  'run-not-replayed': {
    what: t('まだ再生していない試験が{count}件あります。', '{count} runs have not been judged again yet.'),
    why: t(
      '証拠を再生して同じ判定になることを確かめるまで、審査を終えられません。',
      'The review ends only after each was judged again to the same verdicts.',
    ),
    next: t('「実機試験」のページで再生してください。', 'Judge them again on the page of the tests.'),
  },
  'run-replay-differs': {
    what: t(
      '再生すると判定が変わる試験が{count}件あります。',
      '{count} runs come to other verdicts when judged again.',
    ),
    why: t(
      '同じ判定にならない試験は、何も示しません：{runs}',
      'A run that does not come to the same verdicts shows nothing: {runs}',
    ),
    next: t(
      '申請者に質問し、試験し直した証拠を付けてもらってください。',
      'Ask the applicant to have the device tested again and to attach the new evidence.',
    ),
  },
  'evaluator-key-unknown': {
    what: t(
      'この証拠に署名した人が、評価者として登録されていません。',
      'Whoever signed this evidence is not a registered evaluator.',
    ),
    why: t(
      '署名の鍵（{key}）が、評価者の登録簿にありません。',
      'The key that signed it ({key}) is not in the register of evaluators.',
    ),
    next: t(
      '登録された評価者に試験してもらうか、認証機関に評価者の登録を相談してください。',
      'Have a registered evaluator test the device, or ask the body about registration.',
    ),
  },
  'evaluator-not-qualified': {
    what: t(
      '評価者 {name} さんの資格が、試験の日に有効ではありません。',
      'The qualification of {name} did not cover the day of the run.',
    ),
    why: t(
      '試験は {day}、資格は {validFrom} から {validUntil} までです（その日の状態：{state}）。',
      'The run was on {day}; the qualification lasts from {validFrom} to {validUntil} (on that day: {state}).',
    ),
    next: t(
      '資格が有効な評価者に試験し直してもらってください。',
      'Have the device tested again by somebody who is qualified.',
    ),
  },
  'evaluator-qualification-lost': {
    what: t(
      '評価者 {name} さんの資格は、試験の日に有効だったと言えなくなりました。',
      'The qualification of {name} no longer covers the day of the run.',
    ),
    why: t(
      '試験（{run}）のあとで、登録簿に終了が記録されています。',
      'An end was entered in the register after the run ({run}).',
    ),
    next: t(
      '申請者に質問し、資格のある評価者の試験を付けてもらってください。',
      'Ask the applicant for a run by somebody who is qualified.',
    ),
  },
  'evaluator-of-this-case': {
    what: t('この案件では、審査も判定もできません。', 'In this case you can neither review nor decide.'),
    why: t(
      'あなたはこの製品の試験（{run}）をした評価者です。試験した人は、審査にも判定にも加わりません（ISO/IEC 17065 7.5.1、7.6.2）。',
      'You are the evaluator who tested the product ({run}). Whoever tested takes no part in review or decision (ISO/IEC 17065 7.5.1, 7.6.2).',
    ),
    next: t('別の人に依頼してください。', 'Ask somebody else.'),
  },
  'file-of-a-run': {
    what: t(
      '実機試験の証拠は、外したり差し替えたりできません。',
      'The evidence of a run cannot be removed or replaced.',
    ),
    why: t(
      '試験の記録は、置き換わった後も残ります。',
      'What was tested stays on record, also once it has been replaced.',
    ),
    next: t(
      '試験し直したときは、新しい証拠を付けてください。前の試験と置き換わります。',
      'If the device was tested again, attach the new evidence: it takes the place of the earlier run.',
    ),
  },
}
