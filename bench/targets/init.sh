#!/bin/sh
# The power switch of a device: first process of its own PID, mount and network namespace. It hides what the host has, gives the
# device its folder (/run/device) and its address, starts it, and lives until the standard input closes; then the kernel ends all.
# From the environment: DEVICE (its folder), BASE (folder of the device it is like, or empty), KEYS_FOLDER, KEYS (names), NODE,
# HOST (last part of the addresses), SAMPLE (1 or 2), MAC, LINK_LOCAL, IPV4 (true or false).
set -eu
here=$(dirname "$0")
RESPONDERS=$here/responders/run.ts
ipv4=198.18.0.$HOST ipv6=fdc6:198:18::$HOST
export NODE SAMPLE MAC ipv4 ipv6 linkLocal=$LINK_LOCAL
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/run/device TMPDIR=/run/tmp LANG=C.UTF-8 NODE_COMPILE_CACHE=$KEYS_FOLDER/compiled

hostname "$(basename "$DEVICE")"
# The disk cannot be written: what a device changes is in its own memory and ends with it.
mount -o remount,bind,ro /
mount -t tmpfs -o mode=755 device /run
mount -t tmpfs -o mode=755 device /var/log
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts /dev/pts
mkdir -p /run/device/keys /run/device/etc /run/tmp /run/sshd /run/lock /run/vsftpd/empty /run/empty
chmod 1777 /run/tmp
for key in $KEYS; do
  for file in "$KEYS_FOLDER/$key" "$KEYS_FOLDER/$key.key" "$KEYS_FOLDER/$key.crt" "$KEYS_FOLDER/$key.pem"; do
    [ ! -f "$file" ] || cp "$file" /run/device/keys/
  done
  # a unit's own keys, under the same names
  for kind in '' .key .crt; do
    [ ! -f "$KEYS_FOLDER/$key-$SAMPLE$kind" ] || cp "$KEYS_FOLDER/$key-$SAMPLE$kind" "/run/device/keys/$key$kind"
  done
done
for from in "$here/common" ${BASE:+"$BASE"} ${BASE:+"$BASE/sample-$SAMPLE"} "$DEVICE" "$DEVICE/sample-$SAMPLE"; do
  [ ! -d "$from/etc" ] || cp -r "$from/etc/." /run/device/etc/
done
grep -v '^#' /run/device/etc/accounts 2>/dev/null | while read -r user uid password; do
  echo "$user:x:$uid:$uid:$user:/run/empty:/run/device/etc/shell" >>/run/device/etc/passwd
  echo "$user:$(openssl passwd -6 -salt bench "$password"):19000:0:99999:7:::" >>/run/device/etc/shadow
done
chmod 600 /run/device/keys/* /run/device/etc/shadow
for file in passwd group shadow shells; do mount --bind /run/device/etc/$file /etc/$file; done
for file in /run/device/etc/pam.d/*; do
  [ ! -f "$file" ] || mount --bind "$file" "/etc/pam.d/$(basename "$file")"
done

echo 0 >/proc/sys/net/ipv6/conf/all/accept_dad
echo 0 >/proc/sys/net/ipv6/conf/eth0/accept_dad
# What was there before it was switched off; the link-local address is made when the link comes up.
ip link set eth0 down
ip addr flush dev eth0
nft flush ruleset 2>/dev/null || :
ip -batch - <<END
link set lo up
link set eth0 address $MAC
$([ "$IPV4" != true ] || echo "addr add $ipv4/24 dev eth0")
link set eth0 up
addr add $ipv6/64 dev eth0 nodad
$([ "$IPV4" != true ] || echo "route add 224.0.0.0/4 dev eth0")
END
[ ! -f /run/device/etc/nftables.conf ] || nft -f /run/device/etc/nftables.conf

cd /run/device
exec 3<&0 </dev/null
. "${BASE:-$DEVICE}/start.sh"
[ -z "$BASE" ] || . "$DEVICE/start.sh"
echo started
# Waiting for a child also buries the orphans that services leave behind.
cat <&3 >/dev/null &
wait $!
