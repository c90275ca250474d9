#!/bin/sh
# Makes the certificates of the tests anew. They live for 100 years and guard nothing.
set -eu
cd "$(dirname "$0")"
curve='-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500'

openssl req -x509 $curve -keyout ca.key -out ca.crt -subj '/CN=Portcullis test CA'

leaf() { # file name, subject, extensions
  openssl req $curve -keyout "$1.key" -out "$1.csr" -subj "$2"
  printf '%b' "$3" >"$1.ext"
  openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -days 36500 -extfile "$1.ext" -out "$1.crt"
  rm "$1.csr" "$1.ext"
}
names='subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n'
leaf server '/CN=localhost' "$names"
leaf server-renewed '/CN=localhost/O=renewed' "$names"
leaf client '/CN=client' 'extendedKeyUsage=clientAuth\n'
rm -f ca.srl
