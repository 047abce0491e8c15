# MidHub: mostly right. Read by init.sh, in /run/device.
dropbear -w -j -k -p 22 -r keys/dropbear-rsa-2048 2>/dev/null
mosquitto_passwd -b -c mqtt-users $(cat etc/mqtt-user)
chown mosquitto mqtt-users keys/mid-hub.*
mosquitto -c /run/device/etc/mosquitto.conf &
nginx -c /run/device/etc/nginx.conf
"$NODE" "$RESPONDERS" etc/responders.json &
