#!/usr/bin/env bash
# The standby's container: copies the primary once, then follows it under the name that the primary waits for.
# To promote: stop the primary for good, `SELECT pg_promote()` here, point the nodes here.
set -euo pipefail
export PGDATA=/var/lib/postgresql/18/docker
if [ ! -s "$PGDATA/PG_VERSION" ]; then
  install -d -o postgres -g postgres -m 0700 "$PGDATA"
  PGPASSWORD="$REPLICATION_PASSWORD" gosu postgres pg_basebackup \
    --dbname='host=primary user=replicator application_name=standby1' \
    --pgdata="$PGDATA" --wal-method=stream --write-recovery-conf
  printf "primary_conninfo = 'host=primary user=replicator password=%s application_name=standby1'\n" \
    "$REPLICATION_PASSWORD" >> "$PGDATA/postgresql.auto.conf"
fi
exec gosu postgres postgres
