import type { Language } from '../../../../../core/kernel/text.ts'

/** What the page asks of the worker that checks. */
export type LocalQuestion =
  | {
      readonly kind: 'open'
      readonly lang: Language
      readonly files: readonly LocalFile[]
      readonly policy: string // that an address named
    }
  | {
      readonly kind: 'answer'
      readonly lang: Language
      readonly again: boolean // back to the form, with the list
      readonly fields: Readonly<Record<string, string>>
      readonly file: Blob | undefined
    }

export interface LocalFile {
  readonly name: string
  readonly content: Blob
}

/** What the worker answers. Words and pages are made there, in the language that was asked for. */
export type LocalAnswer =
  | { readonly kind: 'opened'; readonly facts: string; readonly title: string; readonly html: string }
  | { readonly kind: 'refused'; readonly html: string }
  | { readonly kind: 'page'; readonly title: string; readonly html: string }
  | { readonly kind: 'file'; readonly name: string; readonly type: string; readonly content: ArrayBuffer }
  | { readonly kind: 'progress'; readonly text: string }
