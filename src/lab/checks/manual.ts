import type { Text } from '../../core/kernel/text.ts'
import type { Check } from '../check.ts'

// Functional test cases that neither an instrument nor a guided step carries out. They are here so that none is missing in silence:
// each says, unit by unit, what somebody would have to do, and that it was not done. Units are lettered as in the public
// transcription of ETSI TS 103 701 V1.1.1 (github.com/ouspg/tcsfw); what they ask is in our own words.

interface ManualCase {
  readonly id: string
  readonly title: Text
  /** What has to be done for each unit, in the order of their letters. */
  readonly units: readonly { readonly question: Text; readonly toDo: Text }[]
}

const t = (ja: string, en: string): Text => ({ ja, en })
const unit = (question: Text, toDo: Text) => ({ question, toDo })

const cases: readonly ManualCase[] = [
  {
    id: '5.4-2-2',
    title: t('改ざんできない固有の識別情報', 'Tamper-resistant unique identity'),
    units: [
      unit(
        t(
          '申告した改ざん対策が、実機に備わっているか',
          'Is the declared protection against tampering present on the device?',
        ),
        t(
          '識別情報の保管場所を調べ、ソフトウェアや設定から書き換えられないことを試す',
          'Find where the identity is kept and try to change it by software and settings',
        ),
      ),
    ],
  },
  {
    id: '5.5-2-2',
    title: t('点検や評価を受けた実装', 'Reviewed or evaluated implementations'),
    units: [
      unit(
        t('実機の実装は、点検や評価を受けた版か', 'Is the implementation on the device the version that was reviewed?'),
        t(
          '部品表（SBOM）や実機の版を、点検や評価の報告書の版と照らし合わせる',
          'Compare the versions in the bill of materials and on the device with those in the reports',
        ),
      ),
    ],
  },
  {
    id: '5.8-1-2',
    title: t('個人情報の通信の秘密', 'Confidentiality of personal data in transit'),
    units: [
      unit(
        t(
          '個人情報を運ぶ通信で、申告した暗号が使われているか',
          'Does personal data travel under the declared cryptography?',
        ),
        t(
          '個人情報が送られる操作をしながら通信を記録し、どの通信がそれを運ぶかを確かめて、申告の暗号と比べる',
          'Record the traffic while personal data is sent, find which of it carries the data, and compare its cryptography with the declaration',
        ),
      ),
    ],
  },
  {
    id: '5.8-2-2',
    title: t('注意を要する個人情報の通信の秘密', 'Confidentiality of sensitive personal data in transit'),
    units: [
      unit(
        t(
          '注意を要する個人情報を運ぶ通信で、申告した暗号が使われているか',
          'Does sensitive personal data travel under the declared cryptography?',
        ),
        t(
          '注意を要する個人情報（映像、健康の記録など）が送られる操作をしながら通信を記録し、申告の暗号と比べる',
          'Record the traffic while sensitive data (video, health records) is sent, and compare its cryptography with the declaration',
        ),
      ),
    ],
  },
  {
    id: '5.12-1-2',
    title: t('設置と保守での判断', 'Decisions at installation and maintenance'),
    units: [
      unit(
        t('利用者の判断は、申告のとおりの場面で求められるか', 'Are users asked to decide when it is declared?'),
        t(
          '出荷時の状態から設置と保守を行い、判断を求められた場面を記録する',
          'Install and maintain from the factory state and note every decision',
        ),
      ),
      unit(
        t('申告されていない判断はないか', 'Is no decision undeclared?'),
        t(
          '記録した判断を、申告（26-UserDec）と照らし合わせる',
          'Compare the decisions with the declaration (26-UserDec)',
        ),
      ),
      unit(
        t('専門知識のない人にも分かるか', 'Are they understandable without technical knowledge?'),
        t(
          '判断ごとの言葉を、専門知識のない人に読んでもらう',
          'Have somebody without technical knowledge read each of them',
        ),
      ),
      unit(
        t('選択肢と既定値は、申告のとおりか', 'Are the options and defaults as declared?'),
        t('判断ごとの選択肢と既定値を、申告と照らし合わせる', 'Compare options and defaults with the declaration'),
      ),
    ],
  },
  {
    id: '5.12-2-1',
    title: t('安全に設定するための案内', 'Guidance on secure set-up'),
    units: [
      unit(
        t('案内だけで設定できるか', 'Can the device be set up by the guidance alone?'),
        t('公開された案内だけを見て、実機を設定する', 'Set the device up with the published guidance alone'),
      ),
      unit(
        t('判断のたびに助けがあるか', 'Does it help at every decision?'),
        t(
          '申告の判断（26-UserDec）のそれぞれに説明があるかを見る',
          'See whether each declared decision (26-UserDec) is explained',
        ),
      ),
      unit(
        t('安全な状態にたどり着けるか', 'Does it lead to a secure state?'),
        t(
          '案内に従った後の設定が、安全な推奨と合うかを見る',
          'See whether the settings afterwards are the secure ones it recommends',
        ),
      ),
    ],
  },
  {
    id: '5.12-3-1',
    title: t('設定が安全かを確かめる案内', 'Guidance on checking the set-up'),
    units: [
      unit(
        t('案内された方法で点検できるか', 'Can the set-up be checked in the published way?'),
        t('公開された点検の方法を、実機で行う', 'Carry out the published check on the device'),
      ),
      unit(
        t('専門知識のない人にも分かるか', 'Is it understandable without technical knowledge?'),
        t('点検の案内を、専門知識のない人に読んでもらう', 'Have somebody without technical knowledge read it'),
      ),
      unit(
        t('危ない設定が見つかるか', 'Does it reveal an insecure setting?'),
        t(
          'わざと危ない設定にして、点検で見つかるかを試す',
          'Make a setting insecure on purpose and see whether the check finds it',
        ),
      ),
    ],
  },
  {
    id: '6-1-2',
    title: t('個人情報の扱いの説明', 'Information on personal data'),
    units: [
      unit(
        t('説明が、申告された場所で読めるか', 'Can the information be read where it is declared to be?'),
        t('公開された説明を開く', 'Open the published information'),
      ),
      unit(
        t('実際の扱いと合っているか', 'Does it match the processing?'),
        t(
          '説明を、申告（21-PersData）と実機の動きに照らし合わせる',
          'Compare it with the declaration (21-PersData) and the device',
        ),
      ),
      unit(
        t('専門知識のない人にも分かるか', 'Is it understandable without technical knowledge?'),
        t('説明を、専門知識のない人に読んでもらう', 'Have somebody without technical knowledge read it'),
      ),
      unit(
        t('だれが、何のために使うかが書かれているか', 'Does it say who uses the data and why?'),
        t(
          '扱う者と目的が、個人情報の種類ごとに書かれているかを読む',
          'Read whether parties and purpose are named for each kind of data',
        ),
      ),
    ],
  },
  {
    id: '6-2-2',
    title: t('同意の取り方', 'Obtaining consent'),
    units: [
      unit(
        t('説明のとおりに、同意を得ているか', 'Is consent obtained as described?'),
        t(
          '同意を求める画面をたどり、選ばない自由があり、目的ごとに分かれているかを見る',
          'Go through the consent steps: is one free to refuse, and asked per purpose?',
        ),
      ),
    ],
  },
  {
    id: '6-3-2',
    title: t('同意の取消し', 'Withdrawal of consent'),
    units: [
      unit(
        t('説明のとおりに、同意を取り消せるか', 'Can consent be withdrawn as described?'),
        t('与えた同意を取り消し、その後に扱われなくなるかを見る', 'Withdraw a consent and see that processing stops'),
      ),
    ],
  },
  {
    id: '6-5-2',
    title: t('動作記録データの説明', 'Information on telemetry'),
    units: [
      unit(
        t('説明が、申告された場所で読めるか', 'Can the information be read where it is declared to be?'),
        t('公開された説明を開く', 'Open the published information'),
      ),
      unit(
        t('何を集めるかが書かれているか', 'Does it say what is collected?'),
        t(
          '集めるデータの種類を、申告（24-TelData）と照らし合わせる',
          'Compare the kinds of data with the declaration (24-TelData)',
        ),
      ),
      unit(
        t('だれが、何のために集めるかが書かれているか', 'Does it say by whom and why?'),
        t('集める者と目的が書かれているかを読む', 'Read whether parties and purpose are named'),
      ),
      unit(
        t('実機が送るデータと合っているか', 'Does it match what the device sends?'),
        t(
          '実機の通信を記録し、送られるデータが説明のとおりかを見る',
          'Record the traffic of the device and compare what it sends',
        ),
      ),
    ],
  },
]

const provisionOf = (id: string) => id.replace(/-\d+$/, '')

/** The cases as checks that never pass: a person carries them out, and their findings enter beside the run. */
export const manualChecks: readonly Check[] = cases.map(({ id, title, units }) => {
  const ids = units.map((_, i) => `${id}${'abcdefgh'[i]}`)
  return {
    id,
    kind: 'document',
    cites: [`etsi-ts-103-701:${provisionOf(id)}`, `etsi-en-303-645:${provisionOf(id)}`],
    title,
    units: units.map(({ question }, i) => ({ id: ids[i]!, question })),
    judge: () =>
      units.map(({ toDo }, i) => ({
        unit: ids[i]!,
        about: 'device',
        verdict: 'not-evaluated' as const,
        reason: { code: 'for-a-person', facts: { toDoJa: toDo.ja, toDoEn: toDo.en } },
        restsOn: [],
      })),
    reasons: {
      'for-a-person': t(
        '機械では調べません。人が行うこと：{toDoJa}',
        'Not for a machine. What a person has to do: {toDoEn}',
      ),
    },
  }
})
