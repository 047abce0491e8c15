# The pages a maker publishes, as the IXIT of the devices names them: sound for all, but that the bad camera's support period on
# the page is another than the declared one. Read by init.sh, in /run/device.
mkdir -p www/.well-known/csaf www/security www/support
day=$(date -u -d '+300 days' +%Y-%m-%dT00:00:00Z)
cat >www/.well-known/security.txt <<END
Contact: mailto:psirt@hoshi-devices.example
Contact: https://$ipv4/security/policy.html
Expires: $day
Preferred-Languages: ja, en
Canonical: https://$ipv4/.well-known/security.txt
Policy: https://$ipv4/security/policy.html
CSAF: https://$ipv4/.well-known/csaf/provider-metadata.json
END
cat >www/.well-known/csaf/provider-metadata.json <<END
{
  "canonical_url": "https://$ipv4/.well-known/csaf/provider-metadata.json",
  "last_updated": "2026-10-01T00:00:00Z",
  "list_on_CSAF_aggregators": false,
  "metadata_version": "2.0",
  "mirror_on_CSAF_aggregators": false,
  "publisher": {
    "category": "vendor",
    "name": "Hoshi Devices (bench)",
    "namespace": "https://$ipv4",
    "contact_details": "psirt@hoshi-devices.example"
  },
  "role": "csaf_provider",
  "distributions": [{ "directory_url": "https://$ipv4/.well-known/csaf/" }]
}
END
cat >www/security/policy.html <<'END'
<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>脆弱性の開示方針 / Vulnerability disclosure policy</title></head>
<body><h1>脆弱性の開示方針</h1><p>脆弱性の報告は psirt@hoshi-devices.example へお送りください。5営業日以内に受領をご連絡し、解決まで30日ごとに進捗をお知らせします。</p>
<h1>Vulnerability disclosure policy</h1><p>Report vulnerabilities to psirt@hoshi-devices.example. We acknowledge receipt within five working days and send a status update every 30 days until the issue is resolved.</p></body></html>
END
for model in bc-100:2027-03-31 gc-200:2031-12-31 mh-20:2031-12-31 dh-1:2031-12-31 sx-6:2031-12-31 lk-9:2031-12-31 hr-500:2031-12-31; do
  cat >"www/support/${model%%:*}.html" <<END
<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>サポート期間 / Support period</title></head>
<body><h1>サポート期間</h1><p>セキュリティ更新の提供期間：${model#*:} まで</p><h1>Support period</h1><p>Security updates are provided until ${model#*:}.</p></body></html>
END
done
nginx -c /run/device/etc/nginx.conf
