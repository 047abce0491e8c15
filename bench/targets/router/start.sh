# The home router of the story: names for the home network, one page behind a login. Read by init.sh, in /run/device.
nginx -c /run/device/etc/nginx.conf
"$NODE" "$RESPONDERS" etc/responders.json &
