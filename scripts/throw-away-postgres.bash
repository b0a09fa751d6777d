# A PostgreSQL that goes away with the script that starts it, on a port of loopback. To be sourced by a script that has `say`,
# `die` and `has`, calls `require_postgres` and `start_postgres`, and calls `remove_postgres` in its trap for EXIT.

readonly OLDEST_POSTGRES=15

# Prints the folder of the first PostgreSQL that is new enough. Debian keeps the server off the PATH.
find_postgres() {
    local folder version
    local -a folders
    mapfile -t folders < <(
        ! has initdb || dirname "$(readlink -f "$(command -v initdb)")"
        printf '%s\n' /usr/lib/postgresql/*/bin /usr/pgsql-*/bin | sort --version-sort --reverse
    )
    for folder in "${folders[@]}"; do
        [[ -x $folder/initdb && -x $folder/postgres && -x $folder/pg_ctl ]] || continue
        version=$("$folder/postgres" --version | sed -E 's/^[^0-9]*([0-9]+).*/\1/')
        if ((version >= OLDEST_POSTGRES)); then
            printf '%s\n' "$folder"
            return
        fi
    done
}

# Sets `postgres_bin`, the folder of its programs.
require_postgres() {
    postgres_bin=$(find_postgres)
    [[ -n $postgres_bin ]] || die "no PostgreSQL $OLDEST_POSTGRES or later: neither initdb on the PATH nor" \
        "/usr/lib/postgresql/*/bin is new enough. Install a newer one, for instance from https://apt.postgresql.org"
}

cluster=
started=false
# As root, its commands run as another user.
drop_to=()

in_cluster() { (cd "$cluster" && "${drop_to[@]}" "$@" </dev/null); }

# Stops it and removes its folder, whatever of both there is.
remove_postgres() {
    if $started; then
        in_cluster "$postgres_bin/pg_ctl" stop --silent --pgdata data --mode immediate || true
        started=false
    fi
    [[ -z $cluster ]] || rm -rf "$cluster"
}

# Starts one: the name is for its folder, the standard input is added to its configuration. Sets `port`.
start_postgres() {
    local user='' configuration
    configuration=$(cat)
    # PostgreSQL refuses to run as root.
    if ((EUID == 0)); then
        for user in postgres nobody; do
            if id "$user" >/dev/null 2>&1; then
                drop_to=(setpriv --reuid="$user" --regid="$(id -g "$user")" --clear-groups)
                has setpriv || drop_to=(runuser -u "$user" --)
                break
            fi
        done
        ((${#drop_to[@]} > 0)) || die "running as root, and there is no user to run PostgreSQL as (postgres, nobody)"
    fi

    cluster=$(mktemp --directory "${TMPDIR:-/tmp}/portcullis-$1.XXXXXX")
    ((EUID != 0)) || chown "$user" "$cluster"
    in_cluster test -w . || die "user $user cannot write to $cluster; set TMPDIR to a folder that everybody can reach"

    in_cluster "$postgres_bin/initdb" --pgdata data --username postgres --auth trust --encoding UTF8 --locale C \
        --no-sync >"$cluster/initdb.log" 2>&1 || {
        cat "$cluster/initdb.log" >&2
        die "initdb failed"
    }
    cat >>"$cluster/data/postgresql.conf" <<CONFIGURATION
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
$configuration
CONFIGURATION

    # The server itself is the judge of whether a port is free; ports below 32768 are not handed out by the kernel.
    for _ in {1..20}; do
        port=$((20000 + RANDOM % 12000))
        if in_cluster "$postgres_bin/pg_ctl" start --silent --wait --timeout 60 --pgdata data --log server.log \
            --options "-p $port" >/dev/null 2>&1; then
            started=true
            return
        fi
    done
    cat "$cluster/server.log" >&2 || true
    die "PostgreSQL did not start"
}
