import type { FaultTexts } from '../../../../../core/kernel/fault.ts'

/** Why the files somebody chose are not a register one can check by. */
export type LocalRegisterFault =
  | { readonly code: 'local-register-missing' }
  | { readonly code: 'local-register-twice'; readonly file: string }
  | { readonly code: 'local-register-other'; readonly file: string }
  | { readonly code: 'local-register-zstd'; readonly file: string }
  | { readonly code: 'local-register-broken'; readonly file: string }
  | { readonly code: 'local-register-signature'; readonly why: string }
  | { readonly code: 'local-register-changed'; readonly file: string }

const again = {
  ja: '登録簿のファイルを、もう一度ダウンロードしてください。それでも同じなら、このファイルを使わずにお知らせください。',
  en: 'Download the files of the register again. If it stays so, do not use them, and tell us.',
}
const choose = {
  ja: '登録簿のファイル（register-….jsonl）と、署名された目録（manifest.jws）の2つを選んでください。',
  en: 'Choose the register (register-….jsonl) and its signed manifest (manifest.jws), both.',
}

export const localRegisterFaults: FaultTexts<LocalRegisterFault> = {
  'local-register-missing': {
    what: { ja: '登録簿のファイルがありません。', en: 'There is no register among the files.' },
    why: { ja: '目録だけでは確かめられません。', en: 'The manifest alone has no labels in it.' },
    next: choose,
  },
  'local-register-twice': {
    what: { ja: '登録簿のファイルが2つあります（{file}）。', en: 'There are two registers among the files ({file}).' },
    why: { ja: 'どちらで確かめるのか分かりません。', en: 'Nobody can say by which one to check.' },
    next: choose,
  },
  'local-register-other': {
    what: { ja: '「{file}」は登録簿のファイルではありません。', en: '{file} is no file of a register.' },
    why: {
      ja: '登録簿（hoshirushi-register/1）でも、署名された目録でもありません。',
      en: 'It is neither a register (hoshirushi-register/1) nor a signed manifest.',
    },
    next: choose,
  },
  'local-register-zstd': {
    what: { ja: 'このブラウザーは「{file}」を展開できません。', en: 'This browser cannot unpack {file}.' },
    why: { ja: 'zstd で圧縮されています。', en: 'It is packed with zstd.' },
    next: {
      ja: '「手元で確かめる」のページから保存した登録簿（register-….jsonl）を選んでください。中身は同じで、同じ目録で署名を確かめられます。',
      en: 'Choose the register saved from the page (register-….jsonl): it holds the same and is signed by the same manifest.',
    },
  },
  'local-register-broken': {
    what: { ja: '「{file}」を最後まで読めません。', en: '{file} cannot be read to its end.' },
    why: { ja: '壊れているか、途中までしかありません。', en: 'It is damaged, or not all of it is there.' },
    next: again,
  },
  'local-register-signature': {
    what: { ja: '目録の署名を確かめられません（{why}）。', en: 'The signature of the manifest does not hold ({why}).' },
    why: {
      ja: 'この登録簿の鍵で署名されたものではないか、後で書き換えられています。',
      en: 'It was not signed with a key of this register, or it was changed afterwards.',
    },
    next: again,
  },
  'local-register-changed': {
    what: {
      ja: '「{file}」は、署名されたときの登録簿ではありません。',
      en: '{file} is not the register that was signed.',
    },
    why: {
      ja: '中身のダイジェスト、時点、件数のどれかが、署名された目録と違います。',
      en: 'Its digest, its moment or the number of its entries differs from the signed manifest.',
    },
    next: again,
  },
}
