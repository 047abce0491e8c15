import type { Hono } from 'hono'
import { criteria, declaring, filled, inReview, issued, people, story } from './application.ts'
import type { FormBrowser } from './form-browser.ts'
import { makerDesk } from './maker-house.ts'

const { applicant, reviewer, intake } = people

export interface Snapshot {
  readonly name: string
  readonly html: string
}

/** The maker's pages in the states people meet them in, refusals and all, each as it was answered; and the house they are from. */
export async function makerGallery(): Promise<{ app: Hono; shots: readonly Snapshot[] }> {
  const desk = makerDesk()
  const shots: Snapshot[] = []
  const visitor = desk.browser()
  const b = desk.browser(applicant)
  const keep = (name: string, of: FormBrowser = b) => shots.push({ name, html: of.html })
  const see = async (name: string, path: string) => {
    for (const lang of ['ja', 'en']) {
      await b.open(`/${lang}${path}`)
      keep(`${name}-${lang}`)
    }
  }

  await visitor.open('/ja/apply')
  keep('apply-ja', visitor)
  await visitor.open('/en/apply')
  keep('apply-en', visitor)
  const answers = (security: string) =>
    `level=1&ip-communication=true&user-adds-security-software=${security}&product-unit=device&psti-compliant=true`
  const eligibility = {
    'question-1': '1?level=1',
    'question-1-missing': '2?level=1',
    'question-4': '4?level=1&ip-communication=true&user-adds-security-software=false&product-unit=device',
    'result-in': `result?${answers('false')}`,
    'result-out': `result?${answers('true')}`,
    'result-unclear': `result?${answers('unknown')}`,
  }
  for (const [name, path] of Object.entries(eligibility)) {
    await visitor.open(`/ja/apply/jc-star/eligibility/${path}`)
    keep(`${name}-ja`, visitor)
  }

  await see('home-empty', '/desk')
  await see('applications-empty', '/desk/applications')
  await see('evidence-empty', '/desk/evidence')
  await b.open(`/ja/desk/applications/new?scheme=jc-star&${answers('false')}`)
  keep('new-ja')
  await b.press('下書きをはじめる', { role: 'manufacturer' })
  keep('tasks-new-ja')
  const fresh = b.path.replace('/ja', '')
  await b.open(`/ja${fresh}/tasks/contact`)
  await b.press('保存して次へ', { report: 'psirt' })
  keep('contact-error-ja')
  await b.open(`/ja${fresh}/tasks/models`)
  await b.press('保存して次へ', { models: 'ＨＲ－２００\nHR-200\nHRー３００Ｗ\nHR-410' })
  keep('models-preview-ja')
  await b.open(`/ja${fresh}/tasks/updates`)
  await b.press('保存して次へ', { 'supportUntil-year': '2031', 'supportUntil-month': '13', 'supportUntil-day': '1' })
  keep('updates-error-ja')
  await b.open(`/ja${fresh}/criteria/S1.1-02`)
  await b.press('保存して次へ', {
    claim: 'fulfilled',
    file: new File(['%PDF-1.7\n<< /Encrypt 1 0 R >>\n%%EOF'], '製造工程における初期値の書き込み手順.pdf'),
  })
  keep('criterion-file-error-ja')
  await b.press('保存して次へ', { claim: 'fulfilled' })
  keep('criterion-error-ja')
  await see('check-lacking', `${fresh}/check`)

  await filled(desk.story)
  const full = `/desk/applications/${desk.story.now().id}`
  await see('tasks-full', full)
  for (const task of ['eligibility', 'organisation', 'contact', 'product', 'models', 'software', 'updates'])
    await see(`task-${task}`, `${full}/tasks/${task}`)
  await see('criterion', `${full}/criteria/${criteria(desk.story)[3]}`)
  await see('check', `${full}/check`)
  await see('declare', `${full}/declare`)
  await see('withdraw', `${full}/withdraw`)
  const other = desk.browser(applicant)
  await other.open(`/ja${full}/tasks/contact`)
  await b.open(`/ja${full}/tasks/contact`)
  await other.press('保存して次へ', { report: 'security@maker-a.example' })
  await b.press('保存して次へ', { report: 'psirt-team@maker-a.example' })
  keep('stale-ja')
  await desk.story.does(applicant, 'declare', declaring(desk.story))
  await see('done', `${full}/done`)
  await desk.story.does(intake, 'accept')
  await see('pay', `${full}/pay`)
  await see('tasks-locked', full)

  const asked = story(desk.story)
  await filled(asked)
  await inReview(asked)
  await asked.does(reviewer, 'note', { visibility: 'applicant', text: '証拠の第2版を確認しました。' })
  await asked.does(reviewer, 'ask', {
    questions: [
      { criterion: 'S1.1-01', text: '管理画面のほかに、IP経由で操作できる通信口はありますか。一覧で示してください。' },
      { criterion: null, text: '取扱説明書の公開日を教えてください。' },
    ],
  })
  await see('messages', `/desk/applications/${asked.now().id}/messages`)
  await see('tasks-question', `/desk/applications/${asked.now().id}`)
  const example = story(desk.story)
  await filled(example, { example: true })
  await see('tasks-example', `/desk/applications/${example.now().id}`)
  await see('evidence', '/desk/evidence')

  const live = story(desk.story)
  await issued(live)
  const label = `/desk/labels/${live.now().label}`
  await see('labels', '/desk/labels')
  await b.open(`/ja${label}/models`)
  await b.press('追加を申し出る', { models: 'HR-310' })
  await see('label', label)
  for (const page of ['models', 'change', 'advisory', 'renew', 'end', 'artwork', 'artwork/print-check'])
    await see(`label-${page.replace('/', '-')}`, `${label}/${page}`)
  await b.open(`/ja${label}/artwork`)
  await b.press('確かめる', { text: '政府公認で完全に安全。弱点がない製品です。どんな環境でも使えます。' })
  keep('lint-ja')
  await see('home', '/desk')
  await see('applications', '/desk/applications')
  return { app: desk.app, shots }
}
