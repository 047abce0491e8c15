import { steps } from '../../guided/steps.ts'
import { copyText } from './tell-documents.ts'
import { seconds, type Telling, type Tellings } from './telling.ts'

const doneIn = {
  done: ['実施した', 'carried out'],
  'not-possible': ['できなかった', 'not possible'],
  unfinished: ['途中まで', 'not finished'],
} as const

const logins = {
  accepted: ['通った', 'accepted'],
  refused: ['拒まれた', 'refused'],
  throttled: ['試行の制限で止められた', 'held up by a limit on tries'],
  'no-answer': ['応答なし', 'not answered'],
  'not-tried': ['試していない', 'not tried'],
} as const

const marks = {
  present: ['あり', 'there'],
  absent: ['なし', 'not there'],
  'not-seen': ['見ていない', 'not looked at'],
} as const

const identities = {
  'ssh-host-key': ['SSHホスト鍵', 'SSH host keys'],
  'tls-certificate': ['TLS証明書', 'TLS certificates'],
  'serial-number': ['製造番号', 'serial numbers'],
  'mac-address': ['MACアドレス', 'MAC addresses'],
  uuid: ['個体の識別子', 'identifiers'],
} as const

const mostAnswers = 5
const answered = (answer: boolean | number | string, { say }: Telling) =>
  answer === true ? say('はい', 'yes') : answer === false ? say('いいえ', 'no') : String(answer)

/** What people and the bench saw together. */
export const tellPeople: Tellings<
  'guided-step' | 'outage' | 'password-change' | 'update-attempt' | 'deletion' | 'two-samples'
> = {
  'guided-step': ({ step: id, outcome, why, answers, pictures }, telling) => {
    const { language, say, sentences } = telling
    const step = steps.find((one) => one.id === id)
    const ask = (question: string) => step?.questions.find((one) => one.id === question)?.ask[language] ?? question
    const more = answers.length - mostAnswers
    return sentences(
      say(
        `手順「${step?.title.ja ?? id}」：${doneIn[outcome][0]}`,
        `step “${step?.title.en ?? id}”: ${doneIn[outcome][1]}`,
      ),
      why,
      ...answers.slice(0, mostAnswers).map(({ round, question, answer }) => {
        const of = step?.rounds?.find((one) => one.id === round)?.title[language] ?? round
        const asked = [of, ask(question)].filter(Boolean).join(say('：', ': '))
        return say(`${asked}→${answered(answer, telling)}`, `${asked} → ${answered(answer, telling)}`)
      }),
      more > 0 && say(`ほかの答え${more}件`, `${more} more answers`),
      pictures.length > 0 &&
        say(`写真${pictures.length}枚`, `${pictures.length} ${pictures.length === 1 ? 'picture' : 'pictures'}`),
    )
  },
  outage: ({ what, by, wentDown, backAfterSeconds, watchedSeconds, drops }, telling) => {
    const { say, sentences } = telling
    const time = (s: number) => seconds(s * 1000, telling)
    return sentences(
      say(
        `${what === 'power' ? '電源' : '通信'}を切って戻した（${by === 'bench' ? '試験台' : '人'}が確認）`,
        `${what === 'power' ? 'power' : 'the network'} was cut and given back (watched by ${by === 'bench' ? 'the bench' : 'a person'})`,
      ),
      !wentDown && say('止まったところは見えなかった', 'it was not seen to go down'),
      backAfterSeconds === undefined
        ? say(`${time(watchedSeconds)}待っても戻らなかった`, `it was not back after ${time(watchedSeconds)}`)
        : say(`${time(backAfterSeconds)}で戻った`, `it was back after ${time(backAfterSeconds)}`),
      drops > 0 && say(`その後${drops}回途切れた`, `it went away again ${drops} ${drops === 1 ? 'time' : 'times'}`),
    )
  },
  'password-change': ({ oldBefore, oldAfter, newAfter, randomAfter }, { say, sentences }) =>
    sentences(
      say(
        `変更前のパスワードは、変更の前に${logins[oldBefore][0]}、後に${logins[oldAfter][0]}`,
        `the old password was ${logins[oldBefore][1]} before and ${logins[oldAfter][1]} after the change`,
      ),
      say(`新しいパスワードは${logins[newAfter][0]}`, `the new one was ${logins[newAfter][1]}`),
      say(`でたらめなパスワードは${logins[randomAfter][0]}`, `a random one was ${logins[randomAfter][1]}`),
    ),
  'update-attempt': ({ copy, saidRefused, versionBefore, versionAfter, stillWorks }, { say, sentences }) => {
    const [ja, en] = copyText(copy)
    return sentences(
      say(`更新を試した：${ja}`, `an update was tried: ${en}`),
      saidRefused !== undefined &&
        say(
          saidRefused ? '機器は断ったと示した' : '機器は断ったと示さなかった',
          saidRefused ? 'the device said that it refused' : 'the device did not say that it refused',
        ),
      versionBefore !== undefined &&
        versionAfter !== undefined &&
        say(`版は ${versionBefore} から ${versionAfter}`, `version ${versionBefore} before, ${versionAfter} after`),
      stillWorks !== undefined &&
        say(
          stillWorks ? 'その後も動いた' : 'その後は動かなかった',
          stillWorks ? 'it still works' : 'it no longer works',
        ),
    )
  },
  deletion: ({ function: name, place, markers }, { say, list, sentences }) =>
    sentences(
      say(`${place === 'device' ? '機器' : 'サービス'}の消去機能（${name}）`, `deletion on the ${place} (${name})`),
      list(
        markers.map(({ marker, before, after }) =>
          say(
            `${marker}：前は${marks[before][0]}、後は${marks[after][0]}`,
            `${marker}: ${marks[before][1]} before, ${marks[after][1]} after`,
          ),
        ),
      ),
    ),
  'two-samples': ({ units, compared }, { say, list, sentences }) =>
    sentences(
      say(`試料${units[0]}と試料${units[1]}を比べた`, `samples ${units[0]} and ${units[1]} were compared`),
      list(
        compared.map(({ what, shared }) =>
          say(
            `${identities[what][0]}：${shared === 0 ? '同じものなし' : `同じもの${shared}件`}`,
            `${identities[what][1]}: ${shared === 0 ? 'none in common' : `${shared} in common`}`,
          ),
        ),
      ),
    ),
}
