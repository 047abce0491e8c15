#!/bin/sh
# Makes the sample update files with the real tools: rauc, mkimage, dtc, cpio, openssl, mksquashfs, signapk and signify-openbsd
# (Debian's packages). The samples are kept, so that
# the tests need none of these tools; run it again only to add a sample. The keys it makes are thrown away with the folder they
# were made in: nothing but public keys and certificates stays.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
rm -f "$here"/*.raucb "$here"/*.swu "$here"/*.itb "$here"/*.img "$here"/*.zip "$here"/signify.*
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# Keys: a certification authority with a signer below it, RSA, EC and Ed25519 keys, and a stranger.
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 36500 -subj "/CN=Sample maker CA" \
  -addext keyUsage=critical,keyCertSign 2>/dev/null
openssl req -newkey rsa:2048 -nodes -keyout signer.key -out signer.csr -subj "/CN=Sample maker updates" 2>/dev/null
printf '%s\n' basicConstraints=CA:FALSE keyUsage=critical,digitalSignature extendedKeyUsage=emailProtection,codeSigning \
  subjectKeyIdentifier=hash authorityKeyIdentifier=keyid > ext
openssl x509 -req -in signer.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 36500 -extfile ext -out signer.pem 2>/dev/null
openssl req -x509 -newkey rsa:2048 -nodes -keyout stranger.key -out stranger.pem -days 36500 -subj "/CN=Stranger" 2>/dev/null
openssl genrsa -out rsa.key 2048 2>/dev/null
openssl rsa -in rsa.key -pubout -out rsa.pub 2>/dev/null
openssl ecparam -name prime256v1 -genkey -noout -out ec.key
openssl ec -in ec.key -pubout -out ec.pub 2>/dev/null
cp ca.pem signer.pem stranger.pem rsa.pub ec.pub "$here/"

# RAUC: both formats that are signed in clear.
mkdir content && head -c 20000 /dev/urandom > content/rootfs.img
for format in plain verity; do
  rm -rf bundle && cp -r content bundle
  cat > bundle/manifest.raucm <<EOF
[update]
compatible=Sample Camera
version=2.4.1

[bundle]
format=$format

[image.rootfs]
filename=rootfs.img
EOF
  rauc --cert=signer.pem --key=signer.key --keyring=ca.pem bundle bundle/ "$here/rauc-$format.raucb" >/dev/null 2>&1
done

# SWUpdate: signed with a bare RSA signature, with CMS, and not at all; and one whose description forgets a digest.
head -c 9000 /dev/urandom > rootfs.ext4
sum=$(sha256sum rootfs.ext4 | cut -d' ' -f1)
description() {
  cat <<EOF
software =
{
  version = "2.4.1";
  description = "Sample";
  hardware-compatibility: [ "1.0" ];
  /* one image */
  images: (
    { filename = "rootfs.ext4"; device = "/dev/null"; $1 }
  );
}
EOF
}
swu() { printf '%s\n' $2 | cpio -o -H crc --quiet > "$here/$1"; }
description "sha256 = \"$sum\";" > sw-description
swu swupdate-unsigned.swu "sw-description rootfs.ext4"
openssl dgst -sha256 -sign rsa.key -out sw-description.sig sw-description
swu swupdate-rsa.swu "sw-description sw-description.sig rootfs.ext4"
openssl cms -sign -in sw-description -out sw-description.sig -signer signer.pem -inkey signer.key -outform DER -nosmimecap -binary
swu swupdate-cms.swu "sw-description sw-description.sig rootfs.ext4"
description "" > sw-description
openssl dgst -sha256 -sign rsa.key -out sw-description.sig sw-description
swu swupdate-uncovered.swu "sw-description sw-description.sig rootfs.ext4"

# U-Boot: a legacy image, and trees that are unsigned, signed per configuration, signed per image, with data inside and outside.
head -c 3000 /dev/urandom > kernel.bin
head -c 1000 /dev/urandom > board.dtb
mkimage -A arm -O linux -T kernel -C none -a 0x80008000 -e 0x80008000 -n "Linux-5.10.1" -d kernel.bin "$here/uimage.img" >/dev/null
tree() { # signature of an image, signature of the configuration
  cat <<EOF
/dts-v1/;
/ {
  description = "Sample 2.4.1";
  #address-cells = <1>;
  images {
    kernel-1 {
      description = "kernel"; data = /incbin/("kernel.bin"); type = "kernel"; arch = "arm"; os = "linux"; compression = "none";
      load = <0x80008000>; entry = <0x80008000>;
      hash-1 { algo = "sha256"; };
      $1
    };
    fdt-1 {
      description = "board"; data = /incbin/("board.dtb"); type = "flat_dt"; arch = "arm"; compression = "none";
      hash-1 { algo = "sha256"; };
      $1
    };
  };
  configurations {
    default = "conf-1";
    conf-1 { description = "board"; kernel = "kernel-1"; fdt = "fdt-1"; $2 };
  };
};
EOF
}
mkdir keys && cp rsa.key keys/maker.key && openssl req -x509 -new -key rsa.key -out keys/maker.crt -days 36500 -subj "/CN=maker" 2>/dev/null
conf='signature-1 { algo = "sha256,rsa2048"; key-name-hint = "maker"; sign-images = "kernel", "fdt"; };'
pss='signature-1 { algo = "sha256,rsa2048"; padding = "pss"; key-name-hint = "maker"; sign-images = "kernel", "fdt"; };'
image='signature-1 { algo = "sha256,rsa2048"; key-name-hint = "maker"; };'
make_fit() {
  tree "$2" "$3" > it.its
  shift_name=$1
  extra=${4:-}
  mkimage $extra -f it.its "$here/$shift_name" >/dev/null 2>&1
  if [ -n "$2$3" ]; then mkimage $extra -F -k keys -r "$here/$shift_name" >/dev/null 2>&1; fi
}
make_fit fit-unsigned.itb "" ""
make_fit fit-configuration.itb "" "$conf"
make_fit fit-pss.itb "" "$pss"
make_fit fit-images.itb "$image" ""
make_fit fit-external.itb "" "$conf" "-E"

# Android: a zip signed as a whole. Another place of the jars than Debian's is given in SIGNAPK_JARS.
jars=${SIGNAPK_JARS:-/usr/share/signapk/signapk.jar:/usr/share/java/apksig.jar:/usr/share/java/bcprov.jar:/usr/share/java/bcpkix.jar:/usr/share/java/bcutil.jar}
openssl pkcs8 -topk8 -inform PEM -outform DER -in signer.key -out signer.pk8 -nocrypt
python3 - <<EOF
import os, zipfile
with zipfile.ZipFile("in.zip", "w") as z:
    z.writestr("META-INF/com/android/metadata", "ota-type=BLOCK\n")
    z.writestr("payload.bin", os.urandom(4000))
EOF
java -cp "$jars" com.android.signapk.SignApk -w signer.pem signer.pk8 in.zip "$here/android-signed.zip"
cp in.zip "$here/android-unsigned.zip"

# usign's form of signatures is signify's.
signify-openbsd -G -n -p "$here/signify.pub" -s signify.sec
head -c 300 /dev/urandom > "$here/signify.message"
signify-openbsd -S -s signify.sec -m "$here/signify.message" -x "$here/signify.message.sig"
ls -l "$here"
