# A device behind a filter that drops in silence: one port is declared, one is not. Read by init.sh, in /run/device.
mkdir -p www
echo '<!doctype html><title>DH-1</title><h1>DH-1</h1>' >www/index.html
nginx -c /run/device/etc/nginx.conf
"$NODE" "$RESPONDERS" etc/responders.json &
