export const ja = {
  title: 'ソフトウェアと関連サービス',
  lead: 'どの版のソフトウェアから、どこまでのサービスをふくめて宣言するかを決めます。',
  labels: {
    minimum: '対象になるファームウェアの版',
    services: '製品に欠かせないアプリやクラウドサービス',
    sbom: 'ソフトウェア部品表（SBOM）',
  },
  hints: {
    minimum: 'この版か、これより新しい版が対象です。例：2.1.0',
    services: 'これがないと製品が本来の働きをしないものだけを挙げます。なければ空けてください。',
    sbom: '製品にふくまれるソフトウェア部品の一覧です。',
  },
  service: (n: number) => `サービス${n}`,
  more: 'もう1つ追加',
  sbom: { kept: '作っている（公開はしない）', published: '作って公開している', none: '作っていない' },
}

export const en = {
  title: 'Software and services',
  lead: 'From which software version, and with which services, you make the declaration.',
  labels: {
    minimum: 'Firmware version covered',
    services: 'Apps and cloud services the product cannot work without',
    sbom: 'Software bill of materials (SBOM)',
  },
  hints: {
    minimum: 'This version and later ones are covered. For example 2.1.0',
    services: 'Only those without which the product does not do its job. Leave empty if there are none.',
    sbom: 'The list of software components in the product.',
  },
  service: (n: number) => `Service ${n}`,
  more: 'Add another',
  sbom: { kept: 'Kept, not published', published: 'Kept and published', none: 'Not kept' },
} satisfies typeof ja
