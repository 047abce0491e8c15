import type { AttestFault } from '../core/attestation/attest.ts'
import type { DecisionFault } from '../core/decision/decision.ts'
import type { FaultTexts } from '../core/kernel/fault.ts'
import type { Text } from '../core/kernel/text.ts'
import type { SelectionFault } from '../core/selection/plan.ts'
import type { ProposalKind } from './case.ts'
import type { InputInvalid } from './fields.ts'
import type { ActName, State } from './lifecycle.ts'
import type { OrganisationKind, Role } from './roles.ts'
import type { RunFault } from './run-faults.ts'

/** A place in the application where something is missing: a field, or a criterion that is not shown. */
export interface Missing {
  readonly field: string // e.g. `product.models`, or `answers.S1.1-02`
  readonly reason?: { readonly ja: string; readonly en: string }
}

/** Everything casework itself refuses. */
export type OwnFault =
  | InputInvalid
  | { readonly code: 'case-not-found'; readonly case: string }
  | { readonly code: 'scheme-not-found'; readonly scheme: string }
  | { readonly code: 'edition-not-offered'; readonly edition: string }
  | { readonly code: 'edition-ended'; readonly edition: string; readonly endsOn: string }
  | { readonly code: 'edition-not-moved'; readonly edition: string }
  | {
      readonly code: 'role-missing'
      readonly act: ActName
      readonly kind: OrganisationKind
      readonly roles: readonly Role[]
      readonly who: readonly Text[]
    }
  | {
      readonly code: 'act-not-allowed-here'
      readonly act: ActName
      readonly state: State
      readonly allowedIn: readonly State[]
      readonly roles: readonly Role[]
      readonly here: Text
      readonly where: readonly Text[]
      readonly who: readonly Text[]
    }
  | {
      readonly code: 'stale-case'
      readonly seen: number
      readonly now: number
      readonly by: string
      readonly at: string
      readonly act: ActName
    }
  | { readonly code: 'application-incomplete'; readonly missing: readonly Missing[]; readonly count: number }
  | { readonly code: 'example-cannot-be-declared' }
  | { readonly code: 'declaration-changed' }
  | { readonly code: 'declaration-outdated' }
  | { readonly code: 'question-unanswered'; readonly questions: readonly string[]; readonly count: number }
  | { readonly code: 'question-unknown'; readonly question: string }
  | { readonly code: 'review-unfinished'; readonly criteria: readonly string[]; readonly count: number }
  | { readonly code: 'review-note-missing'; readonly criterion: string }
  | { readonly code: 'second-person-needed'; readonly kind: ProposalKind }
  | { readonly code: 'acted-for-applicant'; readonly act: string }
  | { readonly code: 'suspension-off'; readonly scheme: string }
  | { readonly code: 'label-not-valid'; readonly standing: string; readonly here: Text }
  | { readonly code: 'label-over'; readonly standing: string; readonly here: Text }
  | { readonly code: 'label-not-suspended'; readonly standing: string; readonly here: Text }
  | { readonly code: 'label-suspended-now' }
  | { readonly code: 'label-moved'; readonly case: string }
  | { readonly code: 'label-not-found'; readonly label: string }
  | { readonly code: 'label-number-mistyped'; readonly label: string }
  | { readonly code: 'proposal-not-found'; readonly proposal: string }
  | { readonly code: 'proposal-settled'; readonly proposal: string }
  | { readonly code: 'proposal-waiting'; readonly kind: ProposalKind }
  | { readonly code: 'reason-not-offered'; readonly reason: string }
  | { readonly code: 'cure-date-past' }
  | { readonly code: 'due-date-past' }
  | { readonly code: 'file-unknown'; readonly digest: string }
  | { readonly code: 'models-too-many'; readonly found: number; readonly limit: number }
  | { readonly code: 'models-none' }
  | { readonly code: 'model-too-long'; readonly model: string; readonly limit: number }
  | { readonly code: 'models-nothing-new' }
  | { readonly code: 'gtin-model-unknown'; readonly line: string }
  | { readonly code: 'gtin-length' | 'gtin-check-digit' | 'gtin-restricted'; readonly line: string }
  | { readonly code: 'gtin-of-two-models'; readonly gtin: string; readonly one: string; readonly other: string }
  | { readonly code: 'gtins-too-many'; readonly limit: number }
  | { readonly code: 'change-empty' }
  | { readonly code: 'advisory-not-found'; readonly advisory: string }
  | { readonly code: 'number-taken' }
  | { readonly code: 'provisional-given'; readonly number: string }
  | { readonly code: 'path-not-offered'; readonly level: string }
  | { readonly code: 'label-cannot-be-renewed'; readonly here: Text }

