#!/usr/bin/env bash
# Joins CouchDB nodes into one cluster, through the first of them.
#   COUCHDB_USER=admin COUCHDB_PASSWORD=… bash join.sh first.host second.host third.host
# PORT is 5984 unless it says otherwise. Running it again changes nothing.
# https://docs.couchdb.org/en/stable/setup/cluster.html
set -euo pipefail

port=${PORT:-5984}
first=$1
shift
account="\"username\":\"$COUCHDB_USER\",\"password\":\"$COUCHDB_PASSWORD\""
root="http://$first:$port"

ask() { # method, path, body
	curl --silent --show-error --user "$COUCHDB_USER:$COUCHDB_PASSWORD" \
		--request "$1" --header 'content-type: application/json' ${3:+--data "$3"} "$root$2"
}
settle() { # answers that say it is done already are fine
	case "$1" in
		*'"ok":true'* | *already* | *conflict*) ;;
		*) echo "$1" >&2; exit 1 ;;
	esac
}

if [[ $(ask GET /_cluster_setup) == *cluster_finished* ]]; then
	echo 'the cluster is there already'
	exit 0
fi
settle "$(ask POST /_cluster_setup \
	"{\"action\":\"enable_cluster\",\"bind_address\":\"0.0.0.0\",$account,\"port\":$port,\"node_count\":$(($# + 1))}")"
for node in "$@"; do
	settle "$(ask POST /_cluster_setup \
		"{\"action\":\"enable_cluster\",\"bind_address\":\"0.0.0.0\",$account,\"port\":$port,\"node_count\":$(($# + 1)),\"remote_node\":\"$node\",\"remote_current_user\":\"$COUCHDB_USER\",\"remote_current_password\":\"$COUCHDB_PASSWORD\"}")"
	settle "$(ask POST /_cluster_setup "{\"action\":\"add_node\",\"host\":\"$node\",\"port\":$port,$account}")"
done
settle "$(ask POST /_cluster_setup '{"action":"finish_cluster"}')"
ask GET /_membership
