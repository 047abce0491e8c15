export const ja = {
  gtin: {
    title: 'この番号はJANコード（GTIN）ではありません',
    lead: '桁数か検査数字が違うか、店の中だけで使う番号です。バーコードの下の数字を確かめてください。',
  },
  qualifier: {
    title: 'このアドレスは読み取れません',
    lead: 'JANコードの後ろに書けるのは、種類（22）、ロット（10）、製造番号（21）、第三者の番号（235）だけです。',
  },
  unknown: {
    title: 'このJANコードのラベルは、登録簿にありません',
    lead: 'ラベルがないという意味とはかぎりません。JANコードは事業者が任意で登録するもので、型番でさがすと見つかることがあります。',
  },
  kind: {
    title: 'その種類のリンクはありません',
    lead: 'このJANコードのリンクの一覧は、linkType=linkset で受け取れます。',
  },
}

export const en = {
  gtin: {
    title: 'This is no bar code number (GTIN)',
    lead: 'Its length or check digit is wrong, or it is for use within one shop. Compare it with the digits below the bar code.',
  },
  qualifier: {
    title: 'This address cannot be read',
    lead: 'Behind the GTIN there may be a variant (22), a lot (10), a serial number (21) and a number of a third party (235).',
  },
  unknown: {
    title: 'No label on the register has this GTIN',
    lead: 'That need not mean that there is no label: makers register GTINs if they wish. A search by model may find it.',
  },
  kind: {
    title: 'There is no link of that kind',
    lead: 'The list of links of this GTIN is given by linkType=linkset.',
  },
} satisfies typeof ja
