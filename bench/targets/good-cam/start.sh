# GoodCam: few doors, each with a lock. Read by init.sh, in /run/device.
/usr/sbin/sshd -f /run/device/etc/sshd_config
nginx -c /run/device/etc/nginx.conf
"$NODE" "$RESPONDERS" etc/responders.json &
