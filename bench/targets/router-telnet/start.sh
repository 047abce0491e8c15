# The one thing added to the router: a shell that somebody forgot. Read by init.sh, in /run/device.
inetutils-inetd /run/device/etc/inetd.conf
