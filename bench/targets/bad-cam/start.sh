# BadCam: everything that was ever wrong with a network camera. Read by init.sh, in /run/device.
mkdir -p www/cgi-bin ftp tftp
echo '<title>IP Camera</title><h1>IPC-2017 administration</h1>' >www/index.html
echo '{"model":"IPC-2017","firmware":"1.0.7","serial":"BC2017000A1B2","mac":"'"$MAC"'","wifi":"home-2G"}' >www/cgi-bin/info.json
echo 'recording of 2026-11-01' >ftp/recording.txt
echo 'admin_password=admin' >tftp/config.cfg
chmod -R a+rX www ftp tftp
/usr/sbin/sshd -f /run/device/etc/sshd_config
dropbear -j -k -p 2222 -r keys/dropbear-rsa-1024
inetutils-inetd /run/device/etc/inetd.conf
vsftpd etc/vsftpd.conf &
lighttpd -f etc/lighttpd.conf
OPENSSL_CONF=/dev/null nginx -c /run/device/etc/nginx.conf
mosquitto -c etc/mosquitto.conf &
SNMP_PERSISTENT_DIR=/run/tmp/snmp snmpd -f -LE 0-2 -C -c etc/snmpd.conf -u root udp:161 udp6:161 &
in.tftpd --listen --secure --address 0.0.0.0:69 --user tftp /run/device/tftp
"$NODE" "$RESPONDERS" etc/responders.json &
