# A device with IPv6 alone; one port is open on its link-local address only. Read by init.sh, in /run/device.
nginx -c /run/device/etc/nginx.conf
"$NODE" "$RESPONDERS" etc/responders.json &
