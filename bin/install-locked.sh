# Sourced by the commands in this folder, with $root set. Installs what package-lock.json says when it is not
# there yet, and sets $node to the Node that Chautari is pinned to. Any Node from 20 on will do to install with.

say() { printf '%s\n' "$*"; }

fail() {
  printf '\n' >&2
  printf '%s\n' "$@" >&2
  exit 1
}

node=$root/node_modules/node/bin/node
stamp=$root/node_modules/.installed
installing=$root/.data/installing

# What an installation is good for: these packages, this kind of machine, this place.
wanted_stamp() { printf '%s %s %s\n' "$(cksum <"$root/package-lock.json")" "$(uname -sm)" "$root"; }

is_installed() {
  [ -x "$node" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(wanted_stamp)" ]
}

# Whether npm install, run by hand, has already put there what is locked: then nothing is to be done, and
# programs that run from node_modules are not disturbed. npm notes what it installed in a lockfile of its own.
is_locked_anyway() {
  [ -x "$node" ] && (cd "$root" && "$node" -e '
    const read = (file) => JSON.parse(require("node:fs").readFileSync(file, "utf8")).packages;
    const there = read("node_modules/.package-lock.json");
    const differs = ([path, { version, optional }]) => path !== "" && !optional && there[path]?.version !== version;
    process.exit(Object.entries(read("package-lock.json")).some(differs) ? 1 : 0);
  ' 2>/dev/null) && wanted_stamp >"$stamp"
}

check_platform() {
  case $(uname -s) in
    Linux | Darwin) ;;
    MINGW* | MSYS* | CYGWIN*) fail "On Windows, Chautari runs inside WSL 2: https://learn.microsoft.com/windows/wsl/install" ;;
    *) fail "Chautari runs on Linux and macOS, not on $(uname -s)." ;;
  esac
  case $(uname -m) in
    x86_64 | amd64 | aarch64 | arm64) ;;
    *) fail "Chautari runs on 64-bit Intel and ARM machines, not on $(uname -m)." ;;
  esac
  if ls /lib/ld-musl-* >/dev/null 2>&1 && ! ls /lib*/ld-linux-* >/dev/null 2>&1; then
    fail "This system (Alpine or another with musl) cannot run the embedded PostgreSQL." \
      "Use Debian, Ubuntu, Fedora or macOS, or the container image in deploy/."
  fi
}

check_node() {
  command -v node >/dev/null 2>&1 || fail "Node.js is missing. Install version 20 or later: https://nodejs.org/en/download" \
    "(on Debian 13 or Ubuntu 25.04 and later: apt-get install nodejs npm), then run this command again."
  found=$(node --version 2>/dev/null) || fail "$(command -v node) does not run on this machine. Install Node.js 20 or later: https://nodejs.org/en/download"
  major=${found#v}
  major=${major%%.*}
  [ "$major" -ge 20 ] || fail "Node.js $found is too old; Chautari installs with version 20 or later: https://nodejs.org/en/download"
  command -v npm >/dev/null 2>&1 || fail "npm is missing (Node.js $found is there). It comes with https://nodejs.org/en/download; on Debian: apt-get install npm"
}

check_writable() {
  [ -w "$root" ] && { [ ! -e "$root/node_modules" ] || [ -w "$root/node_modules" ]; } ||
    fail "$(id -un) may not write to $root, where packages are installed." \
      "Clone Chautari into a folder of your own, or take this one over: sudo chown -R $(id -un) '$root'"
}

# Two commands started at once must not install into each other.
take_turn() {
  mkdir -p "$root/.data"
  told=
  until mkdir "$installing" 2>/dev/null; do
    other=$(cat "$installing/pid" 2>/dev/null || true)
    if [ -n "$other" ] && ! kill -0 "$other" 2>/dev/null; then
      rm -rf "$installing"
      continue
    fi
    [ -n "$told" ] || say "Another command is installing the packages (process $other); waiting for it."
    told=yes
    sleep 1
  done
  trap 'rm -rf "$installing"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  echo $$ >"$installing/pid"
}

install_packages() {
  say "Installing the packages of package-lock.json with $(command -v npm) (Node.js $found); a minute or so, once."
  begun=$(date +%s)
  log=$root/.data/npm-ci.log
  if ! run_npm ci && ! { lacks_foreign_platforms && run_npm install --no-save; }; then
    tail -n 30 "$log" >&2
    fail "npm ci failed. $(explain_failure)" "All that it said: $log"
  fi
  case $("$node" --version 2>&1) in
    v24.*) ;;
    *) fail "The packages are installed, but the pinned Node.js does not run: $("$node" --version 2>&1 | head -n 1)" "What npm said: $log" ;;
  esac
  wanted_stamp >"$stamp"
  say "Installed in $(($(date +%s) - begun)) s."
}

# The options are named because a person's own npm settings may say otherwise, and Chautari would not run then.
run_npm() {
  (cd "$root" && npm "$@" --include=dev --include=optional --ignore-scripts=false \
    --no-audit --no-fund --no-progress --loglevel=error >"$log" 2>&1 </dev/null)
}

# A registry that mirrors npm only in part leaves binaries for other platforms out of the lock, and npm ci then
# refuses. npm install takes the same locked versions, and does without those.
lacks_foreign_platforms() {
  grep -q 'EUSAGE' "$log" && grep -q 'Missing:' "$log" && ! grep -q 'Invalid:' "$log" &&
    ! grep 'Missing:' "$log" | grep -qvE 'Missing: @[a-z-]+/[a-z-]+-(android|darwin|freebsd|linux|openharmony|win32)-[a-z0-9-]+@'
}

explain_failure() {
  if grep -qE 'ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH' "$log"; then
    echo "The npm registry cannot be reached: check the network, and the proxy in 'npm config get proxy'. Then run this command again."
  elif grep -q 'ENOSPC' "$log"; then
    echo "The disk is full: Chautari needs about 1 GB. Make room and run this command again."
  elif grep -qE 'EACCES|EPERM' "$log"; then
    echo "npm may not write somewhere: check who owns $root and the folder in 'npm config get cache'."
  elif grep -q 'EUSAGE' "$log"; then
    echo "package-lock.json does not fit package.json: run npm install, and commit both files."
  else
    echo "Its reason is above; run this command again once it is gone."
  fi
}

if ! is_installed && ! is_locked_anyway; then
  check_platform
  check_node
  check_writable
  take_turn
  is_installed || install_packages
  rm -rf "$installing"
  trap - EXIT INT TERM
fi

# For the programs in node_modules/.bin, which ask for "node".
PATH=$root/node_modules/node/bin:$PATH
export PATH

# Node keeps what it made of the TypeScript and of the packages: every later start takes half the time.
NODE_COMPILE_CACHE=${NODE_COMPILE_CACHE:-$root/node_modules/.cache/node}
export NODE_COMPILE_CACHE
