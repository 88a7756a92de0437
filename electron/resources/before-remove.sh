#!/bin/sh
# Runs before the package is removed or another version takes its place. A till holds sales that no server
# has, or is open, while the file "unsent" lies in its folder (electron/till/unsent-mark.ts): then both
# are refused, and nothing is changed.
for mark in ${KEEPSHOP_HOMES:-/home}/*/.config/[Kk]eepshop/unsent; do
  if [ -e "$mark" ]; then
    echo "Keepshop was not changed: the till in $(dirname "$mark") is open or has sales that are not sent." >&2
    echo "Nothing is lost. Open it, wait until the lamp says that all is confirmed, close it, and try again." >&2
    exit 1
  fi
done
exit 0
