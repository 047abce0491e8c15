import { webApp } from '../../src/apps/web/app.tsx'
import { bodyPages } from '../../src/apps/web/pages/body/routes.ts'
import { criteria, declaring, filled, granted, inReview, people, reviewed, story } from './application.ts'
import { bodyHouse } from './body-fixtures.ts'
import { memoryPorts } from './memory-ports.ts'

const { applicant, intake, reviewer, decider, second } = people

/** Cases in every state, told by the stories, and the pages to look at: who looks, where. */
export async function bodyGallery() {
  const ports = memoryPorts({ now: '2026-11-02T01:00:00.000Z' })
  const product = (name: string) => ({ name: { ja: name }, category: 'router', intendedUse: '家庭で使う。' })

  const live = story(ports)
  await filled(live)
  await inReview(live)
  await reviewed(live)
  await granted(live)
  await live.does(second, 'propose-suspend', {
    reasonCode: 'vulnerability-open',
    publicText: { ja: '更新プログラムが出るまで、遠隔管理を切ってお使いください。' },
    cureBy: '2026-12-25',
  })
  const label = live.now().label ?? ''

  const renamed = async (name: string) => {
    const s = story(ports)
    await filled(s)
    await s.does(applicant, 'save-product', product(name))
    return s
  }
  const submitted = await renamed('こもれび照明 KB-9（見本）')
  await submitted.does(applicant, 'declare', declaring(submitted))
  const paying = await renamed('はまなすスイッチ NS-8（見本）')
  await paying.does(applicant, 'declare', declaring(paying))
  await paying.does(intake, 'accept')
  ports.setNow('2026-11-09T01:00:00.000Z')

  const review = await renamed('みなもカメラ MC-20（見本）')
  await inReview(review)
  await review.does(reviewer, 'ask', { questions: [{ criterion: 'S1.1-02', text: '乱数の桁数を教えてください。' }] })
  ports.setNow('2026-11-12T01:00:00.000Z')
  const old = review.now().answers['S1.1-02']
  await review.does(applicant, 'answer', {
    criterion: 'S1.1-02',
    claim: 'fulfilled',
    reason: '設計書3章と試験記録のとおり。乱数で12文字を作り、機器ごとに書き込む。',
    restsOn: (old?.restsOn ?? []).map((ref) => (ref.kind === 'file' ? { kind: 'file', digest: ref.digest } : ref)),
  })
  await review.does(applicant, 'reply', {
    answers: review.now().questions.map((q) => ({ id: q.id, text: '12文字です。' })),
    redeclare: declaring(review),
  })
  for (const [criterion, outcome, note] of [
    ['S1.1-01', 'sufficient', ''],
    ['S1.1-03', 'sufficient', ''],
    ['S1.1-04', 'question', '総当たり攻撃への対策を、管理画面以外の入口についても教えてください。'],
    ['S1.1-06', 'waiting', '試験記録の追補を待つ。'],
    ['S1.1-08', 'insufficient', '署名の検証方法が示されていない。'],
  ])
    await review.does(reviewer, 'review', { criterion, outcome, note })
  await review.does(reviewer, 'note', {
    criterion: 'S1.1-02',
    visibility: 'internal',
    text: '乱数の作り方は設計書の3章。',
  })
  await review.does(reviewer, 'note', { visibility: 'applicant', text: '型番の表記を確認しています。' })

  const asked = await renamed('しおさいゲートウェイ SG-41（見本）')
  await inReview(asked)
  await asked.does(reviewer, 'ask', { questions: [{ criterion: 'S1.1-04', text: '試験した版を教えてください。' }] })

  const waiting = await renamed('つむぎエッジ TE-1（見本）')
  await inReview(waiting)
  await reviewed(waiting)
  const refusable = await renamed('かわらメッシュ KM-2（見本）')
  await inReview(refusable)
  for (const criterion of criteria(refusable))
    await refusable.does(reviewer, 'review', {
      criterion,
      outcome: criterion === 'S1.1-08' ? 'insufficient' : 'sufficient',
      note: criterion === 'S1.1-08' ? '署名の検証方法が示されていない。' : '',
    })
  await refusable.does(reviewer, 'finish-review')
  const ready = await renamed('みね電力計 PM-2（見本）')
  await inReview(ready)
  await reviewed(ready)
  await ready.does(decider, 'decide-grant', { reasons: { ja: 'すべての要件に適合している。' } })
  ports.setNow('2026-11-24T01:00:00.000Z')

  let visits = 0 // nobody is limited here
  const app = webApp(bodyHouse(ports), { pages: bodyPages, addressOf: () => String(visits++) })
  const at = (s: { now(): { id: string } }) => `/ja/desk/cases/${s.now().id}`
  const proposal = live.now().proposals[0]?.id
  const pages: readonly (readonly [string, string, string])[] = [
    ['queue', 'reviewer', '/ja/desk/queue'],
    ['queue-en', 'reviewer', '/en/desk/queue'],
    ['queue-empty', 'reviewer', '/ja/desk/queue?filter=mine&q=zzz'],
    ['intake', 'intake', at(submitted)],
    ['payment', 'intake', at(paying)],
    ['case', 'reviewer', `${at(review)}?criterion=S1.1-02`],
    ['case-en', 'reviewer', `${at(review).replace('/ja/', '/en/')}?criterion=S1.1-02`],
    ['case-asked', 'reviewer', at(asked)],
    ['product', 'reviewer', `${at(review)}/product`],
    ['declaration', 'reviewer', `${at(review)}/declaration`],
    ['questions', 'reviewer', `${at(review)}/questions`],
    ['decide-reviewer', 'reviewer', `${at(waiting)}/decide`],
    ['decide', 'decider', `${at(waiting)}/decide`],
    ['decide-not', 'decider', `${at(refusable)}/decide`],
    ['issue', 'decider', `${at(ready)}/issue`],
    ['record', 'decider', `${at(review)}/record`],
    ['register', 'second', `/ja/desk/register/${label}`],
    ['suspend', 'second', `/ja/desk/register/${label}/suspend`],
    ['withdraw', 'second', `/ja/desk/register/${label}/withdraw`],
    ['proposal', 'decider', `/ja/desk/register/${label}/proposals/${proposal}`],
    ['proposal-mine', 'second', `/ja/desk/register/${label}/proposals/${proposal}`],
    ['audit', 'decider', '/ja/desk/audit'],
    ['surveillance', 'second', '/ja/desk/surveillance'],
  ]
  return { app, pages }
}
