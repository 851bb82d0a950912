#!/bin/sh
set -eu
DAPR_API_TOKEN=$(cat "$DAPR_API_TOKEN_FILE")
APP_API_TOKEN=$(cat "$APP_API_TOKEN_FILE")
export DAPR_API_TOKEN APP_API_TOKEN
exec /daprd "$@"