/** Every refusal an act can give: casework's own, and those of the rooms it calls, passed on unchanged. */
export type CaseworkFault = OwnFault | RunFault | SelectionFault | DecisionFault | AttestFault

const t = (ja: string, en: string) => ({ ja, en })

/** What casework's own refusals say to a person; the other rooms keep their own texts. */
export const caseworkFaultTexts: FaultTexts<OwnFault> = {
  'input-invalid': {
    what: t('入力内容に問題があります。', 'There is a problem with what was entered.'),
    why: t(
      '必要な項目が空いているか、形式が合っていません。',
      'A required field is empty, or does not have the expected form.',
    ),
    next: t('示された項目を直して、もう一度送ってください。', 'Correct the fields shown and send the form again.'),
  },
  'case-not-found': {
    what: t('この案件は見つかりません。', 'This case was not found.'),
    why: t(
      '番号が違うか、あなたの組織の案件ではありません。',
      'The number is wrong, or the case is not one of your organisation.',
    ),
    next: t('一覧から開きなおしてください。', 'Open it again from your list.'),
  },
  'scheme-not-found': {
    what: t('制度「{scheme}」は、ここでは扱っていません。', 'The scheme “{scheme}” is not run here.'),
    why: t('この版の要件が読み込まれていません。', 'Its criteria are not loaded in this installation.'),
    next: t('制度の一覧から選びなおしてください。', 'Choose a scheme from the list.'),
  },
  'edition-not-offered': {
    what: t('「{edition}」には切り替えられません。', 'The application cannot be moved to “{edition}”.'),
    why: t(
      'その版が登録されていないか、まだ始まっていないか、すでに終わっているか、いまの版と同じです。',
      'That edition is not loaded here, has not begun, has ended, or is the one the application has already.',
    ),
    next: t(
      '申請の画面に戻り、示された版から選んでください。',
      'Go back to the application and choose one of the editions shown.',
    ),
  },
  'edition-ended': {
    what: t('この版では、もう宣言できません。', 'It is no longer possible to declare under this edition.'),
    why: t('「{edition}」による申請は {endsOn} で終わりました。', 'Applications under “{edition}” ended on {endsOn}.'),
    next: t(
      '新しい版に切り替えてください。答えと証拠は残ります。',
      'Move the application to the new edition. Answers and evidence are kept.',
    ),
  },
  'edition-not-moved': {
    what: t('取り消す切り替えがありません。', 'There is no move to undo.'),
    why: t(
      'この申請は、はじめから「{edition}」によるものです。',
      'The application has been under “{edition}” from the start.',
    ),
    next: t('申請の画面に戻ってください。', 'Go back to the application.'),
  },
  'role-missing': {
    what: t('この操作をする役割がありません。', 'You do not hold the role this takes.'),
    why: t('この操作ができるのは、次の役割の人です：{who}', 'It is for people with one of these roles: {who}'),
    next: t(
      '該当する人に依頼するか、組織の管理者に役割の追加を頼んでください。',
      'Ask such a person, or ask your administrator for the role.',
    ),
  },
  'act-not-allowed-here': {
    what: t('いまの状態では、この操作はできません。', 'This is not possible in the present state of the case.'),
    why: t(
      '案件は「{here}」の状態です。この操作ができるのは{where}のときで、行うのは{who}の担当者です。',
      'The case is in the state “{here}”. This is possible in the state {where}, for the role {who}.',
    ),
    next: t(
      '案件を開きなおして、いまの状態と次にすることを確かめてください。',
      'Open the case again to see its state and what comes next.',
    ),
  },
  'stale-case': {
    what: t('先にほかの人がこの案件を更新しました。', 'Someone else changed this case in the meantime.'),
    why: t(
      'あなたが見ていた内容のあとに、変更が加わっています。あなたの入力は、まだ保存していません。',
      'It changed after you opened it. What you entered has not been saved.',
    ),
    next: t('両方の内容を見くらべて、残す内容を選んでください。', 'Compare both versions and choose what to keep.'),
  },
  'application-incomplete': {
    what: t('申請にはまだ足りないところが{count}件あります。', 'The application still lacks {count} things.'),
    why: t(
      'すべての項目がそろい、すべての要件に根拠が示されてはじめて宣言できます。',
      'It can be declared once every part is filled in and every criterion is shown with evidence.',
    ),
    next: t('示された項目を入力してください。', 'Complete the parts shown.'),
  },
  'example-cannot-be-declared': {
    what: t('この申請は見本なので、宣言できません。', 'This application is an example and cannot be declared.'),
    why: t(
      '実在する製品を例として読み込んだもので、製造者の申請ではありません。',
      'It shows a real product by way of example; its maker has not applied.',
    ),
    next: t('実際に申請するときは、新しい申請を始めてください。', 'To apply for a label, start a new application.'),
  },
  'declaration-changed': {
    what: t('宣言する内容が、表示したあとで変わりました。', 'What is to be declared has changed since it was shown.'),
    why: t(
      '見ていない内容を宣言することがないように、受け付けませんでした。',
      'Nobody should declare what they have not seen.',
    ),
    next: t('内容をもう一度確認してから宣言してください。', 'Read it once more, then declare.'),
  },
  'declaration-outdated': {
    what: t('宣言したあとで、申請の内容が変わっています。', 'The application has changed since it was declared.'),
    why: t('審査するのは、宣言された内容だけです。', 'Only what has been declared is assessed.'),
    next: t(
      '変更後の内容を確認し、宣言をやりなおして回答してください。',
      'Read the changed content, declare it again, and send your reply.',
    ),
  },
  'question-unanswered': {
    what: t('まだ回答していない質問が{count}件あります。', '{count} questions are still unanswered.'),
    why: t('すべての質問に回答すると、審査が再開します。', 'The review goes on once every question is answered.'),
    next: t('残りの質問に回答してください。', 'Answer the remaining questions.'),
  },
  'question-unknown': {
    what: t('その質問は、この案件にありません。', 'There is no such question in this case.'),
    why: t(
      '回答できるのは、いま回答を待っている質問だけです。',
      'Only questions that wait for an answer can be answered.',
    ),
    next: t('案件を開きなおして、質問を確かめてください。', 'Open the case again and check the questions.'),
  },
  'review-unfinished': {
    what: t('審査が終わっていない要件が{count}件あります。', 'The review of {count} criteria is not finished.'),
    why: t(
      '「十分」か「不十分」かが決まるまで、判定に進めません。',
      'Each must be found sufficient or insufficient before the decision.',
    ),
    next: t(
      '残りの要件を審査するか、申請者に質問してください。',
      'Review the remaining criteria, or ask the applicant.',
    ),
  },
  'review-note-missing': {
    what: t('要件 {criterion} の審査に、理由がありません。', 'The review of {criterion} gives no reason.'),
    why: t(
      '「十分」でない結果には、あとで確かめられる理由が必要です。',
      'Anything but “sufficient” needs a reason that can be checked later.',
    ),
    next: t('何が足りないのかを記入してください。', 'Write down what is lacking.'),
  },
  'second-person-needed': {
    what: t('この提案は、別の人が確認しなければなりません。', 'Another person has to confirm this proposal.'),
    why: t(
      'ラベルの停止・取消し・解除は、必ず二人で行います。提案したのはあなたです。',
      'Suspending, revoking or restoring a label always takes two people, and you made the proposal.',
    ),
    next: t('判定の役割を持つ、別の人に確認を頼んでください。', 'Ask another person who holds the decider role.'),
  },
  'acted-for-applicant': {
    what: t(
      'この案件では、認証機関としての操作を行えません。',
      'In this case you cannot act for the certification body.',
    ),
    why: t(
      'あなたは事業者の側でこの案件に関わっています（{act}）。同じ人が両方の側に立つことはできません（ISO/IEC 17065 4.2）。',
      'You worked on it for its maker ({act}). Nobody stands on both sides of a case (ISO/IEC 17065 4.2).',
    ),
    next: t('認証機関の別の人に依頼してください。', 'Ask someone else at the certification body.'),
  },
  'suspension-off': {
    what: t('この制度では、ラベルの停止を行いません。', 'Labels are not suspended under this scheme.'),
    why: t(
      '制度の定めに停止がないか、運営者が有効にしていません。',
      'The scheme does not provide for it, or the operator has not turned it on.',
    ),
    next: t('取消しが必要かどうかを検討してください。', 'Consider whether the label has to be revoked.'),
  },
  'label-not-valid': {
    what: t('このラベルは、いま有効ではありません。', 'This label is not valid at present.'),
    why: t(
      '有効なラベルについてだけできる操作です（現在：{here}）。',
      'This is possible for a valid label only (now: {here}).',
    ),
    next: t('ラベルの状態を確かめてください。', 'Check the standing of the label.'),
  },
  'label-over': {
    what: t('このラベルは、すでに効力を失っています。', 'This label is no longer in force.'),
    why: t(
      '現在の状態：{here}。終わったラベルを変えることはできません。',
      'Its standing is “{here}”; a label that is over cannot be changed.',
    ),
    next: t('あらためて表示が必要なときは、新しく申請してください。', 'Apply anew if the product needs a label.'),
  },
  'label-not-suspended': {
    what: t('このラベルは、停止されていません。', 'This label is not suspended.'),
    why: t(
      '停止を解除できるのは、停止中のラベルだけです（現在：{here}）。',
      'Only a suspended label can be restored (now: {here}).',
    ),
    next: t('ラベルの状態を確かめてください。', 'Check the standing of the label.'),
  },
  'label-suspended-now': {
    what: t('停止中のラベルは、書きかえられません。', 'A suspended label cannot be issued again.'),
    why: t(
      '停止を解除する前に新しい証明を出すと、停止が見えなくなります。',
      'A new credential before the suspension is lifted would hide the suspension.',
    ),
    next: t('先に停止の解除を決めてください。', 'Decide on restoring the label first.'),
  },
  'label-moved': {
    what: t('このラベルは、更新後の案件で扱っています。', 'This label is now kept in the case of its renewal.'),
    why: t(
      'ラベルを更新したため、この案件からは変えられません。',
      'It was renewed, so it can no longer be changed from this case.',
    ),
    next: t('更新後の案件を開いてください。', 'Open the case of the renewal.'),
  },
  'label-not-found': {
    what: t('このラベルは見つかりません。', 'This label was not found.'),
    why: t(
      '番号が違うか、あなたの組織のラベルではありません。',
      'The number is wrong, or the label is not one of your organisation.',
    ),
    next: t('ラベルの一覧から選びなおしてください。', 'Choose it from your labels.'),
  },
  'label-number-mistyped': {
    what: t('入力したラベル番号が一致しません。', 'The label number you typed does not match.'),
    why: t(
      '取りちがえを防ぐため、番号を入力して確かめています。',
      'It is typed to make sure that this is the label you mean.',
    ),
    next: t('画面に示された番号を入力してください。', 'Type the number shown on the page.'),
  },
  'proposal-not-found': {
    what: t('その提案は、この案件にありません。', 'There is no such proposal in this case.'),
    why: t('番号が違うか、別の案件の提案です。', 'The number is wrong, or it belongs to another case.'),
    next: t('案件を開きなおしてください。', 'Open the case again.'),
  },
  'proposal-settled': {
    what: t('この提案は、すでに処理されています。', 'This proposal has already been settled.'),
    why: t('一つの提案に結論を出せるのは一度だけです。', 'A proposal is settled once.'),
    next: t('必要なら、新しい提案をしてください。', 'Make a new proposal if one is needed.'),
  },
  'proposal-waiting': {
    what: t('同じ種類の提案が、確認を待っています。', 'A proposal of the same kind is waiting to be confirmed.'),
    why: t('結論が出るまで、同じ提案を重ねることはできません。', 'Until it is settled another one cannot be made.'),
    next: t('先の提案を確認するか、却下してください。', 'Have the earlier one confirmed or rejected first.'),
  },
  'reason-not-offered': {
    what: t('その理由は、この操作に使えません。', 'This reason cannot be used here.'),
    why: t('使える理由は、制度が定めています。', 'The scheme sets which reasons there are.'),
    next: t('示された理由の中から選んでください。', 'Choose one of the reasons offered.'),
  },
  'cure-date-past': {
    what: t('是正の期限が、今日より前です。', 'The date by which to cure lies in the past.'),
    why: t('期限は、停止が始まる日よりあとでなければなりません。', 'It has to be after the day the suspension begins.'),
    next: t('これからの日付を入力してください。', 'Enter a date in the future.'),
  },
  'due-date-past': {
    what: t('回答の期限が、今日より前です。', 'The date by which to answer lies in the past.'),
    why: t('申請者が回答できる期限でなければなりません。', 'The applicant must be able to meet it.'),
    next: t('これからの日付を入力してください。', 'Enter a date in the future.'),
  },
  'file-unknown': {
    what: t('そのファイルは、保存されていません。', 'This file has not been stored.'),
    why: t(
      'アップロードが終わっていないか、別の組織のファイルです。',
      'Its upload did not finish, or it belongs to another organisation.',
    ),
    next: t('ファイルをもう一度アップロードしてください。', 'Upload the file again.'),
  },
  'models-too-many': {
    what: t('型番が多すぎます（{found}件）。', 'There are too many models ({found}).'),
    why: t('一つのラベルに登録できる型番は{limit}件までです。', 'One label covers at most {limit} models.'),
    next: t('製品の系列ごとに申請を分けてください。', 'Split the application by product family.'),
  },
  'models-none': {
    what: t('型番が一つも読み取れませんでした。', 'No model number was found.'),
    why: t('ラベルは、型番ごとに確かめられるようにするものです。', 'People check a label by model number.'),
    next: t('型番を1行に一つずつ入力してください。', 'Enter the model numbers, one a line.'),
  },
  'model-too-long': {
    what: t('型番が長すぎます：{model}', 'This model number is too long: {model}'),
    why: t(
      '型番は{limit}文字までです。説明文が混ざっていないか確かめてください。',
      'A model number has at most {limit} characters; perhaps a description got in.',
    ),
    next: t('その行を直してください。', 'Correct that line.'),
  },
  'models-nothing-new': {
    what: t('追加する型番がありません。', 'There is no model to add.'),
    why: t('入力された型番は、すべて登録されています。', 'All the models entered are covered already.'),
    next: t('新しい型番を入力してください。', 'Enter new model numbers.'),
  },
  'gtin-model-unknown': {
    what: t('「{line}」の型番が、対象の型番にありません。', 'The model of “{line}” is not among the models.'),
    why: t(
      'JANコードは、ラベルの対象の型番ごとに登録します。',
      'A bar code number is registered for one of the models of the label.',
    ),
    next: t('型番とJANコードを、1行に一組ずつ入力してください。', 'Enter a model and its number, one pair a line.'),
  },
  'gtin-length': {
    what: t('「{line}」は、JANコード（GTIN）の桁数ではありません。', '“{line}” has not the length of a GTIN.'),
    why: t('JANコードは8桁か13桁、GTINは12桁か14桁のこともあります。', 'A GTIN has 8, 12, 13 or 14 digits.'),
    next: t('バーコードの下の数字を、すべて入力してください。', 'Enter all the digits below the bar code.'),
  },
  'gtin-check-digit': {
    what: t('「{line}」のJANコードは、検査数字が合いません。', 'The check digit of “{line}” is wrong.'),
    why: t('数字がどこかで違っているか、抜けています。', 'A digit is mistyped or missing.'),
    next: t('バーコードの下の数字と見くらべて、直してください。', 'Compare it with the digits below the bar code.'),
  },
  'gtin-restricted': {
    what: t(
      '「{line}」は、店や会社の中だけで使う番号です。',
      '“{line}” is a number for use within one shop or company.',
    ),
    why: t(
      '02、04、2で始まる番号は、よその店では別の商品を指します。',
      'Numbers that begin with 02, 04 or 2 mean another product in the next shop.',
    ),
    next: t('GS1から割り当てられた番号を入力してください。', 'Enter the number that GS1 allocated.'),
  },
  'gtin-of-two-models': {
    what: t(
      'JANコード {gtin} が、{one} と {other} の両方にあります。',
      'The number {gtin} is given for {one} and for {other}.',
    ),
    why: t('一つのJANコードは、一つの型番だけを指します。', 'One number means one model.'),
    next: t('どちらの型番のものかを確かめて、直してください。', 'Find out to which model it belongs.'),
  },
  'gtins-too-many': {
    what: t('JANコードが多すぎます。', 'There are too many bar code numbers.'),
    why: t('一つのラベルに登録できるのは{limit}件までです。', 'One label has at most {limit}.'),
    next: t('製品の系列ごとに申請を分けてください。', 'Split the application by product family.'),
  },
  'change-empty': {
    what: t('変更する内容がありません。', 'There is nothing to change.'),
    why: t('登録されている内容と同じです。', 'It is the same as what is registered.'),
    next: t('変更する項目を入力してください。', 'Enter what changes.'),
  },
  'advisory-not-found': {
    what: t('そのお知らせは、この案件にありません。', 'There is no such notice in this case.'),
    why: t('番号が違うか、すでに終了しています。', 'The number is wrong, or the notice is closed already.'),
    next: t('案件を開きなおしてください。', 'Open the case again.'),
  },
  'path-not-offered': {
    what: t(
      'レベル {level} の申請は、ここでは受け付けていません。',
      'Applications for level {level} are not accepted here.',
    ),
    why: t(
      'このレベルには、評価機関による評価と認証の手続きが必要です。',
      'This level takes an evaluation by a laboratory and certification.',
    ),
    next: t('自己宣言で申請できるレベルを選んでください。', 'Choose a level that is open to self-declaration.'),
  },
  'label-cannot-be-renewed': {
    what: t('このラベルは更新できません。', 'This label cannot be renewed.'),
    why: t(
      '現在の状態は「{here}」です。更新できるのは、有効なラベルと、期限が切れたラベルだけです。',
      'Its standing is “{here}”. Only a valid or an expired label can be renewed.',
    ),
    next: t('あらためて表示が必要なときは、新しく申請してください。', 'Apply anew if the product needs a label.'),
  },
  'provisional-given': {
    what: t(
      '仮登録番号は、もう付いています（{number}）。',
      'A provisional registration number was given already ({number}).',
    ),
    why: t('ひとつの申請に付くのは、ひとつだけです。', 'An application gets one only.'),
    next: t('その番号を使ってください。', 'Use that number.'),
  },
  'number-taken': {
    what: t('ラベル番号を割り当てられませんでした。', 'No label number could be given.'),
    why: t('くじ引きで選んだ番号が、続けて使用ずみでした。', 'Every number drawn was in use already.'),
    next: t('もう一度操作してください。', 'Try again.'),
  },
}
