# Locks an account for a minute after three wrong tries: openly, silently, and at SSH. Read by init.sh, in /run/device.
mkdir -p faillock
/usr/sbin/sshd -f /run/device/etc/sshd_config
nginx -c /run/device/etc/nginx.conf
"$NODE" "$RESPONDERS" etc/responders.json &
