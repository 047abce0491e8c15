import type { Seen } from '../../observation.ts'
import { type AttemptedCopy, attemptedCopies } from '../seen.ts'
import { key } from '../session.ts'
import type { GuidedStep, Round, StepState } from '../step.ts'

const titles: Record<AttemptedCopy, Round['title']> = {
  'payload-byte': { ja: '中身を1バイト変えた写し', en: 'The copy with one byte of its content changed' },
  'payload-repaired': {
    ja: '中身を1バイト変え、チェックサムをすべて合わせ直した写し',
    en: 'The copy with one byte changed and all checksums made to agree',
  },
  'signature-byte': { ja: '署名を1バイト変えた写し', en: 'The copy with one byte of its signature changed' },
  'older-version': { ja: '版の表示だけを古くした写し', en: 'The copy whose version was made lower' },
  truncated: { ja: '途中で切った写し', en: 'The copy that is cut off' },
  'older-release': { ja: '開発元が以前に公開した、古い版のファイル', en: 'An older release of the maker, unchanged' },
  genuine: { ja: '変えていない、開発元のファイル', en: "The maker's file, unchanged" },
}
// A file may have no signature to change and no version that stands in clear, and the maker may keep no older release.
const mayBeMissing: readonly AttemptedCopy[] = ['payload-repaired', 'signature-byte', 'older-version', 'older-release']

/** ETSI TS 103 701, 5.3-1-2 and 5.3-2-2: whether the device installs what its maker did not make. */
export const updateTampering: GuidedStep = {
  id: 'update-tampering',
  title: { ja: '改ざんした更新ファイルを拒むか', en: 'Tampered update files are refused' },
  serves: ['5.3-1-2', '5.3-2-2'],
  about: ({ updates }) => updates.map(({ id }) => ({ id, name: id })),
  ready: [
    {
      ja: '開発元の更新ファイルと、それを変えた写し（実行フォルダーの copies に作られます）',
      en: "The maker's update file, and the changed copies of it (they are made in the folder “copies” of the run)",
    },
    { ja: 'あれば、以前に公開された古い版のファイル', en: 'If there is one, a file of an older release' },
  ],
  caution: {
    ja: '更新の途中で電源を切ると、機器が起動しなくなることがあります。復旧の方法を確かめてから始めてください。',
    en: 'Cutting the power during an update may leave the device unable to start. Find out how it is recovered before you begin.',
  },
  rounds: attemptedCopies.map((id) => ({
    id,
    title: titles[id],
    ...(mayBeMissing.includes(id) && { optional: true }),
  })),
  moves: [
    {
      move: 'do',
      text: {
        ja: '写しを1つずつ、利用者と同じ方法で機器に入れます。変えていないファイルは、いちばん最後に入れます。',
        en: 'Give the device one copy after the other, as a user would. The unchanged file comes last.',
      },
    },
    {
      move: 'each',
      moves: [
        { move: 'ask', question: 'version-before' },
        {
          move: 'do',
          text: {
            ja: 'このファイルを機器に入れ、結果が出るまで待ちます。再起動したら、終わるまで待ちます。',
            en: 'Give this file to the device and wait for the result. If it restarts, wait until it is back.',
          },
        },
        { move: 'ask', question: 'refused' },
        { move: 'ask', question: 'version-after' },
        { move: 'ask', question: 'works' },
      ],
    },
  ],
  questions: [
    {
      id: 'version-before',
      kind: 'text',
      ask: {
        ja: '今のソフトウェアの版（画面の表示のまま）',
        en: 'The version of the software now (as it is displayed)',
      },
    },
    {
      id: 'refused',
      kind: 'yes-no',
      ask: {
        ja: '機器は、このファイルを受け付けないと示しましたか',
        en: 'Did the device say that it does not accept this file?',
      },
    },
    {
      id: 'version-after',
      kind: 'text',
      ask: {
        ja: 'その後のソフトウェアの版（画面の表示のまま）',
        en: 'The version of the software afterwards (as it is displayed)',
      },
    },
    {
      id: 'works',
      kind: 'yes-no',
      ask: { ja: '機器は、その後もふだんどおり動いていますか', en: 'Does the device work as usual afterwards?' },
    },
  ],
  minutes: 40,
  observe: attempts,
}

function attempts({ about, answers }: StepState): readonly { readonly name: string; readonly seen: Seen }[] {
  const said = <T extends boolean | string>(copy: string, question: string, kind: 'boolean' | 'string') => {
    const answer = answers.get(key(question, copy))
    return typeof answer === kind ? (answer as T) : undefined
  }
  return attemptedCopies.flatMap((copy) => {
    const seen = {
      saidRefused: said<boolean>(copy, 'refused', 'boolean'),
      versionBefore: said<string>(copy, 'version-before', 'string')?.trim().slice(0, 200),
      versionAfter: said<string>(copy, 'version-after', 'string')?.trim().slice(0, 200),
      stillWorks: said<boolean>(copy, 'works', 'boolean'),
    }
    const known = Object.fromEntries(Object.entries(seen).filter(([, value]) => value !== undefined))
    return Object.keys(known).length === 0
      ? []
      : [{ name: copy, seen: { kind: 'update-attempt' as const, mechanism: about.id, copy, ...known } }]
  })
}
